import { describe, expect, it } from 'vitest'
import { daysOf } from '../../src/model/desk-days.ts'
import { needsPerson, needsPersonValues } from '../../src/outbox/needs-person.ts'
import { nodeSql } from '../fakes/node-sql.ts'

const ZONE = 'Europe/Brussels'
const sql = nodeSql()
const at = (local: string): number => Date.parse(`${local}:00+01:00`)

/** `refusedAt`, `now`: on the supplier's clock. */
function isNeeded(day: string | null, refusedAt: string, now: string): boolean {
  const [row] = sql.all<{ needs: 0 | 1 }>(
    `SELECT ${needsPerson('t.day', 't.at', 3)} AS needs FROM (SELECT ?1 AS day, ?2 AS at) t`,
    ...[day, at(refusedAt), ...needsPersonValues(daysOf(ZONE, at(now)))],
  )
  return row?.needs === 1
}

describe('a refusal that nobody reports needs a person', () => {
  it.each([
    ['until the end of its delivery day', '2026-11-26', '2026-11-24T10:00', '2026-11-27T00:00'],
    ['until the end of a day far ahead', '2026-12-31', '2026-11-24T10:00', '2027-01-01T00:00'],
    ['until the end of the same day', '2026-11-24', '2026-11-24T06:00', '2026-11-25T00:00'],
    ['until the end of the next day where it has no day', null, '2026-11-24T10:00', '2026-11-26T00:00'],
    ['until the end of the next day where its day was over', '2026-11-20', '2026-11-24T10:00', '2026-11-26T00:00'],
    [
      'until the end of the next day where its day was the day before',
      '2026-11-23',
      '2026-11-24T10:00',
      '2026-11-26T00:00',
    ],
    ['by the clock of the supplier', '2026-11-25', '2026-11-25T00:30', '2026-11-26T00:00'],
  ])('%s', (_, day, refusedAt, end) => {
    const before = new Date(at(end) + 3_600_000 - 60_000).toISOString().slice(0, 16)
    expect(isNeeded(day, refusedAt, refusedAt)).toBe(true)
    expect(isNeeded(day, refusedAt, before)).toBe(true)
    expect(isNeeded(day, refusedAt, end)).toBe(false)
    expect(isNeeded(day, refusedAt, '2027-03-01T12:00')).toBe(false)
  })
})
