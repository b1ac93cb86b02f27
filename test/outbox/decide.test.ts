import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Arrival, decide, type History, type RouteStart } from '../../src/outbox/decide.ts'
import { type DeliveryFact, type DeliveryState, HOLD_REASONS, type HoldReason } from '../../src/outbox/state.ts'
import type { Reached } from '../../src/receipt.ts'

/** The table of design §3, a cell a test. */

const WAITING: RouteStart = { state: 'waiting' }
const held = (reason: HoldReason): RouteStart => ({ state: 'held', reason })

const fact = (
  version: number,
  state: DeliveryState,
  reached: Reached = 'no',
  holdReason: HoldReason | null = state === 'held' ? 'revision' : null,
  route = 'erp',
): DeliveryFact => ({ version, route, ladder: route, state, reached, holdReason })

const arrival = (
  digest: string,
  wish: { source?: 'webhook' | 'poll'; revisions?: 'hold' | 'replace'; starts?: Record<string, RouteStart> } = {},
): Arrival => ({
  source: wish.source ?? 'webhook',
  digest,
  routes: Object.entries(wish.starts ?? { erp: WAITING }).map(([route, start]) => ({
    route,
    revisions: wish.revisions ?? 'hold',
    start,
  })),
})

const history = (digests: string, deliveries: DeliveryFact[] = [], numberTaken = false): History => ({
  versions: [...digests].map((digest, at) => ({ version: at + 1, digest })),
  deliveries,
  numberTaken,
})

const SOURCES = ['webhook', 'poll'] as const
const POLICIES = ['hold', 'replace'] as const
/** What of version 1 the supplier may have. */
const REACHED: readonly (readonly [string, DeliveryFact])[] = [
  ['under way', fact(1, 'sending')],
  ['uncertain', fact(1, 'uncertain', 'maybe')],
  ['deferred after the receiver failed', fact(1, 'deferred', 'maybe')],
  ['waiting once more after a cut line', fact(1, 'waiting', 'maybe')],
  ['refused by what may have taken it', fact(1, 'refused', 'maybe')],
  ['held as uncertain', fact(1, 'held', 'maybe', 'uncertain')],
  ['sent', fact(1, 'sent', 'yes')],
  ['delivered', fact(1, 'delivered', 'yes')],
  ['done by hand', fact(1, 'done', 'yes')],
]
const UNSENT: readonly (readonly [string, DeliveryFact])[] = [
  ['waiting', fact(1, 'waiting')],
  ['deferred', fact(1, 'deferred')],
  ['refused', fact(1, 'refused')],
  ['uncertain, yet known not to have left', fact(1, 'uncertain')],
  ...HOLD_REASONS.map((reason) => [`held as ${reason}`, fact(1, 'held', 'no', reason)] as const),
]
const ENDED: readonly (readonly [string, DeliveryFact])[] = [
  ['superseded', fact(1, 'superseded')],
  ['discarded', fact(1, 'discarded')],
]

describe('the first content of an order', () => {
  it.each(SOURCES)('is accepted and waits on every route, by %s', (source) => {
    expect(decide(history(''), arrival('A', { source, starts: { erp: WAITING, desk: WAITING } }))).toEqual({
      status: 'accepted',
      version: 1,
      holdReason: null,
      deliveries: ['erp', 'desk'].map((route) => ({ route, state: 'waiting', holdReason: null, purpose: 'original' })),
      superseded: [],
    })
  })

  it('is accepted where a route cannot write it: that one begins refused, the others go', () => {
    const decision = decide(history(''), arrival('A', { starts: { erp: { state: 'refused' }, desk: WAITING } }))
    expect(decision).toMatchObject({ status: 'accepted', holdReason: null })
    expect(decision.deliveries.map(({ state }) => state)).toEqual(['refused', 'waiting'])
  })

  it.each(HOLD_REASONS)('is held where the rules say %s', (reason) => {
    const decision = decide(history(''), arrival('A', { starts: { erp: held(reason), desk: WAITING } }))
    expect(decision).toMatchObject({ status: 'held', version: 1, holdReason: reason })
    expect(decision.deliveries.map(({ state }) => state)).toEqual(['held', 'waiting'])
  })

  it.each(SOURCES)('is held on every route when another order has its number, by %s', (source) => {
    const starts = { erp: WAITING, desk: { state: 'refused' } as const }
    const decision = decide(history('', [], true), arrival('A', { source, starts }))
    expect(decision).toMatchObject({ status: 'held', version: 1, holdReason: 'order-number-conflict', superseded: [] })
    expect(decision.deliveries.map(({ state }) => state)).toEqual(['held', 'held'])
  })
})

describe('the digest of the latest version', () => {
  const states = [...REACHED, ...UNSENT, ...ENDED]
  for (const source of SOURCES)
    for (const revisions of POLICIES)
      it.each(states)(
        `is a duplicate by ${source}, with revisions: ${revisions}, when that version is %s`,
        (_, one) => {
          expect(
            decide(history('A', [one]), arrival('A', { source, revisions, starts: { erp: held('fault') } })),
          ).toEqual({
            status: 'duplicate',
            version: 1,
            holdReason: null,
            deliveries: [],
            superseded: [],
          })
        },
      )

  it('is a duplicate even when another order has taken the number meanwhile', () => {
    expect(decide(history('AB', [fact(2, 'held')], true), arrival('B'))).toMatchObject({
      status: 'duplicate',
      version: 2,
    })
  })
})

