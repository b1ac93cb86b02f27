import type { AttemptResult, Phase } from '../../model/attempt-result.ts'
import { findingNote } from '../../model/finding.ts'
import type { OutgoingDocument } from '../transport.ts'
import type { CompletionSettings } from './completion.ts'
import { type FolderError, isFault, type RemoteFolder } from './remote-folder.ts'

/**
 * Content of the folder under the document's file name. `alike`: a file of the same length that the gateway may not
 * read.
 */
export type StoredFileState = 'whole' | 'alike' | 'another' | 'nothing' | FolderError

/** A folder or bucket that may hold the document. */
export interface Place {
  /** Name for people. */
  readonly name: string
  see(outgoing: OutgoingDocument): Promise<StoredFileState>
}

/**
 * Checks the folder of the document, then the archive folder: this order finds a file that moves during the check.
 * Null: the document has not arrived. Without an archive a missing file proves nothing, because the receiver may empty
 * the folder within seconds.
 */
export async function checkArrival(
  outgoing: OutgoingDocument,
  folder: Place,
  archive: Place | null,
): Promise<AttemptResult | null> {
  const { fileName } = outgoing.document
  const here = await folder.see(outgoing)
  if (isThere(here, outgoing)) return found(outgoing, folder)
  // Only an incomplete attempt of the gateway leaves other content here, and the next attempt replaces the file.
  if (here === 'another') return null
  if (here !== 'nothing') return unseen(here, fileName, folder)
  if (!archive) return unclear(findingNote('arrival-absent', { file: fileName, folder: folder.name }))
  // The archive holds the file of the delivery before the resend.
  if (outgoing.resendCount > 0)
    return unclear(findingNote('arrival-resent', { file: fileName, folder: folder.name, archive: archive.name }))
  const there = await archive.see(outgoing)
  if (isThere(there, outgoing)) return found(outgoing, archive)
  if (there === 'another') return unclear(findingNote('arrival-another', { file: fileName, folder: archive.name }))
  return there === 'nothing' ? null : unseen(there, fileName, archive)
}

/** Compares the content of the file with the document. */
export const sightOf = (read: Uint8Array, { document: { bytes } }: OutgoingDocument): StoredFileState =>
  read.byteLength === bytes.byteLength && read.every((byte, at) => byte === bytes[at]) ? 'whole' : 'another'

/** Equal length is not enough after a rewrite: the file could hold the order as written before. */
const isThere = (sight: StoredFileState, { documentRevision }: OutgoingDocument): boolean =>
  sight === 'whole' || (sight === 'alike' && documentRevision === 1)

const found = ({ document: { fileName, bytes } }: OutgoingDocument, { name }: Place): AttemptResult => ({
  outcome: 'delivered',
  note: findingNote('arrival-found', { file: fileName, folder: name, size: String(bytes.byteLength) }),
})

function unseen(sight: FolderError | 'alike' | 'whole', fileName: string, { name }: Place): AttemptResult {
  if (!isFaultOf(sight)) return unclear(findingNote('arrival-same-size', { file: fileName, folder: name }))
  const note = findingNote('arrival-unseen', { file: fileName, folder: name, reason: sight.text })
  if (sight.kind === 'cut' || sight.kind === 'failed')
    return { outcome: 'deferred', reached: 'no', phase: PHASE, note: `${note} ${findingNote('nothing-sent')}` }
  return unclear(note)
}

const isFaultOf = (sight: StoredFileState): sight is FolderError => typeof sight !== 'string' && isFault(sight)

const unclear = (note: string): AttemptResult => ({
  outcome: 'uncertain',
  holdForPerson: true,
  phase: PHASE,
  note,
})
const PHASE: Phase = 'receipt'

/** A folder as a place to check. With trigger files, a document without a trigger proves nothing. */
export const folderPlace = (folder: RemoteFolder, putting: CompletionSettings | null): Place => ({
  name: folder.name,
  async see(outgoing) {
    const { fileName, bytes } = outgoing.document
    const length = await folder.find(fileName)
    if (isFault(length)) return length.kind === 'missing' ? 'nothing' : length
    if (length !== bytes.byteLength) return 'another'
    if (putting?.completion === 'triggerFile') {
      const trigger = await folder.find(`${fileName}${putting.triggerSuffix}`)
      if (isFault(trigger)) return trigger.kind === 'missing' ? 'nothing' : trigger
    }
    const read = await folder.read(fileName, length)
    if (!isFault(read)) return sightOf(read, outgoing)
    if (read.kind === 'missing') return 'nothing'
    return read.kind === 'cut' ? read : 'alike'
  },
})

/** A bucket knows only keys: a key that begins with the folder name and a slash is in the folder. */
export const inFolder = (folder: string): string => `${folder.replace(/\/+$/, '')}/`
