import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reached } from '../../src/model/attempt-result.ts'
import type { DeliveryFact, DeliveryState, HoldReason } from '../../src/model/delivery-state.ts'
import { type Arrival, decide, type History, type RouteStart } from '../../src/outbox/decide.ts'
import { histories } from '../fakes/histories.ts'
import { arrival, ENDED, fact, held, history, POLICIES, REACHED, SOURCES, UNSENT, WAITING } from './decisions.ts'

describe('a content that goes by other routes than the one before', () => {
  const byWms = { starts: { wms: WAITING } }

  it.each(UNSENT)('takes the place of what has not left there: %s', (_, one) => {
    expect(decide(history('A', [one]), arrival('B', byWms))).toEqual({
      status: 'revised',
      version: 2,
      holdReason: null,
      deliveries: [{ route: 'wms', state: 'waiting', holdReason: null, purpose: 'original' }],
      superseded: [{ version: 1, route: 'erp' }],
    })
  })

  for (const revisions of POLICIES)
    it.each(REACHED)(`is held where that may have left, with revisions: ${revisions}: %s`, (_, one) => {
      expect(decide(history('A', [one]), arrival('B', { ...byWms, revisions }))).toMatchObject({
        status: 'held',
        holdReason: 'revision',
        deliveries: [{ route: 'wms', state: 'held', holdReason: 'revision' }],
        superseded: [],
      })
    })

  it('leaves it alone where it is a question itself, or cannot be written', () => {
    const known = [fact(1, 'waiting')]
    expect(decide(history('A', known), arrival('B', { ...byWms, source: 'poll' })).superseded).toEqual([])
    expect(decide(history('A', known), arrival('B', { starts: { wms: { state: 'refused' } } })).superseded).toEqual([])
  })
})

describe('what is a question on every route', () => {
  const everyState = [...REACHED, ...UNSENT, ...ENDED]
  const questions: readonly (readonly [HoldReason, string, Arrival['source'], string, boolean])[] = [
    ['reverted', 'AB', 'webhook', 'A', false],
    ['reverted', 'AB', 'poll', 'A', false],
    ['poll-difference', 'A', 'poll', 'B', false],
    ['order-number-conflict', 'A', 'webhook', 'B', true],
    ['order-number-conflict', 'A', 'poll', 'B', true],
    ['order-number-conflict', 'AB', 'webhook', 'A', true],
  ]
  for (const [reason, digests, source, digest, taken] of questions)
    for (const revisions of POLICIES)
      it.each(everyState)(
        `${reason} by ${source}, ${digests} then ${digest}, revisions: ${revisions}, leaves an earlier version that is %s`,
        (_, one) => {
          const starts = { erp: WAITING, desk: { state: 'refused' } as const }
          const decision = decide(history(digests, [one], taken), arrival(digest, { source, revisions, starts }))
          expect(decision).toEqual({
            status: 'held',
            version: digests.length + 1,
            holdReason: reason,
            deliveries: ['erp', 'desk'].map((route) => ({
              route,
              state: 'held',
              holdReason: reason,
              purpose: 'original',
            })),
            superseded: [],
          })
        },
      )

  it('is no question when the content before last comes back twice running: that is a duplicate', () => {
    expect(decide(history('ABA', [fact(3, 'held', 'no', 'reverted')]), arrival('A')).status).toBe('duplicate')
  })
})

describe('whatever happened before', () => {
  const anyFact: fc.Arbitrary<DeliveryFact> = fc.record({
    version: fc.integer({ min: 1, max: 3 }),
    route: fc.constantFrom('erp', 'desk'),
    primaryRoute: fc.constantFrom('erp', 'desk'),
    state: fc.constantFrom<DeliveryState>(
      ...(['waiting', 'sending', 'sent', 'delivered', 'deferred', 'refused'] as const),
      ...(['uncertain', 'held', 'superseded', 'done', 'discarded'] as const),
    ),
    reached: fc.constantFrom<Reached>('no', 'maybe', 'yes'),
    holdReason: fc.constant(null),
  })
  const someFacts = fc.uniqueArray(anyFact, { selector: ({ version, route }) => `${version} ${route}` })
  const anyArrival = fc.record({
    digest: fc.constantFrom('A', 'B', 'C', 'D'),
    source: fc.constantFrom(...SOURCES),
    revisions: fc.constantFrom(...POLICIES),
    erp: fc.constantFrom<RouteStart>(WAITING, { state: 'refused' }, held('test')),
  })

  it('nothing that may have left is superseded, and no original waits behind something that has', () => {
    fc.assert(
      fc.property(someFacts, anyArrival, fc.boolean(), (known, { digest, source, revisions, erp }, taken) => {
        const decision = decide(
          history('ABC', known, taken),
          arrival(digest, { source, revisions, starts: { erp, desk: WAITING } }),
        )
        const mayHaveLeft = (one: DeliveryFact) => one.state === 'sending' || one.reached !== 'no'
        const superseded = known.filter((one) =>
          decision.superseded.some(({ version, route }) => version === one.version && route === one.route),
        )
        if (superseded.some(mayHaveLeft)) return false
        return decision.deliveries.every(
          ({ route, state, purpose }) =>
            state === 'held' ||
            purpose === 'replacement' ||
            !known.some((one) => one.primaryRoute === route && mayHaveLeft(one)),
        )
      }),
      { numRuns: histories(1000) },
    )
  })
})

describe('after a cancellation', () => {
  const cancelled = (digests: string, cancels: readonly number[], deliveries: DeliveryFact[] = []): History => {
    const known = history(digests, deliveries)
    return { ...known, versions: known.versions.map((one) => ({ ...one, cancels: cancels.includes(one.version) })) }
  }
  const left = [fact(1, 'delivered', 'yes'), fact(2, 'waiting')]

  it('the content it cancels is known to a poll, by the version it came with', () => {
    expect(decide(cancelled('AA', [2], left), arrival('A', { source: 'poll' }))).toMatchObject({
      status: 'duplicate',
      version: 1,
      deliveries: [],
      superseded: [],
    })
  })

  it.each(POLICIES)(
    'the same content by webhook is held, and the cancellation goes on, with revisions: %s',
    (revisions) => {
      expect(decide(cancelled('AA', [2], left), arrival('A', { revisions }))).toMatchObject({
        status: 'held',
        version: 3,
        holdReason: 'reverted',
        superseded: [],
      })
    },
  )

  it.each(POLICIES)('any other content is held for as long as the order lives, with revisions: %s', (revisions) => {
    const asked = (digests: string, digest: string) =>
      decide(cancelled(digests, [2], left), arrival(digest, { revisions }))
    expect(asked('AA', 'B')).toMatchObject({ status: 'held', holdReason: 'revision', superseded: [] })
    expect(asked('AAB', 'C')).toMatchObject({ status: 'held', version: 4, holdReason: 'revision', superseded: [] })
    expect(asked('AAB', 'B')).toMatchObject({ status: 'duplicate', version: 3 })
  })
})
