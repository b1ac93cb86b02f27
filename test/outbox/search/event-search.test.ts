import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exists, recordEvent } from '../../../src/outbox/actions/actions.ts'
import { formerNumbersOf } from '../../../src/outbox/former-numbers.ts'
import { migrate } from '../../../src/outbox/migrate.ts'
import { migrations } from '../../../src/outbox/migrations/registry.ts'
import { indexNext, SEARCHED_EVENTS } from '../../../src/outbox/search/search-index.ts'
import { histories } from '../../fakes/histories.ts'
import { nodeSql } from '../../fakes/node-sql.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { word } from './found-orders.ts'

const action = fc.oneof(
  fc.record({
    kind: fc.constant('act' as const),
    ...{
      by: word,
      note: fc.option(word),
      order: fc.option(fc.nat(2)),
      route: fc.option(fc.constantFrom('erp', 'Été')),
    },
  }),
  fc.record({ kind: fc.constantFrom('accept' as const, 'refuse' as const), order: fc.nat(2), number: fc.option(word) }),
  fc.record({ kind: fc.constant('index' as const), count: fc.integer({ min: 1, max: 3 }) }),
)
type Act = typeof action extends fc.Arbitrary<infer A> ? A : never

function act(test: TestOutbox, one: Act, content: number): void {
  if (one.kind === 'index') indexNext(test.sql, SEARCHED_EVENTS, one.count)
  else if (one.kind === 'act') {
    const orderId = one.order === null ? null : `o${one.order}`
    if (orderId !== null && !exists(test.sql, orderId)) return
    recordEvent(test.sql, 'discard', { by: one.by, note: one.note ?? undefined }, orderId, one.route, 1)
  } else if (one.kind === 'accept') test.accept({ orderId: `o${one.order}`, content, orderNumber: one.number })
  else
    test.outbox.keepRefused({
      ...{ orderId: `o${one.order}`, orderNumber: one.number, customer: null, body: new Uint8Array(), problems: '[]' },
    })
}

const formerOf = ({ sql }: TestOutbox, orderId: string | null): string[] =>
  orderId === null ? [] : formerNumbersOf(sql, orderId)

describe('the search of activity', () => {
  it('finds what a reading of all actions finds, in every script, also after an order got another number', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 25 }), fc.array(word, { maxLength: 4 }), (steps, texts) => {
        const test = testOutbox()
        steps.forEach((one, at) => {
          test.clock.set(test.clock.now() + 1)
          act(test, one, at + 1)
        })
        const all = test.outbox.events(1_000).rows
        const typed = steps.flatMap((one) =>
          one.kind === 'act' ? [one.by, one.note ?? 'é'] : 'number' in one ? [one.number ?? 'o1'] : [],
        )
        for (const text of [...texts, ...typed]) {
          const wanted = text.toLowerCase()
          const needle = [...wanted].length < 3 ? `\n${wanted}\n` : wanted
          const found = all.filter(({ by, orderId, orderNumber, route, note }) =>
            `\n${[by, orderId, orderNumber, route, note, '', ...formerOf(test, orderId)].map((part) => part ?? '').join('\n')}\n`
              .toLowerCase()
              .includes(needle),
          )
          expect(test.outbox.events(1_000, { text }).rows, JSON.stringify(text)).toEqual(found)
        }
        test.sql.all("INSERT INTO event_search (event_search) VALUES ('integrity-check')")
      }),
      { numRuns: histories(60) },
    )
  })

  it('finds an action by its kind, with and without a text, page by page', () => {
    const test = testOutbox()
    for (const [by, note, action] of [
      ['An', 'Called Astrid', 'discard'],
      ['Bo', 'paper "jam"', 'discard'],
      ['An', 'x', 'release'],
    ] as const)
      recordEvent(test.sql, action, { by, note }, null, null, 1)
    for (const count of [0, 2]) {
      if (count > 0) indexNext(test.sql, SEARCHED_EVENTS, count)
      const notes = (query: object) => test.outbox.events(10, query).rows.map(({ note }) => note)
      expect(notes({ text: 'ASTRID' })).toEqual(['Called Astrid'])
      expect(notes({ text: '"jam' })).toEqual(['paper "jam"'])
      expect(notes({ text: 'an' })).toEqual(['x', 'Called Astrid'])
      expect(notes({ text: 'an', action: 'release' })).toEqual(['x'])
      expect(notes({ action: 'discard' })).toEqual(['paper "jam"', 'Called Astrid'])
      expect(notes({ action: 'discard', before: 2 })).toEqual(['Called Astrid'])
    }
  })

  it('finds the actions of earlier gateways, also after the migration', () => {
    const sql = nodeSql()
    migrate(sql, 1, migrations.slice(0, 13))
    sql.all("INSERT INTO orders (seq, id, number, version, first_at, search_text) VALUES (1, 'a', 'PO-É1', 1, 1, 'a')")
    sql.all(
      `INSERT INTO events (at, by, action, order_id, route, note)
       VALUES (1, 'André', 'discard', NULL, NULL, 'ÉTÉ'), (1, 'Bo', 'done', 'a', 'erp', NULL)`,
    )
    sql.all("INSERT INTO event_search (rowid, text) VALUES (1, 'ÉtÉ'), (2, 'bo')")
    sql.all("UPDATE search_progress SET through = 2, entries = 2 WHERE name = 'events'")
    const test = testOutbox({ sql })
    for (const count of [0, 2]) {
      if (count > 0) indexNext(test.sql, SEARCHED_EVENTS, count)
      expect(test.outbox.events(10, { text: 'été' }).rows.map(({ by }) => by)).toEqual(['André'])
      expect(test.outbox.events(10, { text: 'po-é1' }).rows.map(({ by }) => by)).toEqual(['Bo'])
    }
  })
})
