import type { CourierIssue } from '../outbox/mailbox/couriers.ts'
import { FolderChanged } from './folder.ts'

/** Current issues, one for each code. */
export type Troubles = ReturnType<typeof collectTroubles>

export function collectTroubles(log: (line: string) => void) {
  let before = new Map<string, CourierIssue>()
  let now = before
  return {
    add(trouble: CourierIssue): void {
      if (before.get(trouble.code)?.text !== trouble.text && now.get(trouble.code)?.text !== trouble.text)
        log(`Trouble (${trouble.code}): ${trouble.text}`)
      if (!now.has(trouble.code)) now.set(trouble.code, trouble)
    },
    /** Issues of the last complete turn, and issues found since. */
    list: () => [...new Map([...before, ...now]).values()],
    /** Begins a turn: an issue that the turn does not find again is resolved. */
    begin(): void {
      now = new Map()
    },
    /** Ends the turn. */
    end(): void {
      for (const [code, { text }] of before) if (!now.has(code)) log(`Over (${code}): ${text}`)
      before = now
    },
  }
}

const WORDS: Readonly<Record<string, readonly [code: string, text: string]>> = {
  ENOSPC: ['disk-full', 'The disk is full'],
  EDQUOT: ['disk-full', 'The quota of the disk is used up'],
  EFBIG: ['disk-full', 'The file would be longer than this user may write'],
  EROFS: ['no-right', 'The disk can only be read'],
  EACCES: ['no-right', 'This user has no right'],
  EPERM: ['no-right', 'This user has no right'],
  ENOENT: ['folder-gone', 'The folder is not there'],
  ENOTDIR: ['folder-gone', 'It is no folder'],
  ESTALE: ['folder-gone', 'The share is not connected'],
  EHOSTDOWN: ['folder-gone', 'The share is not connected'],
  EXDEV: ['other-volume', 'The state folder lies on another volume than the folder'],
}

/** Issue for a disk error; null for any other error, which is a bug. */
export function diskTrouble(error: unknown, place: string): CourierIssue | null {
  if (error instanceof FolderChanged) return { code: 'folder-changed', text: `${error.message} ${error.action}` }
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  // Error codes of Node itself are bugs.
  if (code === null || code.startsWith('ERR_')) return null
  const [kind, words] = WORDS[code] ?? ['disk', 'The disk answers']
  return { code: kind, text: `${words} (${code}): ${place}` }
}

/** Whether the issue also blocks all other documents. */
export const blocksAll = ({ code }: CourierIssue): boolean => code !== 'no-right' && code !== 'disk'

/** The file system accepts no file of that name. */
export const isBadName = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENAMETOOLONG', 'EINVAL', 'EILSEQ'].includes(String(error.code))
