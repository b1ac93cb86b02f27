import type { Sql } from '../sql.ts'

/** A message that a sender posted with its own id, and the answer to the message. */
interface ReceivedMessage {
  /** SHA-256 of the signed content. */
  readonly digest: string
  /** JSON of the answer. */
  readonly answer: string
}

/** A sender repeats a message for days at most; the newest messages are more than one sender can post in that time. */
const REMEMBERED = 10_000

export const findReceived = (sql: Sql, sender: string, id: string): ReceivedMessage | null =>
  sql.all<ReceivedMessage & Record<string, string>>(
    'SELECT digest, answer FROM received_messages WHERE sender = ? AND id = ?',
    sender,
    id,
  )[0] ?? null

export function storeReceived(sql: Sql, sender: string, id: string, { digest, answer }: ReceivedMessage): void {
  sql.all('INSERT INTO received_messages (sender, id, digest, answer) VALUES (?, ?, ?, ?)', sender, id, digest, answer)
  sql.all('DELETE FROM received_messages WHERE seq <= (SELECT max(seq) FROM received_messages) - ?', REMEMBERED)
}
