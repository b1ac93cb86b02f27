import { describe, expect, it } from 'vitest'
import { examine, isWell, type Ward } from '../src/health.ts'
import { beat } from '../src/heartbeat.ts'
import type { Pulse } from '../src/outbox/pulse.ts'
import { MORNING, manualClock } from './fakes/clock.ts'
import { ERP, supplierWith } from './fakes/orders.ts'
import { testOutbox } from './fakes/outbox.ts'
import { fakeSecrets } from './fakes/secrets.ts'
import { scriptedWire } from './fakes/wire.ts'

const MINUTE = 60_000
const WELL: Pulse = { overdueSince: null, polledAt: MORNING, pollFailures: 0, unsentSince: null }
const api = { clientId: 'API_ID', clientSecret: 'API_SECRET', since: '2026-11-01' }

const ward = (pulse: Partial<Pulse> = {}, more: Partial<Ward> = {}): Ward => ({
  gateway: { suppliers: { fresco: supplierWith({ api }) } },
  clock: manualClock(),
  pulse: async () => ({ ...WELL, ...pulse }),
  askSeen: async () => null,
  ...more,
})

const sick = async (given: Ward) => (await examine(given)).filter(({ ok }) => !ok).map(({ part }) => part)

describe('the health of the gateway', () => {
  it('is good when every part is', async () => {
    const parts = await examine(ward())
    expect(isWell(parts)).toBe(true)
    expect(parts.map(({ part }) => part)).toEqual(['storage', 'alarms', 'alerts', 'poll', 'seen'])
  })

  it.each([
    ['alarms', { overdueSince: MORNING - 11 * MINUTE }],
    ['alerts', { unsentSince: MORNING - 31 * MINUTE }],
    ['poll', { polledAt: MORNING - 61 * MINUTE }],
    ['poll', { polledAt: null, pollFailures: 3 }],
  ] as const)('names the sick part: %s', async (part, pulse) => {
    expect(await sick(ward(pulse))).toEqual([part])
  })

  it('tells of an outbox or a KV that fails', async () => {
    const fails = () => Promise.reject(new Error('down'))
    expect(await sick(ward({}, { pulse: fails }))).toEqual(['storage'])
    expect(await sick(ward({}, { askSeen: fails }))).toEqual(['seen'])
  })

  it('sees an alarm that was lost, until the cron wakes the outbox', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, () => new Response(null, { status: 503 }))
    test.accept()
    await test.pass(1_000)
    expect(test.outbox.pulse().overdueSince).toBeNull()
    test.clock.advance(11 * MINUTE)
    const overdue = test.outbox.pulse().overdueSince
    expect(
      await sick(
        ward(
          { overdueSince: overdue },
          { clock: test.clock, pulse: async () => ({ ...WELL, polledAt: null, overdueSince: overdue }) },
        ),
      ),
    ).toEqual(['alarms'])
    test.outbox.wake()
    await test.work()
    expect(test.outbox.pulse().overdueSince).toBeNull()
  })
})

describe('the heartbeat', () => {
  const secrets = fakeSecrets({ HEARTBEAT_URL: 'https://beats.example/ping' })
  const wireThat = (status: number) => {
    const wire = scriptedWire()
    wire.answers('https://beats.example/ping', () => new Response(null, { status }))
    return wire
  }

  it('is heard only while every part is well', async () => {
    const wire = wireThat(200)
    expect(await beat(await examine(ward()), 'HEARTBEAT_URL', { wire, secrets })).toBe('sent')
    expect(await beat(await examine(ward({ pollFailures: 3 })), 'HEARTBEAT_URL', { wire, secrets })).toBe('withheld')
  })

  it('is not sent where no address is set, and its failure is no fault of the gateway', async () => {
    const parts = await examine(ward())
    expect(await beat(parts, 'OTHER', { wire: wireThat(200), secrets })).toBe('withheld')
    expect(await beat(parts, 'HEARTBEAT_URL', { wire: wireThat(500), secrets })).toBe('failed')
  })
})
