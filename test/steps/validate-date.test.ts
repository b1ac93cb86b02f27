import { describe, expect, it } from 'vitest'
import { supplierWith } from '../fakes/orders.ts'
import { NOON, posted, refused, supplier, taken } from './judged-order.ts'

describe('a day of ordering without a time', () => {
  it.each(['Europe/Brussels', 'America/New_York', 'Pacific/Auckland', 'Africa/Cairo'])(
    'is that day in %s',
    (timeZone) => {
      const { orderedOn } = taken(posted({ ordered_on: '2026-04-24' }, supplierWith({ timeZone }))).order
      expect(orderedOn.date).toBe('2026-04-24')
    },
  )
})

describe('a delivery date', () => {
  const date = (written: unknown, settings = supplier, now = NOON) =>
    taken(posted({ expected_delivery_date: written }, settings, now)).order.deliveryDate

  it.each([
    ['2026-11-26', '2026-11-26'],
    ['2026-11-26T00:00:00', '2026-11-26'],
    ['2026-11-26T00:00:00Z', '2026-11-26'],
    ['2026-11-26T00:00:00.000000Z', '2026-11-26'],
    ['2026-11-26T00:00:00+02:00', '2026-11-26'],
    ['2026-11-26T00:00:00-11:00', '2026-11-26'],
    ['2026-11-25T23:00:00Z', '2026-11-26'],
    ['2026-11-25T22:59:59Z', '2026-11-25'],
    ['2026-11-26 07:30', '2026-11-26'],
    ['2026-11-26T23:30:00Z', '2026-11-27'],
    ['2026-07-01T22:00:00Z', '2026-07-02'],
    ['2028-02-29', '2028-02-29'],
    [null, null],
  ])('%s is %s in Brussels', (written, expected) => {
    expect(date(written, supplier, Date.UTC(2026, 5, 1))).toBe(expected)
  })

  it('without a zone is read in the zone of the source', () => {
    const brussels = supplierWith({ source: { zone: 'Europe/Brussels' } })
    expect(date('2026-11-26T23:30:00', brussels)).toBe('2026-11-26')
    expect(date('2026-11-26T23:30:00', supplier)).toBe('2026-11-27')
    expect(date('2026-11-26T00:30:00', brussels)).toBe('2026-11-26')
  })

  it.each([
    ...['2026-02-29', '2026-13-01', '2026-11-31', '2026-11-26T24:00:00Z', '2026-11-26T10:60', '26-11-2026'],
    ...['2026-11-26T10', 'tomorrow', '', '2026-11-26T10:00:00+15:00', '02026-11-26', '2026-11-26TZ', '20261126'],
  ])('that is in no calendar is refused: %s', (written) => {
    expect(refused(posted({ expected_delivery_date: written })).problems).toEqual([
      'expected_delivery_date date-impossible',
    ])
  })

  it('is past only when the day is over at the supplier', () => {
    const evening = Date.UTC(2026, 10, 24, 22, 59, 59)
    expect(date('2026-11-24', supplier, evening)).toBe('2026-11-24')
    const past = posted({ expected_delivery_date: '2026-11-24' }, supplier, evening + 1_000)
    expect(refused(past).problems).toEqual(['expected_delivery_date date-past'])
    const auckland = supplierWith({ timeZone: 'Pacific/Auckland' })
    expect(refused(posted({ expected_delivery_date: '2026-11-24' }, auckland, NOON)).problems).toEqual([
      'expected_delivery_date date-past',
    ])
    const honolulu = supplierWith({ timeZone: 'Pacific/Honolulu' })
    expect(date('2026-11-24', honolulu, Date.UTC(2026, 10, 25, 9))).toBe('2026-11-24')
  })

  it('that is past is told beside whatever else is wrong, and not at all where nobody is there to hear it', () => {
    const wrong = { expected_delivery_date: '2020-01-01', packages: [] }
    expect(refused(posted(wrong)).problems.sort()).toEqual(['expected_delivery_date date-past', 'packages no-lines'])
    expect(taken(posted({ expected_delivery_date: '2020-01-01' }, supplier, null)).order.deliveryDate).toBe(
      '2020-01-01',
    )
  })
})

describe('a time of delivery', () => {
  const when = (written: string, settings = supplier, now = Date.UTC(2026, 5, 1)) => {
    const { deliveryDate, deliveryTime } = taken(
      posted({ expected_delivery_date: written, supplier_customer_number: 'C-77' }, settings, now),
    ).order
    return [deliveryDate, ...(deliveryTime ? [deliveryTime.time, deliveryTime.offset] : [])]
  }

  it.each([
    ['2026-11-26T09:30:00+01:00', ['2026-11-26', '09:30', '+01:00']],
    ['2026-11-26T08:30:00Z', ['2026-11-26', '09:30', '+01:00']],
    ['2026-11-26T08:30:59.999999Z', ['2026-11-26', '09:30', '+01:00']],
    ['2026-07-02T08:30:00Z', ['2026-07-02', '10:30', '+02:00']],
    ['2026-11-26T23:30:00Z', ['2026-11-27', '00:30', '+01:00']],
    ['2026-11-26T00:00:00Z', ['2026-11-26']],
    ['2026-11-25T23:00:00Z', ['2026-11-26']],
    ['2026-11-25T23:00:59Z', ['2026-11-26']],
    ['2026-11-26', ['2026-11-26']],
  ])('%s is %j in Brussels', (written, expected) => {
    expect(when(written)).toEqual(expected)
  })

  it('is on the clock of the customer, where the customer has another zone than the supplier', () => {
    const london = supplierWith({
      timeZone: 'Europe/London',
      customers: [{ customer: 'C-77', timeZone: 'Europe/Brussels' }],
    })
    expect(when('2026-11-25T23:00:00Z', london)).toEqual(['2026-11-26'])
    expect(when('2026-11-26T08:30:00Z', london)).toEqual(['2026-11-26', '09:30', '+01:00'])
  })

  it('leaves the day to the customer: it is past when it is over there', () => {
    const brussels = supplierWith({ customers: [{ customer: 'C-77', timeZone: 'America/New_York' }] })
    const night = Date.UTC(2026, 10, 25, 2, 0, 0)
    expect(when('2026-11-24', brussels, night)).toEqual(['2026-11-24'])
    expect(refused(posted({ expected_delivery_date: '2026-11-24' }, supplier, night)).problems).toEqual([
      'expected_delivery_date date-past',
    ])
  })
})
