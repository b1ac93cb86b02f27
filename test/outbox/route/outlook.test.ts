import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OutlookView } from '../../../src/outbox/route/read-outlook.ts'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, DESK, HOUR, laddered, MAIL, MINUTE, outbox, TO_MAIL } from './laddered.ts'

const HELD = { state: 'held', reason: 'unknown-article' } as const

const outlook = (test: TestOutbox, orderId = 'order-1'): OutlookView | null | undefined =>
  test.outbox.view(orderId)?.deliveries.findLast(({ ifNobodyActs }) => ifNobodyActs !== null)?.ifNobodyActs

describe('if nobody does anything', () => {
  it('a held order stays, also with fallback routes', () => {
    const test = outbox()
    test.accept({ starts: { erp: HELD } })
    expect(outlook(test)).toEqual({ kind: 'stays' })
  })

  it('an order of a paused route goes to the fallback at its time, and stays without a fallback', async () => {
    const test = outbox()
    test.outbox.pause('erp', ANN)
    test.accept()
    await test.work()
    expect(outlook(test)).toEqual({ kind: 'fallback', route: 'desk', at: '2026-11-24T09:10:00.000Z' })
    const alone = outbox(supplierWith())
    alone.outbox.pause('erp', ANN)
    alone.accept()
    expect(outlook(alone)).toEqual({ kind: 'stays' })
  })

  it('an order is tried again, and then goes to the fallback', async () => {
    const test = outbox(laddered(TO_MAIL, {}, { retry: { delaysSeconds: [300], giveUpAfterHours: 24 } }))
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.work()
    expect(outlook(test)).toMatchObject({ kind: 'sent', next: { kind: 'fallback', route: 'desk' } })
  })

  it('a refusal that paused the route keeps its time in the chain; when a person pauses the route, the fallback takes over', async () => {
    const test = outbox()
    test.wire.answers(ERP, status(401))
    test.accept()
    await test.work()
    expect(outlook(test)).toEqual({ kind: 'fallback', route: 'desk', at: '2026-11-24T09:10:00.000Z' })
    test.outbox.pause('erp', ANN)
    await test.work()
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
  })

  it('the last step of a chain holds the order', async () => {
    const test = outbox()
    for (const url of [ERP, DESK, MAIL]) test.wire.answers(url, status(503))
    test.accept()
    await test.pass(21 * MINUTE)
    const found = outlook(test)
    expect(found && 'next' in found && found.next).toEqual({
      ...{ kind: 'held', reason: 'undelivered', at: '2026-11-24T09:30:00.000Z' },
    })
  })

  it('nothing is said of an order that arrived', async () => {
    const test = outbox()
    test.accept()
    await test.work()
    expect(outlook(test)).toBeUndefined()
  })
})

interface Scene {
  readonly fallbacks: readonly object[]
  readonly answers: readonly [erp: number, desk: number, mail: number]
  readonly pause: 'none' | 'open' | 'ends'
  readonly starts: 'waiting' | 'held' | 'refused'
  readonly opens: boolean
  readonly retrySeconds: number
  readonly cutOffMinutes: number | null
  readonly minutes: number
  readonly others: number
  readonly inSequence: boolean
  readonly whenUncertain: 'resend' | 'hold'
}

const minutes = (max: number) => fc.integer({ min: 1, max })
const step = (route: object) =>
  fc.oneof(
    minutes(90).map((afterMinutes) => ({ ...route, afterMinutes })),
    minutes(90).map((beforeCutOffMinutes) => ({ ...route, beforeCutOffMinutes })),
  )
const code = fc.constantFrom(503, 401, 400, 200)

const scenes: fc.Arbitrary<Scene> = fc.record({
  fallbacks: fc.oneof(
    fc.constant([]),
    fc.tuple(step({ route: 'desk' })),
    fc.tuple(step({ route: 'desk' }), step({ route: 'mail' })),
    fc.tuple(step({ route: 'desk' }), step({ hold: true })),
  ),
  answers: fc.tuple(code, code, code),
  pause: fc.constantFrom('none', 'open', 'ends'),
  starts: fc.constantFrom('waiting', 'waiting', 'held', 'refused'),
  opens: fc.boolean(),
  retrySeconds: fc.constantFrom(100, 400, 3_000),
  cutOffMinutes: fc.option(minutes(300)),
  minutes: fc.integer({ min: 0, max: 120 }),
  others: fc.constantFrom(0, 0, 6),
  inSequence: fc.boolean(),
  whenUncertain: fc.constantFrom('resend', 'hold'),
})

/** What happens to the order from now on, the earliest first. */
interface Happening {
  readonly what: string
  readonly at: number
}

