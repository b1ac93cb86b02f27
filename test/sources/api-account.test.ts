import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AccountState,
  grant,
  NEW_ACCOUNT,
  readAccount,
  settle,
  storedAccount,
  WINDOW_MS,
} from '../../src/sources/api-account.ts'

const wish = { perMinute: 3, requestMs: 20_000, patienceMs: 600_000 }

describe('the state of an account', () => {
  const state: AccountState = { ...NEW_ACCOUNT, lastTicket: 7 }

  it('is read as it was stored, also before formats had numbers', () => {
    expect(readAccount(undefined)).toEqual({ ok: true, value: NEW_ACCOUNT })
    expect(readAccount(state)).toEqual({ ok: true, value: state })
    expect(readAccount(storedAccount(state))).toEqual({ ok: true, value: state })
  })

  it('is refused in words when a newer gateway wrote it', () => {
    expect(readAccount({ ...state, format: 2 })).toEqual({
      ok: false,
      error: expect.stringContaining('It has format 2, and this version knows formats up to 1 only.'),
    })
  })
})

describe('the turns at an account', () => {
  it('are free up to the limit, and then come a whole window after the first has surely arrived', () => {
    let state: AccountState = NEW_ACCOUNT
    const waits: number[] = []
    for (let at = 0; at < 4; at++) {
      const [next, { waitMs, ticket }] = grant(state, wish, 1_000)
      state = settle(next, { done: at === 0 && ticket !== null ? [ticket] : [], pauseMs: 0 }, 2_000)
      waits.push(waitMs)
    }
    // The first request ended at 2,000, so the fourth request is sent at 62,000.
    expect(waits).toEqual([0, 0, 0, 61_000])
  })

  it('are not given to who can’t wait so long, and then cost nothing', () => {
    let state: AccountState = NEW_ACCOUNT
    for (let at = 0; at < 3; at++) state = grant(state, wish, 0)[0]
    const [after, refused] = grant(state, { ...wish, patienceMs: 10 }, 0)
    expect(refused).toEqual({ ticket: null, waitMs: 85_000 })
    expect(after.slots).toHaveLength(3)
  })

  it('come after the pause that was asked for, a day at most', () => {
    const paused = settle(NEW_ACCOUNT, { done: [], pauseMs: 30_000 }, 0)
    expect(grant(paused, wish, 10_000)[1].waitMs).toBe(20_000)
    expect(settle(NEW_ACCOUNT, { done: [], pauseMs: 1e15 }, 0).notBefore).toBe(86_400_000)
  })

  /** Concurrent runs, requests of any length, and missing reports, as Apicbase sees the requests. */
  it('never let more through any window than the limit, whatever runs side by side', () => {
    const request = fc.record({
      after: fc.nat(5_000),
      travels: fc.nat(20_000),
      /** When the end is reported; null: the run died. */
      reported: fc.option(fc.nat(3_000), { nil: null }),
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(request, { minLength: 1, maxLength: 60 }),
        (perMinute, all) => {
          let state: AccountState = NEW_ACCOUNT
          let now = 0
          const arrivals: number[] = []
          const reports: { at: number; ticket: number }[] = []
          for (const { after, travels, reported } of all) {
            now += after
            for (const { at, ticket } of reports.filter((one) => one.at <= now))
              state = settle(state, { done: [ticket], pauseMs: 0 }, at)
            const [next, { ticket, waitMs }] = grant(state, { ...wish, perMinute, patienceMs: 1e9 }, now)
            state = next
            const arrives = now + waitMs + travels
            arrivals.push(arrives)
            if (reported !== null && ticket !== null) reports.push({ at: arrives + reported, ticket })
          }
          arrivals.sort((a, b) => a - b)
          for (const [index, at] of arrivals.entries()) {
            const before = arrivals[index - perMinute]
            if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(WINDOW_MS)
          }
        },
      ),
    )
  })
})
