import { describe, expect, it } from 'vitest'
import { batchDeadline } from '../../src/profile/batch.ts'

const BRUSSELS = { timeZone: 'Europe/Brussels', maxAgeHours: 48, calendar: undefined }
const waiting = (since: string, more: { cutOff?: string; deliveryDate?: string } = {}) => ({
  dueSince: Date.parse(since),
  cutOff: more.cutOff === undefined ? null : Date.parse(more.cutOff),
  deliveryDate: more.deliveryDate ?? null,
})
const by = (...given: Parameters<typeof batchDeadline>): string =>
  new Date(batchDeadline(...given)).toISOString().slice(0, 16)

describe('an order that waits for others', () => {
  it('leaves when it has waited so long, or at the next set time, whichever comes first', () => {
    const batch = { minutes: 90, at: ['05:45', '11:00'] }
    expect(by(batch, BRUSSELS, waiting('2026-11-24T08:00Z'))).toBe('2026-11-24T09:30')
    expect(by(batch, BRUSSELS, waiting('2026-11-24T09:00Z'))).toBe('2026-11-24T10:00')
    expect(by({ at: ['05:45', '11:00'] }, BRUSSELS, waiting('2026-11-24T10:00Z'))).toBe('2026-11-25T04:45')
  })

  it("keeps to the supplier's clock when that is put forward or back", () => {
    const at = { at: ['02:30'] }
    expect(by(at, BRUSSELS, waiting('2026-03-28T12:00Z'))).toBe('2026-03-29T01:30')
    expect(by(at, BRUSSELS, waiting('2026-10-24T12:00Z'))).toBe('2026-10-25T00:30')
  })

  it('leaves ten minutes before people would be told that it has not left for its cut-off', () => {
    const supplier = { ...BRUSSELS, calendar: { warnMinutes: 60 } as never }
    const cutOff = '2026-11-24T12:00Z'
    expect(by({ at: ['23:00'] }, supplier, waiting('2026-11-24T08:00Z', { cutOff }))).toBe('2026-11-24T10:50')
    expect(by({ at: ['23:00'] }, supplier, waiting('2026-11-24T11:30Z', { cutOff }))).toBe('2026-11-24T11:30')
  })

  it('leaves at once where it was released after its cut-off, or its date', () => {
    const late = waiting('2026-11-24T13:00Z', { cutOff: '2026-11-24T12:00Z' })
    expect(by({ at: ['23:00'] }, BRUSSELS, late)).toBe('2026-11-24T13:00')
    const past = waiting('2026-11-24T08:00Z', { deliveryDate: '2026-11-23' })
    expect(by({ at: ['05:45'] }, BRUSSELS, past)).toBe('2026-11-24T08:00')
  })

  it('leaves before it would be held as stale, for its age or its date', () => {
    expect(by({ at: ['05:45'] }, { ...BRUSSELS, maxAgeHours: 2 }, waiting('2026-11-24T08:00Z'))).toBe(
      '2026-11-24T09:50',
    )
    const today = waiting('2026-11-24T08:00Z', { deliveryDate: '2026-11-24' })
    expect(by({ at: ['05:45'] }, BRUSSELS, today)).toBe('2026-11-24T22:50')
  })
})
