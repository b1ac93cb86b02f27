import * as z from 'zod/mini'
import type { AttemptResult, Phase } from '../../model/attempt-result.ts'
import type { Document } from '../../model/document.ts'
import { type FolderError, isFault, type RemoteFolder } from './remote-folder.ts'

/** How the receiver detects that a file is complete. */
export const Completion = z.enum(['rename', 'triggerFile', 'direct'])
export type Completion = z.infer<typeof Completion>

export interface CompletionSettings {
  readonly completion: Completion
  /** Suffix that turns a document's file name into the name of its trigger file. */
  readonly triggerSuffix: string
}

/** Writes a document into a folder. A receiver never sees an incomplete file under the final name. */
export function writeDocument(
  document: Document,
  folder: RemoteFolder,
  putting: CompletionSettings,
): Promise<AttemptResult> {
  switch (putting.completion) {
    case 'rename':
      return renamed(document, folder)
    case 'triggerFile':
      return triggered(document, folder, `${document.fileName}${putting.triggerSuffix}`)
    case 'direct':
      return direct(document, folder)
  }
}

/**
 * Receivers ignore a hidden name, so the document reaches no receiver before the rename. A retry overwrites the hidden
 * file.
 */
async function renamed({ bytes, fileName }: Document, folder: RemoteFolder): Promise<AttemptResult> {
  const temporary = `.${fileName}.part`
  const fault = await writeWhole(temporary, bytes, folder)
  if (fault) return unwritten(fault, temporary, folder, 'no')
  const refused = await renameOver(temporary, fileName, folder)
  if (!refused) return delivered(fileName, folder)
  if (refused.kind === 'cut') return uncertain('rename', `The rename to ${fileName} was asked for, but ${refused.text}`)
  if (refused.kind === 'missing')
    return uncertain(
      'rename',
      `${temporary} was whole, and went away before it could be renamed: something of theirs collects hidden files. Ask them to leave names with a dot in front alone`,
    )
  const left = (await folder.remove(temporary)) ? ` ${temporary} could not be taken away.` : ''
  if (refused.kind === 'occupied') return occupied('rename', fileName, refused, folder, left, 'no')
  const routeWide = refused.kind === 'denied' || refused.kind === 'unsupported'
  const help = routeWide ? " Ask for that right, or set completion to 'triggerFile' or 'direct'." : ''
  const note = `The server did not rename the finished file in ${folder.name}: ${refused.text}.${help}${left}`
  return { outcome: 'refused', reached: 'no', routeWide, phase: 'rename', note }
}

/** A receiver ignores a document without its trigger. */
async function triggered({ bytes, fileName }: Document, folder: RemoteFolder, trigger: string): Promise<AttemptResult> {
  // The trigger of an earlier attempt or version would mark an incomplete file as complete.
  const stays = await folder.remove(trigger)
  const fault = stays?.kind === 'cut' ? stays : await writeWhole(fileName, bytes, folder)
  if (fault) return unwritten(fault, fileName, folder, 'no')
  const refused = await folder.write(trigger, new Uint8Array())
  if (!refused) return delivered(`${fileName} and ${trigger}`, folder)
  return untriggered(refused, fileName, folder, trigger)
}

/**
 * An empty trigger is complete once the trigger exists. After any later failure the receiver may still fetch the
 * document.
 */
async function untriggered(
  refused: FolderError,
  fileName: string,
  folder: RemoteFolder,
  trigger: string,
): Promise<AttemptResult> {
  const { kind, text } = refused
  if (kind === 'cut') return uncertain('rename', `The trigger ${trigger} was being written, but ${text}`)
  if (kind === 'failed' || kind === 'full') {
    await folder.remove(trigger)
    return unwritten(refused, fileName, folder, 'maybe')
  }
  if (isNumber(await folder.size(trigger))) return occupied('rename', trigger, refused, folder, '', 'maybe')
  await folder.remove(fileName)
  return routeFault('rename', `The server does not let us write the trigger ${trigger} into ${folder.name}: ${text}.`)
}

