import type { Alert } from '../../src/alerts/alert.ts'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { err, ok } from '../../src/model/result.ts'
import { directAlert } from '../../src/outbox/alerts/direct-alert.ts'
import { createBadSignatureCounter, type EntryPoint } from '../../src/sources/bad-signatures.ts'
import { openRemovedOutbox } from '../../src/supplier/removed-outbox.ts'
import { alertRemovedSuppliers } from '../../src/supplier/removed-suppliers.ts'
import { alertsWith } from '../fakes/alerts.ts'
import { MORNING, manualClock } from '../fakes/clock.ts'
import { guardedOutbox } from '../fakes/guarded-outbox.ts'
import { ERP, supplierWith } from '../fakes/orders.ts'
import { settled, testOutbox } from '../fakes/outbox.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { status } from '../fakes/wire.ts'
import { course, DAY, discard, HOUR, MINUTE, place, type Trouble } from './troubles.ts'
import { badSecret, expiry, numbers, silence, storageFull } from './watches.ts'

const serverError = (): Response => new Response('<h1>Server Error</h1>', { status: 500 })
const asItIs = (response: Response): Response => response

/** Requests without valid access, at one of the gateway's endpoints. */
const strangersAt =
  (at: EntryPoint) =>
  async (language: string): Promise<readonly Alert[]> => {
    const [clock, told] = [manualClock(), [] as Alert[]]
    const strangers = createBadSignatureCounter({
      counts: new Map(),
      clock,
      gateway: { alerts: { url: 'OPS_WEBHOOK_URL' }, suppliers: { fresco: supplierWith({ language }) } },
      tell: (alert) => void told.push(alert),
      point: () => {},
    })
    for (let times = 0; times < 34; times++) {
      strangers.countRejected('fresco', at)
      clock.advance(5_000)
    }
    clock.advance(HOUR)
    strangers.look()
    return told
  }

async function wrongSecret(language: string): Promise<readonly Alert[]> {
  const test = testOutbox({ supplier: supplierWith({ language }) })
  for (let times = 0; times < 3; times++) test.outbox.addWrongSignature()
  await test.pass(25 * HOUR)
  return test.alerts
}

async function channel(language: string): Promise<readonly Alert[]> {
  const told: Alert[] = []
  let works = false
  const test = testOutbox({
    supplier: supplierWith({ language }),
    ports: {
      alerts: alertsWith({ mail: { from: 'gateway@a.example', to: ['desk@a.example'] } }),
      secrets: fakeSecrets({ FRESCO_WEBHOOK_SECRET: 'a-secret-of-sixteen-bytes' }),
      sendAlert: async ({ name }, alert) => {
        if (name === 'url' && !works) return err({ why: 'It answered 410.', alone: false })
        told.push(alert)
        return ok(null)
      },
    },
  })
  test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
  await test.pass(10 * MINUTE)
  works = true
  await test.pass(20 * MINUTE)
  return told.filter(({ id }, at) => told.findIndex((one) => one.id === id) === at)
}

/** A newer gateway wrote the storage; then the storage is restored. */
async function storage(language: string): Promise<readonly Alert[]> {
  const alerts: Alert[] = []
  const test = testOutbox({ supplier: supplierWith({ language }) })
  test.sql.all("INSERT INTO migrations (version, name, applied_at) VALUES (999, 'of tomorrow', 0)")
  const guarded = guardedOutbox(test, alerts)
  await settled()
  test.sql.all('DELETE FROM migrations WHERE version = 999')
  test.clock.advance(MINUTE)
  await guarded.outbox.alarm()
  await settled()
  return alerts
}

/**
 * A deploy removed a supplier with open orders. Only its outbox knows when they are settled, and no code asks that
 * outbox again.
 */
async function removed(language: string): Promise<readonly Alert[]> {
  const alerts: Alert[] = []
  const test = testOutbox()
  test.accept()
  const outbox = openRemovedOutbox({ ...test.ports, name: 'old' })
  const record = { supplier: 'old', storageId: '~1', account: null, jurisdiction: null }
  await alertRemovedSuppliers({
    configured: ['fresco'],
    records: { list: async () => [record], keep: async () => {} },
    outbox: () => ({ routes: async () => outbox.routes() }),
    clock: test.clock,
    async alert(supplier, occurrence) {
      const about = { id: 'removed', supplier, reader: supplierWith({ language }), publicUrl: null }
      return alerts.push(directAlert(occurrence, about)) > 0
    },
  })
  return alerts
}

