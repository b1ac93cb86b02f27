import type { Alert } from '../../alerts/alert.ts'
import { readValue, writeValue } from '../facts.ts'
import type { Sql } from '../sql.ts'
import type { Statement } from './statement.ts'

/** Stands for a reason that was deleted with the content of its order. */
const DELETED = '…'
/** The last statement whose reasons were deleted because of its age. */
const PROGRESS = 'statement-words'
const STATEMENTS_A_DAY = 31

/** Deletes the reason of the order from each statement that lists the order as waiting. The counts stay. */
export function deleteStatementWords(sql: Sql, orderId: string): void {
  const listing = sql.all<StoredStatement>(
    `SELECT number, statement FROM statements WHERE number > 0
     AND EXISTS (SELECT 1 FROM json_each(statement, '$.waiting') w WHERE json_extract(w.value, '$.orderId') = ?)`,
    orderId,
  )
  for (const stored of listing) deleteReasons(sql, stored, (order) => order.orderId === orderId)
}

/** Deletes all reasons from old statements: the orders of these statements are purged, or will be. */
export function deleteOldStatementWords(sql: Sql, before: number): void {
  const old = sql.all<StoredStatement>(
    'SELECT number, statement FROM statements WHERE number > ? AND to_at < ? ORDER BY number LIMIT ?',
    Number(readValue(sql, PROGRESS) ?? 0),
    before,
    STATEMENTS_A_DAY,
  )
  for (const stored of old) deleteReasons(sql, stored, () => true)
  const last = old.at(-1)
  if (last) writeValue(sql, PROGRESS, String(last.number))
}

interface StoredStatement {
  readonly number: number
  readonly statement: string
}

type Waiting = Statement['waiting'][number]

const withoutReason = ({ because: _, ...order }: Waiting): Waiting => ({ ...order, why: DELETED })

function deleteReasons(sql: Sql, { number, statement }: StoredStatement, isMeant: (order: Waiting) => boolean): void {
  const stored: Statement = JSON.parse(statement)
  const reasons = stored.waiting.flatMap((order) => (isMeant(order) && order.why !== '' ? [order.why] : []))
  const without = (text: string): string => reasons.reduce((left, reason) => left.replaceAll(reason, DELETED), text)
  const changed: Statement = {
    ...stored,
    waiting: stored.waiting.map((order) => (isMeant(order) ? withoutReason(order) : order)),
    text: without(stored.text),
  }
  sql.all('UPDATE statements SET statement = ? WHERE number = ?', JSON.stringify(changed), number)
  for (const { seq, alert } of sql.all<{ seq: number; alert: string }>(
    "SELECT seq, alert FROM alerts WHERE json_extract(alert, '$.kind') = 'statement'",
  )) {
    const { text, details, ...waiting }: Alert = JSON.parse(alert)
    const shortened = {
      text: without(text),
      ...(details ? { details: { ...details, what: without(details.what) } } : {}),
    }
    sql.all('UPDATE alerts SET alert = ? WHERE seq = ?', JSON.stringify({ ...waiting, ...shortened }), seq)
  }
}
