import { readFileSync } from 'node:fs'

/** Storage that an earlier commit wrote; `record.ts` made it. */
export interface RecordedStorage {
  readonly sql: string
  /** The moment at which the recording ended. */
  readonly now: number
  /** Every attempt until then, as `sentLine` writes it. */
  readonly sent: readonly string[]
}

export function recordedStorage(commit: string): RecordedStorage {
  const sql = readFileSync(new URL(`${commit}.sql`, import.meta.url), 'utf8')
  const comments = (name: string) =>
    [...sql.matchAll(new RegExp(`^-- ${name} (.*)$`, 'gm'))].map(([, text = '']) => text)
  return { sql, now: Number(comments('now')[0]), sent: comments('sent') }
}