function played(scene: Scene) {
  const opening = [{ from: '11:00', to: '12:00' }]
  const pace = scene.opens ? {} : { pace: { opening } }
  const route = {
    ...(scene.fallbacks.length > 0 ? { fallbacks: scene.fallbacks } : {}),
    ...{ retry: { delaysSeconds: [scene.retrySeconds], giveUpAfterHours: 3 }, ...pace },
    ...(scene.inSequence ? { order: 'customer' } : {}),
  }
  const supplier = supplierWith({
    calendar: { cutOff: '22:00' },
    maxAgeHours: 5,
    whenUncertain: scene.whenUncertain,
    routes: [
      httpRoute('erp', ERP, route),
      ...[httpRoute('desk', DESK), httpRoute('mail', MAIL)].filter(({ name }) =>
        JSON.stringify(scene.fallbacks).includes(name),
      ),
    ],
  })
  const test = testOutbox({ supplier })
  const attempts: Happening[] = []
  for (const [index, url] of [ERP, DESK, MAIL].entries())
    test.wire.answers(url, (call) => {
      if (call.body.includes('"order-1"'))
        attempts.push({ what: `sent ${new URL(url).host.split('.')[0]}`, at: test.clock.now() })
      return new Response(null, { status: scene.answers[index] ?? 503 })
    })
  return { test, attempts }
}

describe('what is said to happen', () => {
  it('is what then happens', { timeout: 120_000 }, async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(scenes, async (scene) => {
        const { test, attempts } = played(scene)
        const begun = test.clock.now()
        if (scene.pause !== 'none')
          test.outbox.pause('erp', ANN, ...(scene.pause === 'ends' ? [begun + 150 * MINUTE] : []))
        for (let at = 0; at < scene.others; at++) test.accept({ orderId: `other-${at}` })
        const start = { held: HELD, refused: { state: 'refused', reason: 'no' }, waiting: { state: 'waiting' } }[
          scene.starts
        ]
        test.accept({
          cutOff: scene.cutOffMinutes === null ? null : begun + scene.cutOffMinutes * MINUTE,
          starts: { erp: start as never },
        })
        await test.pass(scene.minutes * MINUTE)
        const now = test.clock.now()
        const said = outlook(test)
        if (!said) return
        seen.add(said.kind)
        const before = test.outbox.view('order-1')?.timeline.length ?? 0
        const tried = attempts.length
        await test.pass(26 * HOUR)
        const timeline = (test.outbox.view('order-1')?.timeline ?? []).slice(before)
        const events = timeline
          .filter(({ event }) => event === 'fallback-started' || event === 'held')
          .map(({ event, route, text, at }) => ({
            what: event === 'held' ? `held ${text}` : `fallback ${route}`,
            at: Date.parse(at),
          }))
        const after = attempts.slice(tried)
        // A refused attempt starts the fallback within the millisecond, and so does the fallback its own attempt.
        const started = new Set(events.map(({ what }) => what.replace('fallback', 'sent')))
        const isFallbacks = ({ what }: Happening) => started.has(what)
        const happened =
          said.kind === 'fallback' || said.kind === 'held'
            ? [...events, ...after]
            : [...after.filter((attempt) => !isFallbacks(attempt)), ...events, ...after.filter(isFallbacks)]
        happened.sort((a, b) => a.at - b.at)
        const [first] = happened
        switch (said.kind) {
          case 'stays':
            expect(first).toBeUndefined()
            break
          case 'fallback':
            expect(first).toEqual({ what: `fallback ${said.route}`, at: Date.parse(said.at) })
            break
          case 'held':
            expect(first).toEqual({ what: `held ${said.reason}`, at: Date.parse(said.at) })
            break
          case 'sent':
            expect(first?.what).toMatch(/^sent/)
            expect(first?.at).toBeGreaterThanOrEqual(Math.max(now, Date.parse(said.at)))
            if (scene.others === 0) expect(first?.at).toBe(Math.max(now, Date.parse(said.at)))
            break
          case 'probe':
          case 'behind':
            if (first && said.next && !first.what.startsWith('sent')) {
              // A delivery that waited for too long is refused or held at its turn, before the time of its fallback.
              const isTooOld = timeline.some(
                ({ event, text, at }) =>
                  Date.parse(at) === first.at && (event === 'refused' || (event === 'held' && text === 'stale')),
              )
              if (isTooOld) expect(first.at).toBeLessThanOrEqual(Date.parse(said.next.at))
              else expect(first.at).toBe(Date.parse(said.next.at))
            }
            break
          default:
            throw new Error(said.kind)
        }
      }),
      { numRuns: 100 },
    )
    expect([...seen]).toEqual(expect.arrayContaining(['fallback', 'held', 'sent', 'stays']))
  })
})
