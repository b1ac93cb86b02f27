import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localDate } from '../../src/model/local-time.ts'
import { recordEvent } from '../../src/outbox/actions/actions.ts'
import type { PersonalEvent } from '../../src/outbox/events.ts'
import type { Found } from '../../src/outbox/search/find-rows.ts'
import { indexNext, SEARCHED_EVENTS } from '../../src/outbox/search/search-index.ts'
import { MORNING } from '../fakes/clock.ts'
import { histories } from '../fakes/histories.ts'
import { repeatedSql } from '../fakes/node-sql.ts'
import { supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const HOUR = 3_600_000
const ZONES = ['Europe/Brussels', 'America/New_York', 'Pacific/Auckland', 'UTC'] as const

const step = fc.record({
  by: fc.constantFrom('An', 'Bo', 'Astrid'),
  action: fc.constantFrom('hold', 'discard'),
  /** Two machines in a row may disagree about the time. */
  later: fc.integer({ min: -1, max: 30 }),
})
const day = fc.option(fc.integer({ min: -1, max: 9 }).map((days) => localDate(MORNING + days * 24 * HOUR, 'UTC')))

describe('the actions of some days', () => {
  it('are those that a reading of all actions finds, in any zone, with a text, an action and page by page', () => {
    const sql = repeatedSql(MORNING)
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        fc.constantFrom(...ZONES),
        fc.record({
          ...{ from: day, to: day },
          ...{ text: fc.option(fc.constantFrom('an', 'bo', 'astrid')), action: fc.option(fc.constant('hold')) },
        }),
        fc.nat({ max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (steps, zone, query, indexed, limit) => {
          sql.restart()
          const test = testOutbox({ supplier: supplierWith({ timeZone: zone }), sql })
          let now = MORNING
          for (const { by, action, later } of steps) {
            now += later * HOUR
            recordEvent(test.sql, action, { by }, null, null, now)
          }
          if (indexed > 0) indexNext(test.sql, SEARCHED_EVENTS, indexed)
          const { from, to, action, text } = query
          const wanted = test.outbox.events(1_000).rows.filter((event) => {
            const date = localDate(Date.parse(event.at), zone)
            const named =
              text === null ||
              (text.length < 3 ? event.by.toLowerCase() === text : event.by.toLowerCase().includes(text))
            return (
              (from === null || date >= from) &&
              (to === null || date <= to) &&
              named &&
              (action === null || event.action === action)
            )
          })
          const pages: unknown[] = []
          for (let before: number | null = null; ; ) {
            const page: Found<PersonalEvent> = test.outbox.events(limit, { ...query, before })
            pages.push(...page.rows)
            before = page.next
            if (before === null) break
          }
          expect(pages).toEqual(wanted)
        },
      ),
      { numRuns: histories(200) },
    )
  })
})
