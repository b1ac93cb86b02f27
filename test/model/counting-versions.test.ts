import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CountedDelivery, countingVersions } from '../../src/model/counting-versions.ts'

const rankOf = (route: string): number => (route === 'desk' ? 1 : 0)

const refused = (route = 'erp') => ({ version: 1, state: 'refused', route, refusal: 'Blocked.' }) as const

type Wish = Partial<CountedDelivery> & Pick<CountedDelivery, 'version' | 'state'>
const on = ({ route = 'erp', ...wish }: Wish): CountedDelivery => ({
  ...{
    route,
    primaryRoute: route,
    refusal: null,
    purpose: 'original',
    holdReason: wish.state === 'held' ? 'revision' : null,
  },
  reached: wish.state === 'delivered' ? 'yes' : 'no',
  ...wish,
})
interface UndecidedCase {
  readonly name: string
  readonly is: boolean
  /** The route that brought a refused version; undefined without a refusal. */
  readonly broughtBy?: string | null
  readonly all: readonly Wish[]
}

const NOTHING_HELD = { released: null, held: null, holds: [], refusals: [], isUndecided: false }
const countOf = (...all: Wish[]) => countingVersions(all.map(on), rankOf)

describe('the versions of an order that count', () => {
  it('are the newest released version, and the change that a person must release', () => {
    const counted = countOf({ version: 1, state: 'delivered' }, { version: 2, state: 'held' })
    expect(counted).toEqual({
      released: 1,
      held: { version: 2, isCancellation: false },
      holds: [{ route: 'erp', reason: 'revision' }],
      refusals: [],
      isUndecided: true,
    })
  })

  it.each(['waiting', 'deferred', 'sent', 'done'] as const)(
    'are released without a person who releases them: %s',
    (state) => {
      expect(countOf({ version: 1, state })).toEqual({ ...NOTHING_HELD, released: 1 })
    },
  )

  const passed = { version: 1, state: 'superseded', refusal: 'Blocked.' } as const
  const brought = { version: 1, state: 'delivered', primaryRoute: 'erp' } as const
  it.each<UndecidedCase>([
    { name: 'refused, and nothing took its place', is: true, broughtBy: null, all: [refused()] },
    {
      ...{ name: 'refused, and a fallback route is still under way', is: true, broughtBy: null },
      all: [passed, { ...brought, route: 'wms', state: 'waiting' }],
    },
    {
      ...{ name: 'refused, and a mail to people took its place', is: true, broughtBy: 'desk' },
      all: [passed, { ...brought, route: 'desk' }],
    },
    {
      ...{ name: 'refused, and another system has it', is: false, broughtBy: 'wms' },
      all: [passed, { ...brought, route: 'wms' }],
    },
    {
      ...{ name: 'refused by one of two systems', is: true, broughtBy: null },
      all: [refused(), { version: 1, state: 'delivered', route: 'wms' }],
    },
    { name: 'keyed by hand after the refusal', is: false, all: [{ version: 1, state: 'done' }] },
    { name: 'refused by a copy', is: false, all: [{ version: 1, state: 'delivered' }, refused('desk')] },
    { name: 'refused in an earlier version', is: false, all: [passed, { version: 2, state: 'delivered' }] },
    {
      ...{ name: 'held in part', is: true },
      all: [
        { version: 1, state: 'held' },
        { version: 1, state: 'delivered', route: 'wms' },
      ],
    },
    { name: 'uncertain', is: true, all: [{ version: 1, state: 'held', reached: 'maybe' }] },
    { name: 'held', is: false, all: [{ version: 1, state: 'held' }] },
  ])('need a person before the order is picked, or not: $name', ({ is, broughtBy, all }) => {
    const { isUndecided, refusals } = countOf(...all)
    expect(isUndecided).toBe(is)
    expect(refusals).toEqual(broughtBy === undefined ? [] : [{ route: 'erp', why: 'Blocked.', broughtBy }])
  })

  it('leave out a discarded and a replaced version', () => {
    expect(countOf({ version: 1, state: 'discarded' })).toEqual(NOTHING_HELD)
    expect(countOf({ version: 1, state: 'superseded' }, { version: 2, state: 'sent' }).released).toBe(2)
    expect(countOf({ version: 1, state: 'delivered' }, { version: 2, state: 'discarded' }).released).toBe(1)
  })

  it('have the version that arrived, after the version that replaced it was discarded', () => {
    const first = { version: 1, state: 'superseded', reached: 'yes' } as const
    expect(countOf(first, { version: 2, state: 'discarded' }).released).toBe(1)
  })

  const sent = { version: 1, state: 'delivered' } as const
  const cancels = { version: 2, purpose: 'cancellation' } as const

  it.each(['delivered', 'done'] as const)('are none once the order is cancelled: %s', (state) => {
    expect(countOf(sent, { ...cancels, state })).toEqual(NOTHING_HELD)
  })

  it.each(['waiting', 'sending', 'deferred', 'sent', 'uncertain', 'refused', 'held'] as const)(
    'are the order and the cancellation while no receiver has the cancellation for certain: %s',
    (state) => {
      for (const reached of ['no', 'maybe'] as const)
        expect(countOf(sent, { ...cancels, state, reached })).toMatchObject({
          ...{ released: 1, isUndecided: true },
          held: { version: 2, isCancellation: true },
        })
    },
  )

  it('are a version that may have arrived before its cancellation, and none that never arrived', () => {
    const first = { version: 1, state: 'superseded', reached: 'maybe' } as const
    expect(countOf(first, { ...cancels, state: 'waiting' })).toMatchObject({ released: 1, isUndecided: true })
    expect(countOf({ ...first, reached: 'no' }, { ...cancels, state: 'waiting' }).released).toBeNull()
  })

  it('stay while one of two receivers has the order, after a cancellation at the other receiver', () => {
    const both = ['erp', 'wms'].map((route) => ({ route, version: 1, state: 'delivered' as const }))
    const cancelled = { route: 'wms', version: 2, state: 'delivered', purpose: 'cancellation' } as const
    expect(countOf(...both, cancelled)).toMatchObject({ released: 1, held: { version: 2, isCancellation: true } })
  })

  it('are released where a held document may have arrived, or one of two receivers gets the order', () => {
    expect(countOf({ version: 1, state: 'held', reached: 'maybe', holdReason: 'uncertain' })).toMatchObject({
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
