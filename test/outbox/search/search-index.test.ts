import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMark, dayMarkSql } from '../../../src/outbox/search/day-mark.ts'
import { indexNext, SEARCHED_ORDERS } from '../../../src/outbox/search/search-index.ts'
import { nodeSql } from '../../fakes/node-sql.ts'
import { testOutbox } from '../../fakes/outbox.ts'

describe('the merges of the search index', () => {
  it('write a bounded number of pages a call, and leave few parts', () => {
    const test = testOutbox()
    const ROWS = 8_000
    const letters = 'substr(hex(randomblob(20)), 1, 40) || char(10) || lower(hex(randomblob(60)))'
    test.sql.all(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO orders (id, version, first_at, search_text) SELECT 'o-' || i, 1, 0, ${letters} FROM n`,
      ROWS,
    )
    const pages = (): Set<number> =>
      new Set(test.sql.all<{ id: number }>('SELECT id FROM order_search_data').map(({ id }) => id))
    let before = pages()
    let most = 0
    while (indexNext(test.sql, SEARCHED_ORDERS, 200)) {
      const now = pages()
      most = Math.max(most, [...now].filter((id) => !before.has(id)).length)
      before = now
    }
    const [{ parts = 0 } = {}] = test.sql.all<{ parts: number }>(
      'SELECT count(DISTINCT segid) AS parts FROM order_search_idx',
    )
    expect(most).toBeLessThan(80)
    expect(parts).toBeLessThan(24)
  })
})

describe('the mark of a day', () => {
  it('is the same in SQL', () => {
    const sql = nodeSql()
    const day = fc.date({ min: new Date(0), max: new Date('2900-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (moment) => {
        const date = moment.toISOString().slice(0, 10)
        const [row] = sql.all<{ mark: string }>(`SELECT ${dayMarkSql('?1')} AS mark`, date)
        expect(row?.mark).toBe(dayMark(date))
      }),
    )
  })
})
