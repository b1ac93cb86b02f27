import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MORNING } from '../../fakes/clock.ts'
import { histories } from '../../fakes/histories.ts'
import { repeatedSql } from '../../fakes/node-sql.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, DESK, HOUR, MINUTE } from './laddered.ts'

const HELD = { state: 'held', reason: 'unknown-article' } as const

const outlook = (test: TestOutbox) => test.outbox.view('order-1')?.deliveries.at(-1)?.ifNobodyActs

const box = (settings: Record<string, unknown> = {}) =>
  testOutbox({ supplier: supplierWith({ routes: [mailboxRoute('erp')], ...settings }) })

/** The clock begins on 24 November at 10:00 in Brussels, and the order is for 26 November. */
describe('if nobody does anything, an order in a mailbox', () => {
  it.each([
    ['its delivery day', { maxAgeHours: 1_000 }, {}, '2026-11-26T22:59:59.999Z'],
    ['its cut-off', { maxAgeHours: 1_000 }, { cutOff: Date.parse('2026-11-25T17:00:00Z') }, '2026-11-25T17:00:00.000Z'],
    ['its age', {}, {}, '2026-11-26T09:00:00.000Z'],
    ['its age, without a delivery day', {}, { deliveryDate: null }, '2026-11-26T09:00:00.000Z'],
    [
      'the end of its day elsewhere',
      { maxAgeHours: 1_000, timeZone: 'America/New_York' },
      {},
      '2026-11-27T04:59:59.999Z',
    ],
  ])('can be collected until %s', async (_, settings, order, until) => {
    const test = box(settings)
    test.accept(order)
    await test.work()
    expect(outlook(test)).toEqual({ kind: 'collection', until, next: null })
    await test.pass(Date.parse(until) - test.clock.now())
    expect(outlook(test)).toEqual({ kind: 'collection', until, next: null })
    expect(test.outbox.listMailbox('erp')).toHaveLength(1)
    await test.pass(1)
    expect(outlook(test)).toEqual({ kind: 'stays' })
    expect(test.outbox.listMailbox('erp')).toEqual([])
    expect(test.deliveries()).toEqual(['erp v1 held/stale no'])
  })

  it('can be collected at any time, if a person starts another handover', async () => {
    const test = box({ maxAgeHours: 1_000 })
    test.accept()
    await test.work()
    const [entry] = test.outbox.listMailbox('erp')
    test.outbox.fetchDocument('erp', entry?.id ?? '')
    expect(test.outbox.resend('order-1', 'erp', { ...ANN, note: 'Lost.', intent: 'same' })).toMatchObject({ ok: true })
    await test.work()
    expect(outlook(test)).toEqual({ kind: 'collection', until: null, next: null })
  })

  it('waits for the end of a pause, and stays without an end', async () => {
    const test = box()
    test.accept()
    await test.work()
    test.outbox.pause('erp', ANN, test.clock.now() + HOUR)
    expect(outlook(test)).toMatchObject({ kind: 'collection' })
    test.outbox.pause('erp', ANN)
    expect(outlook(test)).toEqual({ kind: 'stays' })
  })
})

interface Scene {
  readonly fallbackMinutes: number | null
  readonly pause: 'none' | 'open' | 'ends'
  readonly isHeld: boolean
  readonly cutOffMinutes: number | null
  readonly deliveryDate: string | null
  readonly maxAgeHours: number
  /** When the page is read, and when the receiver's system asks for documents after that. */
  readonly minutes: number
  readonly pollMinutes: number
}

const minutes = (max: number) => fc.integer({ min: 0, max })

const scenes: fc.Arbitrary<Scene> = fc.record({
  fallbackMinutes: fc.option(fc.integer({ min: 1, max: 3_000 }), { freq: 2 }),
  pause: fc.constantFrom('none', 'none', 'none', 'open', 'ends'),
  isHeld: fc.constantFrom(false, false, false, true),
  cutOffMinutes: fc.option(fc.integer({ min: 1, max: 4_000 })),
  deliveryDate: fc.constantFrom(null, '2026-11-24', '2026-11-25', '2026-11-26'),
  maxAgeHours: fc.constantFrom(5, 48, 100),
  minutes: fc.oneof(minutes(60), minutes(4_000)),
  pollMinutes: fc.oneof(minutes(600), minutes(4_000)),
})

