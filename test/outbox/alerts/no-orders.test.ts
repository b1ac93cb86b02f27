import { describe, expect, it } from 'vitest'
import { localMoment, weekdayOf } from '../../../src/model/local-time.ts'
import { findSilence, type SilenceRules } from '../../../src/outbox/alerts/no-orders.ts'
import { countTraffic, HOUR_MS } from '../../../src/outbox/alerts/traffic.ts'
import type { Alerts } from '../../../src/profile/alert-settings.ts'
import { alertsWith } from '../../fakes/alerts.ts'
import { MORNING } from '../../fakes/clock.ts'
import { ERP, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { seededRandom } from '../../fakes/random.ts'
import { status } from '../../fakes/wire.ts'

const DAY = 24 * HOUR_MS
const RULES: SilenceRules = { limitHours: null, learned: true, zone: 'Europe/Brussels', holidays: [] }

/** Adds `perHour` orders in each hour from eight to six, on `days` of the weeks before `until`. */
function traffic(weeks: number, perHour: number, until = MORNING, days: readonly number[] = [1, 2, 3, 4, 5]) {
  const hours = new Map<number, number>()
  for (let hour = Math.floor(until / HOUR_MS) - weeks * 168; hour < Math.floor(until / HOUR_MS); hour++) {
    const time = new Date(hour * HOUR_MS)
    // Brussels in winter.
    if (days.includes(time.getUTCDay()) && time.getUTCHours() >= 7 && time.getUTCHours() < 17) hours.set(hour, perHour)
  }
  return hours
}

describe('silence', () => {
  it('is unusual when the same hours brought many orders in every week before', () => {
    const known = { hours: traffic(6, 4), lastAt: MORNING }
    expect(findSilence(known, RULES, MORNING + 2 * HOUR_MS)).toBeNull()
    expect(findSilence(known, RULES, MORNING + 3 * HOUR_MS)).toEqual({
      says: 'silent-learned',
      last: '2026-11-24 10:00',
      weeks: '5',
      count: '12',
    })
  })

  it('is usual at night, and on days that never bring any', () => {
    const evening = MORNING + 8 * HOUR_MS
    expect(findSilence({ hours: traffic(6, 4), lastAt: evening }, RULES, evening + 14 * HOUR_MS)).toBeNull()
    const friday = MORNING + 3 * DAY + 8 * HOUR_MS
    expect(findSilence({ hours: traffic(6, 4, friday), lastAt: friday }, RULES, friday + 2.5 * DAY)).toBeNull()
    expect(findSilence({ hours: traffic(6, 4, friday), lastAt: friday }, RULES, friday + 2.9 * DAY)).not.toBeNull()
  })

  it('is not judged before four weeks are known', () => {
    expect(findSilence({ hours: traffic(3, 40), lastAt: MORNING }, RULES, MORNING + 8 * HOUR_MS)).toBeNull()
    expect(findSilence({ hours: new Map(), lastAt: MORNING }, RULES, MORNING + 8 * HOUR_MS)).toBeNull()
  })

  it('of one week that was silent too is usual', () => {
    const hours = traffic(6, 4)
    for (let hour = Math.floor(MORNING / HOUR_MS) - 336; hour < Math.floor(MORNING / HOUR_MS) - 320; hour++)
      hours.delete(hour)
    expect(findSilence({ hours, lastAt: MORNING }, RULES, MORNING + 6 * HOUR_MS)).toBeNull()
  })

  it('goes by the clock on the wall, whatever it was put forward or back between', () => {
    const monday = Date.UTC(2026, 10, 2, 7)
    const hours = new Map<number, number>()
    for (let week = 1; week <= 5; week++) {
      // Eight to nine in the morning; Brussels put the clock back on 25 October.
      const day = monday - week * 7 * DAY - (week >= 2 ? HOUR_MS : 0)
      hours.set(day / HOUR_MS, 20)
    }
    expect(findSilence({ hours, lastAt: monday }, RULES, monday + HOUR_MS)).toMatchObject({ weeks: '5', count: '20' })
    expect(findSilence({ hours, lastAt: monday + HOUR_MS }, RULES, monday + 2 * HOUR_MS)).toBeNull()
  })

  it('on a holiday is nothing to wonder at', () => {
    const holidays = ['2026-11-24']
    const known = { hours: traffic(6, 4), lastAt: MORNING }
    expect(findSilence(known, { ...RULES, holidays }, MORNING + 6 * HOUR_MS)).toBeNull()
  })

  it('past a fixed limit is told, however usual', () => {
    const known = { hours: new Map<number, number>(), lastAt: MORNING }
    const limited = { ...RULES, limitHours: 6 }
    expect(findSilence(known, limited, MORNING + 6 * HOUR_MS - 1)).toBeNull()
    expect(findSilence(known, limited, MORNING + 6 * HOUR_MS)).toEqual({
      says: 'silent-limit',
      last: '2026-11-24 10:00',
      hours: '6',
    })
    expect(
      findSilence({ hours: traffic(6, 4), lastAt: MORNING }, { ...RULES, learned: false }, MORNING + DAY),
    ).toBeNull()
  })

  it('is told by mistake less than once in a year of an ordinary shop', () => {
    const random = seededRandom(11)
    let told = 0
    const hours = new Map<number, number>()
    const arrivals: number[] = []
    const begun = MORNING - 52 * 7 * DAY
    // A hundred orders a working day, at random over ten hours.
    for (let at = begun; at < MORNING; at += (-Math.log(1 - random()) * HOUR_MS) / 10) {
      const { date, time } = localMoment(at, RULES.zone)
      const works = !['sat', 'sun'].includes(weekdayOf(date)) && time >= '08' && time < '18'
      if (works) arrivals.push(at)
    }
    let next = 0
    for (let now = begun; now < MORNING; now += HOUR_MS) {
      for (; (arrivals[next] ?? Number.POSITIVE_INFINITY) <= now; next++) {
        const hour = Math.floor((arrivals[next] ?? 0) / HOUR_MS)
        hours.set(hour, (hours.get(hour) ?? 0) + 1)
      }
      const lastAt = arrivals[next - 1]
      if (lastAt !== undefined && findSilence({ hours, lastAt }, RULES, now) !== null) told++
    }
    expect(told).toBeLessThanOrEqual(4)
  })
})

describe('an outbox', () => {
  const silence = (settings: Alerts['noOrders']) => alertsWith(settings ? { noOrders: settings } : {})

  it('counts orders once, hour by hour, and looks only now and then', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    for (let at = 0; at < 30; at++) {
      test.accept({ orderId: `order-${at}`, deliveryDate: null })
      await test.pass(10 * 60_000)
    }
    test.clock.advance(HOUR_MS)
    test.outbox.wake()
    const counted = () => [...countTraffic(test.sql, test.clock.now()).hours.values()]
    const sum = () => counted().reduce((all, orders) => all + orders, 0)
    expect([sum(), counted()]).toEqual([30, [6, 6, 6, 6, 6]])
    for (let at = 30; at < 90; at++) test.accept({ orderId: `order-${at}`, deliveryDate: null })
    expect([sum(), sum()]).toEqual([90, 90])
    expect(test.sql.all('SELECT sum(orders) AS n FROM traffic')).toEqual([{ n: 90 }])
  })

  it('stores no count for an order that comes alone', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.outbox.wake()
    for (let at = 0; at < 5; at++) {
      test.accept({ orderId: `order-${at}` })
      await test.pass(HOUR_MS)
    }
    expect(test.sql.all('SELECT * FROM traffic')).toEqual([])
  })

  it('hears an order when it is accepted, however long ago it was refused first', async () => {
    const test = testOutbox({ supplier: supplierWith(), ports: { alerts: silence({ hours: 2, learned: false }) } })
    test.wire.answers(ERP, status(200))
    test.outbox.keepRefused({ orderId: 'a', orderNumber: 'A', customer: 'C', body: new Uint8Array(1), problems: '[]' })
    for (let hour = 0; hour < 24; hour++) {
      test.accept({ orderId: hour === 12 ? 'a' : `order-${hour}`, deliveryDate: null })
      await test.pass(HOUR_MS)
      test.outbox.wake()
      await test.work()
    }
    expect(test.alerts).toEqual([])
  })

  it('tells of silence once, and that it is over when an order comes', async () => {
    const test = testOutbox({ supplier: supplierWith(), ports: { alerts: silence({ hours: 2, learned: true }) } })
    test.wire.answers(ERP, status(200))
    test.outbox.wake()
    for (let quarter = 0; quarter < 12; quarter++) {
      await test.pass(HOUR_MS / 4)
      test.outbox.wake()
    }
    await test.work()
    expect(test.alerts).toMatchObject([{ kind: 'no-orders', text: expect.stringContaining('the limit is 2 hours.') }])
    test.accept()
    await test.pass(HOUR_MS / 4)
    test.outbox.wake()
    await test.pass(2 * 60_000)
    expect(test.alerts.slice(1)).toMatchObject([{ kind: 'resolved', of: 'no-orders' }])
  })
})