describe('a new digest by webhook', () => {
  for (const revisions of POLICIES) {
    it.each(UNSENT)(`takes the place of a version that is %s, with revisions: ${revisions}`, (_, one) => {
      expect(decide(history('A', [one]), arrival('B', { revisions }))).toEqual({
        status: 'revised',
        version: 2,
        holdReason: null,
        deliveries: [{ route: 'erp', state: 'waiting', holdReason: null, purpose: 'original' }],
        superseded: [{ version: 1, route: 'erp' }],
      })
    })

    it.each(ENDED)(`waits where the earlier one is %s, with revisions: ${revisions}`, (_, one) => {
      expect(decide(history('A', [one]), arrival('B', { revisions }))).toMatchObject({
        status: 'revised',
        deliveries: [{ state: 'waiting', purpose: 'original' }],
        superseded: [],
      })
    })

    it(`that is held for itself still takes the place of what has not left, with revisions: ${revisions}`, () => {
      const decision = decide(
        history('A', [fact(1, 'waiting')]),
        arrival('B', { revisions, starts: { erp: held('unknown-article') } }),
      )
      expect(decision).toMatchObject({ status: 'held', holdReason: 'unknown-article', superseded: [{ version: 1 }] })
    })

    it(`that the route cannot write leaves the earlier one alone, with revisions: ${revisions}`, () => {
      const decision = decide(
        history('A', [fact(1, 'waiting')]),
        arrival('B', { revisions, starts: { erp: { state: 'refused' } } }),
      )
      expect(decision).toMatchObject({ status: 'revised', deliveries: [{ state: 'refused' }], superseded: [] })
    })
  }

  it.each(REACHED)('is held as a revision where the earlier one is %s', (_, one) => {
    expect(decide(history('A', [one]), arrival('B'))).toEqual({
      status: 'held',
      version: 2,
      holdReason: 'revision',
      deliveries: [{ route: 'erp', state: 'held', holdReason: 'revision', purpose: 'original' }],
      superseded: [],
    })
  })

  it.each(REACHED)("waits as a replacement where the earlier one is %s, with revisions: 'replace'", (_, one) => {
    expect(decide(history('A', [one]), arrival('B', { revisions: 'replace' }))).toEqual({
      status: 'revised',
      version: 2,
      holdReason: null,
      deliveries: [{ route: 'erp', state: 'waiting', holdReason: null, purpose: 'replacement' }],
      superseded: [],
    })
  })

  it.each(POLICIES)(
    'supersedes a second version that has not left, though the first has; revisions: %s',
    (revisions) => {
      const known = [fact(1, 'delivered', 'yes'), fact(2, 'held'), fact(3, 'deferred')]
      const decision = decide(history('ABC', known), arrival('D', { revisions }))
      expect(decision.superseded).toEqual([
        { version: 2, route: 'erp' },
        { version: 3, route: 'erp' },
      ])
      expect(decision.deliveries[0]?.state).toBe(revisions === 'hold' ? 'held' : 'waiting')
    },
  )

  it('that a route cannot write is a replacement all the same once the earlier one has left', () => {
    const decision = decide(
      history('A', [fact(1, 'delivered', 'yes')]),
      arrival('B', { revisions: 'replace', starts: { erp: { state: 'refused' } } }),
    )
    expect(decision.deliveries).toEqual([{ route: 'erp', state: 'refused', holdReason: null, purpose: 'replacement' }])
  })

  it('treats two routes each by what it did itself', () => {
    const known = [fact(1, 'delivered', 'yes'), fact(1, 'deferred', 'no', null, 'desk')]
    const decision = decide(history('A', known), arrival('B', { starts: { erp: WAITING, desk: WAITING } }))
    expect(decision).toEqual({
      status: 'held',
      version: 2,
      holdReason: 'revision',
      deliveries: [
        { route: 'erp', state: 'held', holdReason: 'revision', purpose: 'original' },
        { route: 'desk', state: 'waiting', holdReason: null, purpose: 'original' },
      ],
      superseded: [{ version: 1, route: 'desk' }],
    })
  })

  it('starts afresh on a route that is new in the configuration', () => {
    const decision = decide(
      history('A', [fact(1, 'delivered', 'yes')]),
      arrival('B', { starts: { erp: WAITING, desk: WAITING } }),
    )
    expect(decision.deliveries.map(({ state, purpose }) => [state, purpose])).toEqual([
      ['held', 'original'],
      ['waiting', 'original'],
    ])
  })
})

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

describe('the reason told', () => {
  it('is the first in the list, of the question and of every route', () => {
    const decision = decide(
      history('A', [fact(1, 'delivered', 'yes')]),
      arrival('B', { starts: { erp: held('stale'), desk: held('unknown-customer'), wms: held('test') } }),
    )
    expect(decision.deliveries.map(({ holdReason }) => holdReason)).toEqual(['revision', 'unknown-customer', 'test'])
    expect(decision.holdReason).toBe('test')
  })

  it('is a fault before any question', () => {
    expect(decide(history('A'), arrival('B', { source: 'poll', starts: { erp: held('fault') } })).holdReason).toBe(
      'fault',
    )
  })
})

describe('whatever happened before', () => {
  const anyFact: fc.Arbitrary<DeliveryFact> = fc.record({
    version: fc.integer({ min: 1, max: 3 }),
    route: fc.constantFrom('erp', 'desk'),
    ladder: fc.constantFrom('erp', 'desk'),
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
            !known.some((one) => one.ladder === route && mayHaveLeft(one)),
        )
      }),
      { numRuns: 1000 },
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
