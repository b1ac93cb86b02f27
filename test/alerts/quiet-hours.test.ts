import { describe, expect, it } from 'vitest'
import { quietHoursEnd } from '../../src/alerts/quiet-hours.ts'
import type { QuietHours } from '../../src/profile/alert-settings.ts'

const ZONE = 'Europe/Brussels'
const NIGHTS: QuietHours = { from: '20:00', to: '07:00' }
const WEEKEND: QuietHours = { from: '00:00', to: '00:00', days: ['sat', 'sun'] }
const at = (iso: string): number => Date.parse(iso)
const ends = (iso: string, ...quiet: QuietHours[]): string =>
  new Date(quietHoursEnd(at(iso), quiet, ZONE)).toISOString().slice(0, 16)

describe('quiet hours', () => {
  it('leave the day alone', () => {
    expect(ends('2026-11-24T12:00Z', NIGHTS)).toBe('2026-11-24T12:00')
    expect(ends('2026-11-24T18:59Z', NIGHTS)).toBe('2026-11-24T18:59')
  })

  it('end in the morning, on the supplier’s clock, on both sides of midnight', () => {
    expect(ends('2026-11-24T19:00Z', NIGHTS)).toBe('2026-11-25T06:00')
    expect(ends('2026-11-25T02:00Z', NIGHTS)).toBe('2026-11-25T06:00')
    expect(ends('2026-11-25T06:00Z', NIGHTS)).toBe('2026-11-25T06:00')
  })

  it('on some days begin on those days only', () => {
    const fridays: QuietHours = { ...NIGHTS, days: ['fri'] }
    expect(ends('2026-11-27T20:00Z', fridays)).toBe('2026-11-28T06:00')
    expect(ends('2026-11-28T05:00Z', fridays)).toBe('2026-11-28T06:00')
    expect(ends('2026-11-28T20:00Z', fridays)).toBe('2026-11-28T20:00')
  })

  it('that follow upon each other are one', () => {
    expect(ends('2026-11-27T20:00Z', NIGHTS, WEEKEND)).toBe('2026-11-30T06:00')
  })

  it('keep to the clock on the wall when it is put back', () => {
    expect(ends('2026-10-24T20:00Z', NIGHTS)).toBe('2026-10-25T06:00')
    expect(ends('2026-10-23T20:00Z', NIGHTS)).toBe('2026-10-24T05:00')
  })

  it('that never end keep nobody waiting for ever', () => {
    const always: QuietHours = { from: '00:00', to: '00:00' }
    expect(quietHoursEnd(at('2026-11-24T12:00Z'), [always], ZONE)).toBeLessThan(at('2026-12-10T00:00Z'))
  })
})
