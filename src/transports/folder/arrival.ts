import type { AttemptResult, Phase } from '../../attempt-result.ts'
import type { OutgoingDocument } from '../transport.ts'
import type { CompletionSettings } from './completion.ts'
import { type FolderError, isFault, type RemoteFolder } from './remote-folder.ts'

/** What is there under a document's name. `alike`: as long as the document, and nobody may read it. */
export type StoredFileState = 'whole' | 'alike' | 'another' | 'nothing' | FolderError

/** Somewhere that a document may be. */
export interface Place {
  /** As a person calls it. */
  readonly name: string
  see(parcel: OutgoingDocument): Promise<StoredFileState>
}

/**
 * Looks where a document was to be put, and then where it goes when it has been taken: in this order, so that none is missed
 * that moves meanwhile. Null: it has not arrived. Without an archive absence proves nothing: a folder may be emptied in seconds.
 */
export async function checkArrival(
  parcel: OutgoingDocument,
  folder: Place,
  archive: Place | null,
): Promise<AttemptResult | null> {
  const { fileName } = parcel.document
  const here = await folder.see(parcel)
  if (isThere(here, parcel)) return found(parcel, folder)
  // Only a try of ours puts something else there, and only before it is whole: a later one replaces it.
  if (here === 'another') return null
  if (here !== 'nothing') return unseen(here, fileName, folder)
  if (!archive)
    return asks(
      `${fileName} is not in ${folder.name}: it never came, or whoever collects there has it. With archiveFolder that could be told.`,
    )
  // What was resent lies there from the time before.
  if (parcel.resent > 0)
    return asks(`${fileName} is not in ${folder.name}, and ${archive.name} has it from before at best.`)
  const there = await archive.see(parcel)
  if (isThere(there, parcel)) return found(parcel, archive)
  if (there === 'another') return asks(`${archive.name} has another ${fileName}, so nothing can be told.`)
  return there === 'nothing' ? null : unseen(there, fileName, archive)
}

/** What has the name, once it was read. */
export const sightOf = (read: Uint8Array, { document: { bytes } }: OutgoingDocument): StoredFileState =>
  read.byteLength === bytes.byteLength && read.every((byte, at) => byte === bytes[at]) ? 'whole' : 'another'

/** A name alone could be that of the same order as it was written before. */
const isThere = (sight: StoredFileState, { writing }: OutgoingDocument): boolean =>
  sight === 'whole' || (sight === 'alike' && writing === 1)

const found = ({ document: { fileName, bytes } }: OutgoingDocument, { name }: Place): AttemptResult => ({
  outcome: 'delivered',
  note: `Found there: ${fileName} is in ${name}, ${bytes.byteLength} bytes. An earlier try had brought it.`,
})

function unseen(sight: FolderError | 'alike' | 'whole', fileName: string, { name }: Place): AttemptResult {
  if (!isFaultOf(sight))
    return asks(`${name} has a ${fileName} of that length, which nobody may read: it may be the one written before.`)
  const note = `Whether ${fileName} is in ${name} could not be told: ${sight.text}.`
  if (sight.kind === 'cut' || sight.kind === 'failed')
    return { outcome: 'deferred', reached: 'no', phase: PHASE, note: `${note} Nothing was sent.` }
  return asks(note)
}

const isFaultOf = (sight: StoredFileState): sight is FolderError => typeof sight !== 'string' && isFault(sight)

const asks = (note: string): AttemptResult => ({ outcome: 'uncertain', asks: true, phase: PHASE, note })
const PHASE: Phase = 'receipt'

/** A folder as a place. Where a trigger completes a document, one that has lost it, or never had it, proves nothing. */
export const folderPlace = (folder: RemoteFolder, putting: CompletionSettings | null): Place => ({
  name: folder.name,
  async see(parcel) {
    const { fileName, bytes } = parcel.document
    const length = await folder.find(fileName)
    if (isFault(length)) return length.kind === 'missing' ? 'nothing' : length
    if (length !== bytes.byteLength) return 'another'
    if (putting?.completion === 'triggerFile') {
      const trigger = await folder.find(`${fileName}${putting.triggerSuffix}`)
      if (isFault(trigger)) return trigger.kind === 'missing' ? 'nothing' : trigger
    }
    const read = await folder.read(fileName, length)
    if (!isFault(read)) return sightOf(read, parcel)
    if (read.kind === 'missing') return 'nothing'
    return read.kind === 'cut' ? read : 'alike'
  },
})

/** A bucket knows only keys: what begins with a folder's name and a slash is in it. */
export const inFolder = (folder: string): string => `${folder.replace(/\/+$/, '')}/`
