import * as z from 'zod/mini'
import type { AttemptResult, Phase } from '../../model/attempt-result.ts'
import type { Document } from '../../model/document.ts'
import { findingNote } from '../../model/finding.ts'
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
  if (refused.kind === 'cut')
    return uncertain('rename', findingNote('file-maybe-renamed', { file: fileName, reason: refused.text }))
  if (refused.kind === 'missing') return uncertain('rename', findingNote('file-vanished', { file: temporary }))
  const left = (await folder.remove(temporary)) ? ` ${findingNote('part-stays', { file: temporary })}` : ''
  if (refused.kind === 'occupied') return occupied('rename', fileName, refused, folder, left, 'no')
  const routeWide = refused.kind === 'denied' || refused.kind === 'unsupported'
  const help = routeWide ? ` ${findingNote('rename-help')}` : ''
  const note = `${findingNote('rename-refused', { folder: folder.name, reason: refused.text })}${help}${left}`
  return { outcome: 'refused', reached: 'no', routeWide, phase: 'rename', note }
}

/** A receiver ignores a document without its trigger. */
async function triggered({ bytes, fileName }: Document, folder: RemoteFolder, trigger: string): Promise<AttemptResult> {
  // The trigger of an earlier attempt or version would mark an incomplete file as complete.
  const stays = await folder.remove(trigger)
  const size = stays ? await folder.size(trigger) : null
  // FTP has one reply for missing and refused. The size tells the difference.
  if (stays && stays.kind !== 'cut' && isNumber(size)) return occupied('write', trigger, stays, folder, '', 'no')
  const cut = stays?.kind === 'cut' ? stays : isFault(size) && size.kind === 'cut' ? size : null
  const fault = cut ?? (await writeWhole(fileName, bytes, folder))
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
  if (kind === 'cut') return uncertain('rename', findingNote('trigger-maybe-written', { file: trigger, reason: text }))
  if (kind === 'failed' || kind === 'full') {
    await folder.remove(trigger)
    return unwritten(refused, fileName, folder, 'maybe')
  }
  if (isNumber(await folder.size(trigger))) return occupied('rename', trigger, refused, folder, '', 'maybe')
  await folder.remove(fileName)
  return routeFault('rename', findingNote('trigger-unwritable', { file: trigger, folder: folder.name, reason: text }))
}

/** The receiver may fetch the file from the first byte on. */
async function direct({ bytes, fileName }: Document, folder: RemoteFolder): Promise<AttemptResult> {
  const fault = await writeWhole(fileName, bytes, folder)
  if (!fault) return delivered(fileName, folder)
  if (fault.kind === 'cut')
    return uncertain('write', findingNote('file-maybe-written', { file: fileName, reason: fault.text }))
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
  return { kind: 'failed', text: findingNote('bytes-held', { size: String(size), length: String(bytes.byteLength) }) }
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
    return { kind: 'cut', text: findingNote('rename-taken') }
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
  const values = { file, folder: folder.name, reason: text }
  const unwritable = `${findingNote('folder-unwritable', values)} ${findingNote('nothing-created')}`
  switch (kind) {
    case 'cut':
      return {
        outcome: 'deferred',
        reached,
        phase: 'write',
        note: findingNote('file-being-written', values),
      }
    case 'missing':
      return routeFault('open', `${findingNote('folder-missing', values)} ${findingNote('nothing-created')}`)
    case 'occupied':
    case 'denied':
      if (isNumber(await folder.size(file))) return occupied('write', file, fault, folder, '', reached)
      return routeFault('write', unwritable)
    case 'unsupported':
      return routeFault('write', unwritable)
    case 'misconfigured':
      return routeFault('write', findingNote('folder-misconfigured', values))
    case 'full':
    case 'failed':
      await folder.remove(file)
      return {
        outcome: 'deferred',
        reached,
        phase: 'write',
        note: findingNote('folder-incomplete', values),
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
  note: `${findingNote('file-occupied', { file, folder: name, reason: text })}${left}`,
})

const isNumber = (size: number | FolderError | null): size is number => typeof size === 'number'
const routeFault = (phase: Phase, note: string): AttemptResult => ({
  outcome: 'refused',
  reached: 'no',
  routeWide: true,
  phase,
  note,
})
const uncertain = (phase: Phase, note: string): AttemptResult => ({ outcome: 'uncertain', phase, note })
const delivered = (what: string, { name }: RemoteFolder): AttemptResult => ({
  outcome: 'delivered',
  note: findingNote('file-there', { file: what, folder: name }),
})
