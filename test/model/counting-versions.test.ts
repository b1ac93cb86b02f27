import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CountedDelivery, countingVersions } from '../../src/model/counting-versions.ts'

const rankOf = (route: string): number => (route === 'desk' ? 1 : 0)

type Wish = Partial<CountedDelivery> & Pick<CountedDelivery, 'version' | 'state'>
const on = ({ route = 'erp', ...wish }: Wish): CountedDelivery => ({
  ...{ route, primaryRoute: route, purpose: 'original', holdReason: wish.state === 'held' ? 'revision' : null },
  reached: wish.state === 'delivered' ? 'yes' : 'no',
  ...wish,
})
const countOf = (...all: Wish[]) => countingVersions(all.map(on), rankOf)

describe('the versions of an order that count', () => {
  it('are the newest released version, and the change that a person must release', () => {
    const counted = countOf({ version: 1, state: 'delivered' }, { version: 2, state: 'held' })
    expect(counted).toEqual({
      released: 1,
      held: { version: 2, isCancellation: false },
      holds: [{ route: 'erp', reason: 'revision' }],
    })
  })

  it.each(['waiting', 'refused', 'deferred', 'sent', 'done'] as const)(
    'are released without a person who releases them: %s',
    (state) => {
      expect(countOf({ version: 1, state })).toEqual({ released: 1, held: null, holds: [] })
    },
  )

  it('leave out a discarded and a replaced version', () => {
    expect(countOf({ version: 1, state: 'discarded' })).toEqual({ released: null, held: null, holds: [] })
    expect(countOf({ version: 1, state: 'superseded' }, { version: 2, state: 'sent' }).released).toBe(2)
    expect(countOf({ version: 1, state: 'delivered' }, { version: 2, state: 'discarded' }).released).toBe(1)
  })

  it('have the version that arrived, after the version that replaced it was discarded', () => {
    const first = { version: 1, state: 'superseded', reached: 'yes' } as const
    expect(countOf(first, { version: 2, state: 'discarded' }).released).toBe(1)
  })

  it('are none once the order is cancelled, and the order while the cancellation is held', () => {
    const sent = { version: 1, state: 'delivered' } as const
    const cancels = { version: 2, purpose: 'cancellation' } as const
    expect(countOf(sent, { ...cancels, state: 'waiting' })).toEqual({ released: null, held: null, holds: [] })
    expect(countOf(sent, { ...cancels, state: 'held' })).toMatchObject({ released: 1, held: { isCancellation: true } })
  })

  it('stay while one of two receivers has the order, after a cancellation at the other receiver', () => {
    const both = ['erp', 'wms'].map((route) => ({ route, version: 1, state: 'delivered' as const }))
    const cancelled = { route: 'wms', version: 2, state: 'delivered', purpose: 'cancellation' } as const
    expect(countOf(...both, cancelled)).toMatchObject({ released: 1, held: { version: 2, isCancellation: true } })
  })

  it('are released where a held document may have arrived, or one of two receivers gets the order', () => {
    expect(countOf({ version: 1, state: 'held', reached: 'maybe', holdReason: 'uncertain' })).toEqual({
      ...{ released: 1, held: null },
      holds: [{ route: 'erp', reason: 'uncertain' }],
    })
    expect(countOf({ version: 1, state: 'held' }, { route: 'wms', version: 1, state: 'sent' })).toMatchObject({
      ...{ released: 1, held: null },
      holds: [{ route: 'erp' }],
    })
  })

  it('follow the receiver, and not the copy for people', () => {
    const copy = { route: 'desk', version: 1, state: 'delivered' } as const
    expect(countOf(copy, { version: 1, state: 'discarded' }).released).toBeNull()
    expect(countOf(copy).released).toBe(1)
  })

  it('are versions with a delivery that was not discarded, and a held version is the newer one', () => {
    const delivery = fc.record({
      version: fc.integer({ min: 1, max: 3 }),
      route: fc.constantFrom('erp', 'wms', 'desk'),
      state: fc.constantFrom('waiting', 'sending', 'sent', 'delivered', 'refused', 'held', 'superseded', 'discarded'),
      reached: fc.constantFrom('no', 'maybe', 'yes'),
      purpose: fc.constantFrom('original', 'cancellation'),
    })
    const deliveries = fc.uniqueArray(delivery, { selector: ({ version, route }) => `${version} ${route}` })
    fc.assert(
      fc.property(deliveries, (wishes) => {
        const all = wishes.map((wish) => on(wish as Wish))
        const { released, held } = countingVersions(all, rankOf)
        const counts = (version: number) => all.some((one) => one.version === version && one.state !== 'discarded')
        if (released !== null) expect(counts(released)).toBe(true)
        if (held) expect(counts(held.version) && held.version > (released ?? 0)).toBe(true)
      }),
    )
  })
})
