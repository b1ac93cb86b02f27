import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localMoment } from '../../src/model/local-time.ts'
import { windowsSince } from '../../src/profile/statement-window.ts'

const at = (text: string): number => Date.parse(text)

describe('the windows of daily statements', () => {
  it('end at the same time of day, and leave no moment out', () => {
    expect(windowsSince(at('2026-11-24T09:00:00Z'), at('2026-11-26T17:00:00Z'), '18:00', 'Europe/Brussels')).toEqual([
      { date: '2026-11-24', from: at('2026-11-24T09:00:00Z'), to: at('2026-11-24T17:00:00Z') },
      { date: '2026-11-25', from: at('2026-11-24T17:00:00Z'), to: at('2026-11-25T17:00:00Z') },
      { date: '2026-11-26', from: at('2026-11-25T17:00:00Z'), to: at('2026-11-26T17:00:00Z') },
    ])
  })

  it('are 25 and 23 hours long when the clock changes', () => {
    const hours = (from: string, to: string) =>
      windowsSince(at(from), at(to), '18:00', 'Europe/Brussels').map((one) => (one.to - one.from) / 3_600_000)
    expect(hours('2026-10-23T16:00:00Z', '2026-10-26T17:00:00Z')).toEqual([24, 25, 24])
    expect(hours('2027-03-26T17:00:00Z', '2027-03-29T16:00:00Z')).toEqual([24, 23, 24])
  })

  it('follow each other whatever the zone, the time and the moment', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('UTC', 'Europe/Brussels', 'America/St_Johns', 'Asia/Kolkata', 'Australia/Lord_Howe'),
        fc.constantFrom('00:00', '02:30', '18:00', '23:59'),
        fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-01T00:00:00Z') }),
        fc.integer({ min: 0, max: 10 * 86_400_000 }),
        (zone, time, last, span) => {
          const windows = windowsSince(last, last + span, time, zone)
          let from = last
          for (const one of windows) {
            expect(one.from).toBe(from)
            expect(one.to).toBeGreaterThan(one.from)
            expect(localMoment(one.to, zone).date).toBe(one.date)
            from = one.to
          }
          expect(new Set(windows.map(({ date }) => date)).size).toBe(windows.length)
          expect(last + span - from).toBeLessThanOrEqual(25 * 3_600_000)
        },
      ),
    )
  })
})