/** Two scenes in a hundred wait for a fallback route, and the last line of the test needs one of them. */
const PAUSED_BEFORE_FALLBACK: Scene = {
  ...{ fallbackMinutes: 60, pause: 'open', isHeld: false, cutOffMinutes: null, deliveryDate: null, maxAgeHours: 48 },
  ...{ minutes: 10, pollMinutes: 100 },
}

const sql = repeatedSql(MORNING)

function played({ fallbackMinutes, maxAgeHours }: Scene): TestOutbox {
  sql.restart()
  const fallbacks = fallbackMinutes === null ? [] : [{ route: 'desk', afterMinutes: fallbackMinutes }]
  const test = testOutbox({
    sql,
    supplier: supplierWith({
      maxAgeHours,
      routes: [
        mailboxRoute('erp', fallbacks.length > 0 ? { fallbacks } : {}),
        ...(fallbacks.length > 0 ? [httpRoute('desk', DESK)] : []),
      ],
    }),
  })
  for (const url of [ERP, DESK]) test.wire.answers(url, status(200))
  return test
}

describe('what is said to happen to an order in a mailbox', () => {
  it('is what then happens', { timeout: 120_000 }, async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(scenes, async (scene) => {
        const test = played(scene)
        const begun = test.clock.now()
        const { pause, isHeld, cutOffMinutes, deliveryDate } = scene
        if (pause !== 'none') test.outbox.pause('erp', ANN, ...(pause === 'ends' ? [begun + 150 * MINUTE] : []))
        test.accept({
          deliveryDate,
          cutOff: cutOffMinutes === null ? null : begun + cutOffMinutes * MINUTE,
          starts: isHeld ? { erp: HELD } : {},
        })
        await test.pass(scene.minutes * MINUTE)
        const said = outlook(test)
        // A document that is written at the end of the pause goes into the mailbox then.
        if (!said || said.kind === 'sent') return
        const before = test.outbox.view('order-1')?.timeline.length ?? 0
        await test.pass(scene.pollMinutes * MINUTE)
        const isPaused = test.outbox.routes().some(({ waitsFor }) => waitsFor?.kind === 'pause')
        const now = test.clock.now()
        const isOffered = test.outbox.listMailbox('erp').length > 0
        const [first] = (test.outbox.view('order-1')?.timeline ?? [])
          .slice(before)
          .filter(({ event }) => event === 'fallback-started' || event === 'held')
          .map(({ event, route, text, at }) => ({ what: event === 'held' ? `held ${text}` : `${event} ${route}`, at }))
        seen.add(said.kind === 'collection' ? `collection ${isOffered}` : said.kind)
        switch (said.kind) {
          case 'stays':
            expect(isOffered).toBe(false)
            expect([undefined, 'held stale']).toContain(first?.what)
            break
          case 'collection': {
            const until = said.until === null ? Number.POSITIVE_INFINITY : Date.parse(said.until)
            const next = said.next === null ? null : { ...said.next, at: Date.parse(said.next.at) }
            if (next && now >= next.at) {
              expect(isOffered).toBe(false)
              expect(first).toEqual({ what: `fallback-started ${'route' in next && next.route}`, at: said.next?.at })
            } else {
              expect(isOffered).toBe(now <= until && !isPaused)
              if (!isOffered && !isPaused) expect(first?.what).toBe('held stale')
            }
            break
          }
          case 'fallback':
            if (now >= Date.parse(said.at)) expect(first).toEqual({ what: 'fallback-started desk', at: said.at })
            else expect(isOffered).toBe(false)
            break
          case 'held':
            if (now >= Date.parse(said.at)) expect(first).toEqual({ what: `held ${said.reason}`, at: said.at })
            else expect(isOffered).toBe(false)
            break
          default:
            throw new Error(said.kind)
        }
      }),
      { numRuns: histories(1_000), examples: [[PAUSED_BEFORE_FALLBACK]] },
    )
    expect([...seen]).toEqual(expect.arrayContaining(['collection true', 'collection false', 'fallback', 'stays']))
  })
})
