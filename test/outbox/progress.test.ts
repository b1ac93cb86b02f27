import { describe, expect, it } from 'vitest'
import type { AttemptResult } from '../../src/model/attempt-result.ts'
import { type Lease, type LeaseRules, leaseDelivery } from '../../src/outbox/queue.ts'
import { pause, pauseOf, resume } from '../../src/outbox/route/pause.ts'
import { nodeCiphers } from '../../src/platform/ciphers.ts'
import { alertRules } from '../../src/profile/alert-rules.ts'
import type { DispatchPorts } from '../../src/steps/dispatch-ports.ts'
import { record } from '../../src/steps/record.ts'
import { render } from '../../src/steps/render.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { fakeSecrets } from '../fakes/secrets.ts'

const rules: LeaseRules = {
  ...{
    route: 'erp',
    destination: 'http erp',
    ranges: { control: null, group: null },
    leaseMs: 40_000,
    maxAgeMs: 1e9,
    whenUncertain: 'resend',
  },
  dateAt: (moment) => new Date(moment).toISOString().slice(0, 10),
}
const later: AttemptResult = {
  outcome: 'deferred',
  phase: 'write',
  reached: 'maybe',
  note: 'One is greylisted.',
  progress: { accepted: ['a'] },
}
const unsecured: AttemptResult = {
  outcome: 'deferred',
  phase: 'write',
  reached: 'no',
  securing: true,
  note: 'Nobody signed it.',
}

function ports(test: TestOutbox): DispatchPorts {
  const { sql, clock, wire, supplier } = test
  const mail = async (): Promise<void> => {}
  const quiet = {
    name: 'fresco',
    alerts: alertRules({ suppliers: {} }, ''),
    secrets: fakeSecrets({}),
    needsProbe: () => false,
    buckets: { get: () => undefined },
    ciphers: nodeCiphers,
    certificates: { get: () => undefined },
    tokens: new Map(),
  }
  return { ...quiet, sql, clock, wire, supplier, mail, random: () => 0.5, newId: () => crypto.randomUUID() }
}

/** Starts the next attempt, after the longest wait. */
function next(test: TestOutbox): Lease {
  test.clock.advance(3_600_000)
  const { lease } = leaseDelivery(test.sql, rules, test.clock.now())
  if (!lease) throw new Error('A lease was due.')
  return lease
}

describe('progress', () => {
  it('comes back with the next try, and stays where that has none of its own', async () => {
    const test = testOutbox()
    test.accept()
    const first = next(test)
    expect((await render(first, ports(test))).progress).toBeNull()
    record(later, first, ports(test))
    const second = next(test)
    expect((await render(second, ports(test))).progress).toEqual({ accepted: ['a'] })
    record({ outcome: 'uncertain', phase: 'write', note: 'Cut.' }, second, ports(test))
    expect((await render(next(test), ports(test))).progress).toEqual({ accepted: ['a'] })
  })
})

describe('a refusal from before a person mended the route', () => {
  it('is tried again, and keeps what its transport must know', async () => {
    const test = testOutbox()
    test.accept()
    const lease = next(test)
    pause(test.sql, 'erp', null, 'Wrong password.', test.clock.now())
    test.clock.advance(1_000)
    resume(test.sql, 'erp', test.clock.now())
    const progress = { accepted: ['a'] }
    record(
      { outcome: 'refused', phase: 'write', reached: 'no', routeWide: true, note: 'Wrong password.', progress },
      lease,
      ports(test),
    )
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
    expect((await render(next(test), ports(test))).progress).toEqual(progress)
  })
})

describe('a parcel', () => {
  it('says whether an earlier try may have arrived, even one that was cut short on our side', async () => {
    for (const [receipt, arrived] of [
      [unsecured, false],
      [later, true],
      [null, true],
    ] as const) {
      const test = testOutbox()
      test.accept()
      const first = next(test)
      expect((await render(first, ports(test))).mayHaveArrived).toBe(false)
      if (receipt) record(receipt, first, ports(test))
      expect((await render(next(test), ports(test))).mayHaveArrived).toBe(arrived)
    }
  })
})

describe('a line that cannot be secured', () => {
  const endOf = (receipts: readonly AttemptResult[]) => {
    const test = testOutbox()
    test.accept()
    for (const receipt of receipts) record(receipt, next(test), ports(test))
    return { state: test.deliveries(), paused: pauseOf(test.sql, 'erp')?.reason ?? null }
  }

  it('pauses the route after three times running', () => {
    expect(endOf([unsecured, unsecured])).toEqual({ state: ['erp v1 deferred no'], paused: null })
    expect(endOf([unsecured, unsecured, unsecured])).toEqual({
      state: ['erp v1 refused no'],
      paused: 'The line could not be secured 3 times running. The last: Nobody signed it.',
    })
  })

  it('is forgotten once another try got further', () => {
    const busy: AttemptResult = { outcome: 'deferred', phase: 'write', reached: 'no', note: 'Busy.' }
    expect(endOf([unsecured, unsecured, busy, unsecured, unsecured]).paused).toBeNull()
  })
})

describe("a mail over Cloudflare's sending", () => {
  const route = {
    name: 'desk',
    document: DESK_MAIL,
    transport: { kind: 'email' },
    retry: { delaysSeconds: [5] },
  }

  /** Only a failure takes the whole time. */
  const WAIT = { timeout: 30_000 }

  it('is sent again after a failure that tells nothing, and stored as it was', async () => {
    const subjects: string[] = []
    const mail: DispatchPorts['mail'] = async ({ subject }) => {
      subjects.push(subject)
      if (subjects.length === 1) throw Object.assign(new Error('x'), { code: 'E_INTERNAL_SERVER_ERROR' })
    }
    const test = testOutbox({ supplier: supplierWith({ routes: [route] }), ports: { mail } })
    test.accept()
    await expect.poll(() => test.work().then(() => test.deliveries()), WAIT).toEqual(['desk v1 uncertain maybe'])
    const before = test.outbox.document('order-1', 'desk', null)
    await expect.poll(() => test.pass(10_000).then(() => test.deliveries()), WAIT).toEqual(['desk v1 delivered yes'])
    expect(test.outbox.document('order-1', 'desk', null)).toEqual(before)
    expect(subjects).toEqual([subjects[0], subjects[0]])
  })
})
