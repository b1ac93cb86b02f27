import type { Sql } from '../sql.ts'

/** A message that somebody sent to us under a name of its own, and what became of it. */
interface ReceivedMessage {
  /** SHA-256 of what was signed. */
  readonly digest: string
  /** JSON, as it was answered. */
  readonly answer: string
}

/** A sender tries again for days at most; the newest are more than it can send in that time. */
const REMEMBERED = 10_000

export const findReceived = (sql: Sql, sender: string, id: string): ReceivedMessage | null =>
  sql.all<ReceivedMessage & Record<string, string>>(
    'SELECT digest, answer FROM received WHERE sender = ? AND id = ?',
    sender,
    id,
  )[0] ?? null

export function storeReceived(sql: Sql, sender: string, id: string, { digest, answer }: ReceivedMessage): void {
  sql.all('INSERT INTO received (sender, id, digest, answer) VALUES (?, ?, ?, ?)', sender, id, digest, answer)
  sql.all('DELETE FROM received WHERE seq <= (SELECT max(seq) FROM received) - ?', REMEMBERED)
}