/** The receiver may fetch the file from the first byte on. */
async function direct({ bytes, fileName }: Document, folder: RemoteFolder): Promise<AttemptResult> {
  const fault = await writeWhole(fileName, bytes, folder)
  if (!fault) return delivered(fileName, folder)
  if (fault.kind === 'cut') return uncertain('write', `${fileName} was being written, but ${fault.text}`)
  return unwritten(fault, fileName, folder, 'maybe')
}

async function writeWhole(
  file: string,
  bytes: Uint8Array<ArrayBuffer>,
  folder: RemoteFolder,
): Promise<FolderError | null> {
  const fault = await folder.write(file, bytes)
  if (fault) return fault
  const size = await folder.size(file)
  if (isFault(size)) return size
  if (size === null || size === bytes.byteLength) return null
  return { kind: 'failed', text: `it holds ${size} of ${bytes.byteLength} bytes` }
}

/** For servers that do not replace files. The file under the final name comes from an earlier attempt or version. */
async function renameOver(from: string, to: string, folder: RemoteFolder): Promise<FolderError | null> {
  const fault = await folder.rename(from, to)
  if (!fault || fault.kind === 'cut' || fault.kind === 'missing') return fault
  const size = await folder.size(to)
  if (size === null) return fault
  if (isFault(size)) return size
  const kept = await folder.remove(to)
  // If the missing file was this document, the document has arrived, and a second file would be a repeat. FTP uses the
  // same reply for this case and for a refusal.
  if (kept?.kind === 'missing' || (kept?.kind === 'denied' && (await folder.size(to)) === null))
    return { kind: 'cut', text: 'what had that name was taken at that moment' }
  if (kept) return kept.kind === 'cut' ? kept : { kind: 'occupied', text: fault.text }
  return folder.rename(from, to)
}

/** Removes the incomplete file if the server allows the removal. */
async function unwritten(
  fault: FolderError,
  file: string,
  folder: RemoteFolder,
  reached: 'no' | 'maybe',
): Promise<AttemptResult> {
  const { kind, text } = fault
  const where = `folder ${folder.name}`
  switch (kind) {
    case 'cut':
      return {
        outcome: 'deferred',
        reached,
        phase: 'write',
        note: `${file} was being written, but ${text}. Nothing is there that anybody picks up.`,
      }
    case 'missing':
      return routeFault('open', `There is no ${where} on the server: ${text}. Nothing was created.`)
    case 'occupied':
    case 'denied':
      if (isNumber(await folder.size(file))) return occupied('write', file, fault, folder, '', reached)
      return routeFault('write', `The server does not let us write into its ${where}: ${text}. Nothing was created.`)
    case 'unsupported':
      return routeFault('write', `The server does not let us write into its ${where}: ${text}. Nothing was created.`)
    case 'misconfigured':
      return routeFault('write', `Nothing could be written into ${where}: ${text}.`)
    case 'full':
    case 'failed':
      await folder.remove(file)
      return {
        outcome: 'deferred',
        reached,
        phase: 'write',
        note: `The server did not take the whole file into ${where}: ${text}.`,
      }
  }
}

const occupied = (
  phase: Phase,
  file: string,
  { text }: FolderError,
  { name }: RemoteFolder,
  left: string,
  reached: 'no' | 'maybe',
): AttemptResult => ({
  outcome: 'refused',
  reached,
  phase,
  note: `A file ${file} is already in ${name}, and the server does not let us replace it: ${text}.${left}`,
})

const isNumber = (size: number | FolderError | null): size is number => typeof size === 'number'
const routeFault = (phase: Phase, note: string): AttemptResult => ({
  outcome: 'refused',
  reached: 'no',
  routeWide: true,
  phase,
  note,
})
const uncertain = (phase: Phase, what: string): AttemptResult => ({
  outcome: 'uncertain',
  phase,
  note: `${what}; the document may have arrived.`,
})
const delivered = (what: string, { name }: RemoteFolder): AttemptResult => ({
  outcome: 'delivered',
  note: `${what} is in ${name}.`,
})
