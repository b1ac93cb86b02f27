import { describe, expect, it } from 'vitest'
import { HOLD_REASONS } from '../../src/model/delivery-state.ts'
import { decide, type History } from '../../src/outbox/decide.ts'
import { arrival, ENDED, fact, held, history, POLICIES, REACHED, SOURCES, UNSENT, WAITING } from './decisions.ts'

/** The table of docs/dev/who-sends-what.md, one test for each cell. */
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
    it(`is held behind a version that a person holds, with revisions: ${revisions}`, () => {
      const asked = history('A', [fact(1, 'held', 'no', 'by-person')])
      const expected = { status: 'held', holdReason: 'by-person', superseded: [] }
      expect(decide(asked, arrival('B', { revisions }))).toMatchObject(expected)
    })

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

  it.each(REACHED)(
    "is held where the receiver knows the order by another number and has it %s, with revisions: 'replace'",
    (_, one) => {
      const renamed = { ...history('A', [one]), isRenamed: true }
      expect(decide(renamed, arrival('B', { revisions: 'replace' }))).toMatchObject({
        status: 'held',
        deliveries: [{ state: 'held', holdReason: 'revision', purpose: 'original' }],
      })
    },
  )

  it("is held where a person keyed the earlier one by hand, with revisions: 'replace'", () => {
    const keyed = fact(1, 'done', 'yes')
    const known = { ...history('A', [keyed]), enteredByHand: [keyed] }
    expect(decide(known, arrival('B', { revisions: 'replace' }))).toMatchObject({
      status: 'held',
      deliveries: [{ state: 'held', holdReason: 'revision', purpose: 'original' }],
    })
  })

  it("replaces a version that followed the one keyed by hand, with revisions: 'replace'", () => {
    const [keyed, sent] = [fact(1, 'done', 'yes'), fact(2, 'delivered', 'yes')]
    const known = { ...history('AB', [keyed, sent]), enteredByHand: [keyed] }
    expect(decide(known, arrival('C', { revisions: 'replace' }))).toMatchObject({
      status: 'revised',
      deliveries: [{ state: 'waiting', purpose: 'replacement' }],
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

describe('a time of delivery', () => {
  const versions = (...digests: string[]): History => ({
    versions: digests.map((digest, at) => ({ version: at + 1, digest })),
    deliveries: digests.length === 0 ? [] : [fact(digests.length, 'waiting')],
    numberTaken: false,
    isRenamed: false,
    enteredByHand: [],
  })

  it('makes another version where the hour is another one', () => {
    expect(decide(versions('A@07:00'), arrival('A@16:00'))).toMatchObject({ status: 'revised', version: 2 })
    expect(decide(versions('A@07:00'), arrival('A@16:00', { source: 'poll' })).holdReason).toBe('poll-difference')
  })

  it('makes no other version of a bare date, whichever of them came first', () => {
    for (const source of SOURCES) {
      expect(decide(versions('A@07:00'), arrival('A', { source })).status).toBe('duplicate')
      expect(decide(versions('A'), arrival('A@07:00', { source })).status).toBe('duplicate')
    }
  })

  it('is a question where it goes back to an hour of before', () => {
    expect(decide(versions('A@07:00', 'A@16:00'), arrival('A@07:00'))).toMatchObject({ holdReason: 'reverted' })
  })
})