/** Alerts that test/exports/archive-failures.test.ts gets for a bucket that fails, and then works again. */
const unarchived = course({
  happens: async ({ box }) => box.outbox.tell({ kind: 'archive', why: { says: 'archive-refused', bucket: 'ARCHIVE' } }),
  ends: ({ box }) => box.outbox.over({ kind: 'archive' }),
})

/** Alerts for an order that cannot be exported, until a mend of the gateway. */
const leftOut = course({
  settings: { maxAgeHours: 10_000, archive: { bucket: 'OLD' } },
  async happens({ box }) {
    box.wire.answers(ERP, status(200))
    box.accept()
    await box.pass(91 * DAY)
    box.sql.all("UPDATE versions SET source = x'00'")
    box.outbox.takeArchivable()
  },
  async ends({ box }) {
    box.sql.all("UPDATE versions SET source = 'webhook'")
    await box.pass(DAY)
    box.outbox.archived(box.outbox.takeArchivable())
    box.outbox.takeArchivable()
  },
})

/** Alerts that test/exports/break-glass.test.ts gets for a bucket that fails. */
const unplaced = course({
  happens: async ({ box }) =>
    box.outbox.tell({ kind: 'channel-failed', cause: 'break-glass', why: { says: 'bundle-refused', bucket: 'DESK' } }),
  ends: ({ box }) => box.outbox.over({ kind: 'channel-failed', cause: 'break-glass' }),
})

export const surroundings: readonly Trouble[] = [
  { name: 'bad-secret', kind: 'bad-secret', happen: badSecret },
  {
    name: 'order-api',
    kind: 'order-api',
    happen: course({
      happens: async ({ fake, poll, box }) => {
        fake.disturb = serverError
        for (let run = 0; run < 4; run++) {
          await poll()
          await box.pass(5 * MINUTE)
        }
      },
      ends: ({ fake, poll }) => {
        fake.disturb = asItIs
        return poll()
      },
    }),
  },
  {
    name: 'api-credentials',
    kind: 'api-credentials',
    happen: course({
      happens: ({ fake, poll }) => {
        fake.disturb = () => new Response(null, { status: 403 })
        return poll()
      },
      ends: ({ fake, poll }) => {
        fake.disturb = asItIs
        return poll()
      },
    }),
  },
  {
    name: 'missed-by-webhook',
    kind: 'missed-by-webhook',
    happen: course({
      happens: ({ fake, poll }) => {
        fake.book.place({ ...makeOrder(1, MORNING - HOUR, createDice(1)), order_number: 'PO-1' })
        return poll()
      },
      ends: ({ box }) => box.pass(DAY),
    }),
  },
  { name: 'no-orders', kind: 'no-orders', happen: silence },
  { name: 'expiring', kind: 'expiring', happen: expiry },
  { name: 'storage-full', kind: 'storage-full', cause: '90', happen: storageFull },
  { name: 'numbers', kind: 'numbers', happen: numbers },
  {
    name: 'clock-skew',
    kind: 'clock-skew',
    happen: course({
      happens: (gateway) => place(gateway, { ordered_on: '2026-11-24T10:02:00Z' }),
      ends: async (gateway) => {
        discard(gateway)
        await gateway.box.pass(DAY)
      },
    }),
  },
  {
    name: 'marking-failed',
    kind: 'marking-failed',
    happen: course({
      api: { marks: { fetched: true, body: { orders: ['{id}'], '{mark}': true } } },
      happens: async ({ fake, poll, mark }) => {
        fake.book.place({ ...makeOrder(1, MORNING - HOUR, createDice(1)), id: 'order-1' })
        await poll()
        await mark()
      },
      ends: ({ box }) => box.pass(DAY),
    }),
  },
  { name: 'bad-signatures', kind: 'bad-signatures', happen: strangersAt('webhooks') },
  { name: 'wrong-secret', kind: 'wrong-secret', happen: wrongSecret },
  { name: 'access', kind: 'access', happen: strangersAt('mailbox') },
  { name: 'channel-failed', kind: 'channel-failed', happen: channel },
  { name: 'break-glass', kind: 'channel-failed', cause: 'break-glass', happen: unplaced },
  { name: 'storage', kind: 'storage', happen: storage },
  { name: 'removed', kind: 'removed', happen: removed },
  { name: 'archive', kind: 'archive', happen: unarchived },
  { name: 'archive-order', kind: 'archive', cause: 'order', happen: leftOut },
]
