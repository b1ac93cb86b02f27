import type { HoldReason } from '../../model/delivery-state.ts'
import type { Problem } from '../../model/problem.ts'
import { type DeliveryKey, holdDelivery } from '../due.ts'
import { keyValues } from '../key-values.ts'
import { NOTE_LENGTH } from '../new-deliveries.ts'
import type { Sql } from '../sql.ts'

/** The findings about an order, and their sentences in the supplier's language. */
interface Judgement {
  readonly remark: string | null
  readonly findings: readonly Problem[]
}

/**
 * Holds a delivery for the reason that counts now, and replaces the sentence of the reason before. Returns whether the
 * reason or its sentence is new.
 */
export function holdAnew(
  sql: Sql,
  key: DeliveryKey,
  reason: HoldReason,
  { remark, findings }: Judgement,
  now: number,
): boolean {
  const note = remark?.slice(0, NOTE_LENGTH).toWellFormed() ?? null
  const same = `SELECT 1 FROM deliveries WHERE order_id = ? AND version = ? AND route = ? AND state = 'held'
    AND hold_reason = ? AND note IS ?`
  if (sql.all(same, ...keyValues(key), reason, note).length > 0) return false
  holdDelivery(sql, key, reason, now)
  sql.all('UPDATE deliveries SET note = ? WHERE order_id = ? AND version = ? AND route = ?', note, ...keyValues(key))
  // A reader of another language reads the findings of the version in place of the note.
  sql.all(
    `UPDATE versions SET metadata = json_set(metadata, '$.findings', json(?)) WHERE order_id = ? AND version = ?`,
    JSON.stringify(findings.slice(0, MOST_FINDINGS)),
    key.orderId,
    key.version,
  )
  return true
}

/** A row holds at most 2 MB, and every line of an order of thousands can have a finding. */
const MOST_FINDINGS = 200
