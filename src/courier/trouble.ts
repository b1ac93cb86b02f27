import { FolderChanged } from './folder.ts'

/** Something that keeps the courier from its work, for a person to mend. The gateway tells each code once, and when it is over. */
export interface CourierIssue {
  readonly code: string
  readonly text: string
}

/** What there is now, one of each code. */
export interface Troubles {
  add(trouble: CourierIssue): void
  /** What was found in the last whole turn, or since. */
  list(): readonly CourierIssue[]
  /** A turn begins: what it doesn't find again is over. */
  begin(): void
  /** The turn has ended. */
  end(): void
}

export function collectTroubles(log: (line: string) => void): Troubles {
  let before = new Map<string, CourierIssue>()
  let now = before
  return {
    add(trouble) {
      if (before.get(trouble.code)?.text !== trouble.text && now.get(trouble.code)?.text !== trouble.text)
        log(`Trouble (${trouble.code}): ${trouble.text}`)
      if (!now.has(trouble.code)) now.set(trouble.code, trouble)
    },
    list: () => [...new Map([...before, ...now]).values()],
    begin() {
      now = new Map()
    },
    end() {
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

/** What a disk says, in words; null for what is no word of a disk's, but a fault of ours. */
export function diskTrouble(error: unknown, place: string): CourierIssue | null {
  if (error instanceof FolderChanged)
    return { code: 'folder-changed', text: `${error.message} Start it again if that is right.` }
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  // Node's own codes are faults of ours.
  if (code === null || code.startsWith('ERR_')) return null
  const [kind, words] = WORDS[code] ?? ['disk', 'The disk answers']
  return { code: kind, text: `${words} (${code}): ${place}` }
}

/** It keeps every other document from its place too. */
export const blocksAll = ({ code }: CourierIssue): boolean => code !== 'no-right' && code !== 'disk'

/** The file system takes no file of that name. */
export const isBadName = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENAMETOOLONG', 'EINVAL', 'EILSEQ'].includes(String(error.code))
