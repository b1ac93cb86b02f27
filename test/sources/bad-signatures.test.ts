import { describe, expect, it } from 'vitest'
import type { Alert } from '../../src/alerts/alert.ts'
import { type AlertKind, rulesOf } from '../../src/alerts/kinds.ts'
import { type BadSignatureCounts, createBadSignatureCounter } from '../../src/sources/bad-signatures.ts'
import { manualClock } from '../fakes/clock.ts'
import { supplierWith } from '../fakes/orders.ts'

const MINUTE = 60_000

function door(quiet?: { from: string; to: string }) {
  const clock = manualClock()
  const told: Alert[] = []
  const counts: BadSignatureCounts = new Map()
  const points: string[] = []
  const alerts = { url: 'OPS_WEBHOOK_URL', ...(quiet ? { quietHours: quiet } : {}) }
  const strangers = createBadSignatureCounter({
    counts,
    clock,
    gateway: { alerts, suppliers: { fresco: supplierWith() } },
    tell: (alert) => void told.push(alert),
    point: (name, at) => void points.push(at === 'webhooks' ? name : `${at} ${name}`),
  })
  return { clock, told, strangers, counts, points }
}

describe('posts with a wrong signature', () => {
  it('are not worth a word while they are few, or far between', () => {
    const { clock, told, strangers } = door()
    for (let at = 0; at < 200; at++) {
      strangers.countRejected('fresco', 'webhooks')
      clock.advance(MINUTE)
    }
    expect(told).toEqual([])
  })

  it('are each counted where all instances count, under the name of a supplier that exists', () => {
    const { strangers, points } = door()
    for (const name of ['fresco', 'nobody', 'constructor', 'fresco']) strangers.countRejected(name, 'webhooks')
    expect(points).toEqual(['fresco', 'fresco'])
  })

  it('are told in numbers when there are many, once an hour while they go on, and when they have ended', () => {
    const { clock, told, strangers, counts } = door()
    for (let at = 0; at < 1_000; at++) {
      strangers.countRejected('fresco', 'webhooks')
      clock.advance(5_000)
      strangers.look()
    }
    expect(told.map(({ text }) => text.slice(0, 135))).toEqual([
      expect.stringMatching(/their signature is wrong: 20 since Tuesday 24 November at 10:00, at one instance of/),
      expect.stringMatching(/their signature is wrong: 740 since Tuesday 24 November at 10:00/),
    ])
    clock.advance(61 * MINUTE)
    strangers.look()
    expect(told.slice(2)).toMatchObject([{ kind: 'resolved', of: 'bad-signatures', count: 1_000 }])
    expect(told[2]?.text).toMatch(
      /^Requests with a wrong signature: none since 11:23\. It began: 10:00, 1000 times in all\.$/,
    )
    expect(new Set(told.map(({ id }) => id)).size).toBe(3)
    expect(counts.size).toBe(0)
  })

  it.each(['webhooks', 'api'] as const)('at /%s end when the reference says that their incident ends', (at) => {
    const { clock, told, strangers } = door()
    for (let times = 0; times < 20; times++) strangers.countRejected('fresco', at)
    const hours = rulesOf(told[0]?.kind as AlertKind).resolvesWhen as number
    clock.advance(hours * 60 * MINUTE - 1)
    strangers.look()
    expect(told).toHaveLength(1)
    clock.advance(1)
    strangers.look()
    expect(told[1]).toMatchObject({ kind: 'resolved', of: told[0]?.kind })
  })

  it('of another day are a new incident, also at an instance that no cron visits', () => {
    const { clock, told, strangers } = door()
    for (let at = 0; at < 20; at++) strangers.countRejected('fresco', 'webhooks')
    expect(told).toHaveLength(1)
    clock.advance(3 * 24 * 60 * MINUTE)
    strangers.countRejected('fresco', 'webhooks')
    expect(told.slice(1)).toMatchObject([{ kind: 'resolved', count: 20 }])
  })

  it('wait for the end of quiet hours', () => {
    const { clock, told, strangers } = door({ from: '09:00', to: '12:00' })
    for (let at = 0; at < 50; at++) strangers.countRejected('fresco', 'webhooks')
    expect(told).toEqual([])
    clock.advance(121 * MINUTE)
    for (let at = 0; at < 50; at++) strangers.countRejected('fresco', 'webhooks')
    expect(told).toHaveLength(1)
  })

  it('for a supplier that does not exist are not counted at all', () => {
    const { told, strangers, counts } = door()
    for (let at = 0; at < 50; at++) strangers.countRejected('nobody', 'webhooks')
    expect([told, counts.size]).toEqual([[], 0])
  })
})

describe('requests with a wrong token, or a wrong signature over AS2', () => {
  const ENTRY_POINTS = ['api', 'mailbox', 'acknowledgements', 'as2'] as const

  it.each(ENTRY_POINTS)('at /%s are told in numbers when there are many, and when they have ended', (at) => {
    const { clock, told, strangers, points } = door()
    for (let times = 0; times < 25; times++) {
      strangers.countRejected('fresco', at)
      clock.advance(5_000)
    }
    expect(points).toEqual(Array(25).fill(`${at} fresco`))
    expect(told).toMatchObject([{ kind: 'access', cause: at, supplier: 'fresco' }])
    expect(told[0]?.text).toContain(`Requests to /${at} were refused`)
    clock.advance(61 * MINUTE)
    strangers.look()
    expect(told[1]).toMatchObject({ kind: 'resolved', of: 'access', cause: at, count: 25 })
  })

  it('are counted apart from each other', () => {
    const { told, strangers } = door()
    for (let times = 0; times < 19; times++) for (const at of ENTRY_POINTS) strangers.countRejected('fresco', at)
    expect(told).toEqual([])
  })
})
