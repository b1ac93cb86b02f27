import type { NumberRange, NumberRanges } from '../model/numbering.ts'
import type { Sql } from './sql.ts'

/** The numbers of one document: allocated once, and the same on every attempt. */
export interface DocumentNumbers {
  readonly controlNumber: number | null
  readonly groupNumber: number | null
}

interface Numbered extends DocumentNumbers {
  readonly orderId: string
  readonly version: number
  readonly route: string
}

/**
 * Returns the delivery's control numbers, or allocates both. Never mixes old and new numbers: a rewritten document gets
 * a new pair.
 */
export function getOrAllocateNumbers(
  sql: Sql,
  due: Numbered,
  ranges: NumberRanges,
  acknowledged: boolean,
): DocumentNumbers {
  const { controlNumber, groupNumber } = due
  if (controlNumber !== null || ranges.control === null) return { controlNumber, groupNumber }
  const drawn = allocateNumbers(sql, ranges)
  if (acknowledged) indexNumbers(sql, { ...due, ...drawn })
  return drawn
}

/** The counter is below a range that was raised, and above a range that was lowered. */
export const numbersLeft = ({ start, wrapAt }: NumberRange, last = start - 1): number =>
  wrapAt - Math.min(Math.max(last, start - 1), wrapAt)

/** The last allocated number of a sequence. */
export interface Counter {
  readonly sequence: string
  readonly last: number
}

export const countersOf = (sql: Sql): Counter[] =>
  sql.all<Counter>('SELECT sequence, last FROM counters ORDER BY sequence')

export const lastNumber = (sql: Sql, sequence: string): number | undefined =>
  sql.all<Counter>('SELECT sequence, last FROM counters WHERE sequence = ?', sequence)[0]?.last

/**
 * Raises a counter past the numbers that were allocated before this outbox existed, because no number may be allocated
 * twice.
 */
export const raiseCounter = (sql: Sql, sequence: string, last: number): void => {
  sql.all(
    `INSERT INTO counters (sequence, last) VALUES (?, ?)
     ON CONFLICT (sequence) DO UPDATE SET last = max(last, excluded.last)`,
    sequence,
    last,
  )
}

export const allocateNumbers = (sql: Sql, { control, group }: NumberRanges): DocumentNumbers => ({
  controlNumber: control && next(sql, control),
  groupNumber: group && next(sql, group),
})

/** Indexes the numbers, so that an acknowledgement finds its delivery. */
export function indexNumbers(sql: Sql, numbered: Numbered): void {
  const { controlNumber, groupNumber } = numbered
  if (controlNumber !== null) remember(sql, numbered, 'interchange', controlNumber)
  if (groupNumber !== null) remember(sql, numbered, 'group', groupNumber)
}

function next(sql: Sql, { sequence, start, wrapAt }: NumberRange): number {
  const [row] = sql.all<{ last: number }>(
    `INSERT INTO counters (sequence, last) VALUES (?1, ?2)
     ON CONFLICT (sequence) DO UPDATE SET last = CASE WHEN last >= ?3 THEN ?2 ELSE max(last + 1, ?2) END RETURNING last`,
    sequence,
    start,
    wrapAt,
  )
  if (!row) throw new Error('A counter gave no number.')
  return row.last
}

/** After a wrap, a number means the later delivery. */
export function remember(
  sql: Sql,
  { route, orderId, version }: Pick<Numbered, 'route' | 'orderId' | 'version'>,
  kind: 'interchange' | 'group',
  number: number,
): void {
  sql.all(
    'INSERT OR REPLACE INTO control_numbers (route, number, kind, order_id, version) VALUES (?, ?, ?, ?, ?)',
    route,
    number,
    kind,
    orderId,
    version,
  )
}

/** Whether a delivery on this route has or had the number. */
export const isNumberKnown = (sql: Sql, route: string, number: number): boolean =>
  sql.all('SELECT 1 FROM control_numbers WHERE route = ? AND number = ? LIMIT 1', route, number).length > 0
