import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Lane, lanesBeside, nextLane } from '../../src/outbox/lanes.ts'
import { histories } from '../fakes/histories.ts'
import { type Load, play } from './lane-traffic.ts'

const ROUTES = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const NOBODY: ReadonlySet<string> = new Set()

const start = (busy: Lane[], due: readonly string[], now: number, failing = NOBODY): string | null => {
  const route = nextLane({ busy, due, failing, lanes: 5 }, now)
  if (route !== null) busy.push({ route, startedAt: now })
  return route
}

describe('the lanes', () => {
  it('leave one connection to one alert channel, and two where a channel that hangs could delay another', () => {
    expect([0, 1, 2, 5].map(lanesBeside)).toEqual([5, 5, 4, 4])
  })

  it('are used up to their number, and failing routes leave two to healthy ones', () => {
    const busy: Lane[] = []
    const due = ['a', 'b', 'c', 'd', 'e']
    const next = (failing: ReadonlySet<string>) => {
      const route = nextLane({ busy, due: due.slice(busy.length), failing, lanes: 4 }, 0)
      if (route !== null) busy.push({ route, startedAt: 0 })
      return route
    }
    expect([next(new Set(due)), next(new Set(due)), next(new Set(due))]).toEqual(['a', 'b', null])
    expect([next(NOBODY), next(NOBODY), next(NOBODY)]).toEqual(['c', 'd', null])
  })
})

describe('a lane', () => {
  it('is one of two that a route may have', () => {
    const busy: Lane[] = []
    expect([start(busy, ['a'], 0), start(busy, ['a'], 0), start(busy, ['a'], 0)]).toEqual(['a', 'a', null])
  })

  it('is the only one of each where three routes are busy', () => {
    const busy: Lane[] = []
    const due = ['a', 'b', 'c']
    expect([1, 2, 3, 4].map(() => start(busy, due, 0))).toEqual(['a', 'b', 'c', null])
  })

  it('is the only one of a failing route, even where it is alone', () => {
    const busy: Lane[] = []
    expect([1, 2].map(() => start(busy, ['a'], 0, new Set(['a'])))).toEqual(['a', null])
  })

  it('goes to a healthy route before a failing one that has waited longer', () => {
    expect(start([], ['failing', 'well'], 0, new Set(['failing']))).toBe('well')
  })

  it('goes to a route that was failing once its last try went well', () => {
    const busy: Lane[] = ['a', 'b', 'c'].map((route) => ({ route, startedAt: 0 }))
    const failing = new Set(['a', 'b', 'c', 'd'])
    expect(nextLane({ busy, due: ['d'], failing, lanes: 5 }, 100)).toBeNull()
    failing.delete('d')
    expect(nextLane({ busy, due: ['d'], failing, lanes: 5 }, 100)).toBe('d')
  })

  it('counts as failing once its attempt is older than two seconds', () => {
    const busy: Lane[] = [{ route: 'a', startedAt: 0 }]
    expect(nextLane({ busy, due: ['a', 'b'], failing: NOBODY, lanes: 5 }, 2_000)).toBe('a')
    expect(nextLane({ busy, due: ['a', 'b'], failing: NOBODY, lanes: 5 }, 2_001)).toBe('b')
  })
})

describe('whatever comes and goes', () => {
  /**
   * A step: the due and failing routes, the time that passes, and the lane (if any) that ends. Lanes of `hung` never
   * end.
   */
  const anyStep = fc.record({
    due: fc.uniqueArray(fc.constantFrom(...ROUTES)),
    failing: fc.uniqueArray(fc.constantFrom(...ROUTES)),
    passes: fc.constantFrom(0, 100, 2_500),
    ends: fc.nat({ max: 4 }),
  })

  const afterEveryStep = (hung: ReadonlySet<string>, check: (busy: readonly Lane[], now: number) => void) =>
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
        const busy: Lane[] = []
        let now = 0
        for (const { due, failing, passes, ends } of steps) {
          now += passes
          const ended = busy[ends]
          if (ended && !hung.has(ended.route)) busy.splice(ends, 1)
          const troubled: ReadonlySet<string> = new Set(failing)
          const isSlow = (route: string) => busy.some((lane) => lane.route === route && now - lane.startedAt > 2_000)
          for (;;) {
            const failingBefore = busy.filter(({ route }) => troubled.has(route) || isSlow(route)).length
            const wasFailing: ReadonlySet<string> = new Set(
              ROUTES.filter((route) => troubled.has(route) || isSlow(route)),
            )
            const route = start(busy, due, now, troubled)
            if (route === null) break
            if (wasFailing.has(route)) expect(failingBefore).toBeLessThan(3)
            check(busy, now)
          }
        }
      }),
      { numRuns: histories(2_000) },
    )

  it('never more than five are busy, and never more than one route has two', () => {
    afterEveryStep(NOBODY, (busy) => {
      expect(busy.length).toBeLessThanOrEqual(5)
      const doubled = ROUTES.filter((route) => busy.filter((lane) => lane.route === route).length > 1)
      expect(doubled.length).toBeLessThanOrEqual(1)
    })
  })

  it.each([
    [1, 2],
    [2, 3],
    [3, 4],
  ])('%i routes that hang for ever hold at most %i lanes, so that a healthy one finds a lane', (count, most) => {
    const hung = new Set<string>(ROUTES.slice(0, count))
    afterEveryStep(hung, (busy, now) => {
      const held = busy.filter(({ route }) => hung.has(route))
      expect(held.length).toBeLessThanOrEqual(most)
      expect(nextLane({ busy: held, due: ['healthy'], failing: NOBODY, lanes: 5 }, now)).toBe('healthy')
    })
  })
})

describe('while routes hang for thirty seconds', () => {
  const every = (milliseconds: number, until: number) =>
    Array.from({ length: Math.floor(until / milliseconds) }, (_, at) => ({ at: at * milliseconds }))
  const burst = (at: number, size: number) => Array.from({ length: size }, () => ({ at }))
  const alone = (route: string, at: number) => Array.from({ length: 8 }, () => ({ at, routes: [route] }))

  const loads: readonly [string, Load['orders']][] = [
    ['an order a second', every(1_000, 120_000)],
    ['four orders a second', every(250, 90_000)],
    ['ten orders at once, now and then', [0, 20_000, 40_000, 60_000].flatMap((at) => burst(at, 10))],
    // A resumed route has work while the other routes have none, and gets its second lane.
    [
      'each hanging route first has work when no other has',
      [...alone('a', 9_000), ...alone('b', 11_500), ...alone('c', 14_000), ...every(1_000, 120_000)],
    ],
  ]

  const worst = (orders: Load['orders'], hung: readonly string[], seed: number): number => {
    const load: Load = { routes: ROUTES, orders, hanging: [], answerMs: 150, seed }
    const hanging = hung.map((route) => ({ route, from: 9_000, until: 70_000 }))
    const [without, with_] = [play(load), play({ ...load, hanging })]
    const longer = [...without].map(([one, waited]) =>
      hung.some((route) => one.startsWith(`${route} `)) ? 0 : (with_.get(one) ?? Number.POSITIVE_INFINITY) - waited,
    )
    return Math.max(...longer)
  }

  for (const [what, orders] of loads)
    it.each([
      ['one route', ['a']],
      ['two routes', ['a', 'b']],
      ['three routes', ['a', 'b', 'c']],
    ])(`no healthy order waits over two seconds longer: ${what}, %s`, (_, hung) => {
      for (const seed of [1, 2, 3]) expect(worst(orders, hung, seed)).toBeLessThanOrEqual(2_000)
    })
})
