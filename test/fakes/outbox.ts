import './steady-digest.ts'
import type { Alert } from '../../src/alerts/alert.ts'
import { ok } from '../../src/model/result.ts'
import type { EarlierHistory } from '../../src/outbox/earlier-history.ts'
import { faultText, migrate } from '../../src/outbox/migrate.ts'
import type { Sql } from '../../src/outbox/sql.ts'
import { nodeCiphers } from '../../src/platform/ciphers.ts'
import { alertRules } from '../../src/profile/alert-rules.ts'
import type { Supplier } from '../../src/profile/supplier.ts'
import { readAcknowledgements } from '../../src/replies/read-acknowledgements.ts'
import type { DispatcherPorts } from '../../src/supplier/dispatcher-ports.ts'
import { type OutboxPorts, openSupplierOutbox, type SupplierOutbox } from '../../src/supplier/supplier-outbox.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { manualClock } from './clock.ts'
import { lentSql } from './lent-storages.ts'
import { type SubmissionWish, submission, supplierWith } from './orders.ts'
import { seededRandom } from './random.ts'
import { fakeSecrets } from './secrets.ts'
import { scriptedWire } from './wire.ts'

export const STORAGE_ID = '~0a1b2c3d4e5f6071'

export interface TestOutboxWish {
  readonly supplier?: Supplier
  readonly sql?: Sql
  readonly ports?: Partial<DispatcherPorts>
  /** Id of a new storage. */
  readonly storageId?: string
  /** Orders that the outbox should have. */
  readonly earlier?: EarlierHistory | null
  /** Time of the first opening. */
  readonly now?: number
}

/** Lets every promise that can go on do so; a hanging receiver stays hanging. */
export const settled = async (turns = 8): Promise<void> => {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A supplier's complete outbox on node:sqlite. The test controls all ports. */
export function testOutbox({
  supplier = supplierWith(),
  sql: stored,
  ports = {},
  storageId = STORAGE_ID,
  earlier = null,
  now,
}: TestOutboxWish = {}) {
  const clock = manualClock(now)
  const sql = stored ?? lentSql(clock.now())
  const wire = scriptedWire()
  const alerts: Alert[] = []
  const logged: Readonly<Record<string, unknown>>[] = []
  let alarm: number | null = null
  let current = supplier
  const given = (): OutboxPorts => ({
    name: 'fresco',
    supplier: current,
    alerts: alertRules({ alerts: { url: 'OPS_WEBHOOK_URL' }, suppliers: { fresco: current } }, 'fresco'),
    sql,
    clock,
    secrets: fakeSecrets({ FRESCO_WEBHOOK_SECRET: 'a-secret-of-32-bytes-for-fresco-1' }),
    wire,
    buckets: { get: () => undefined },
    ciphers: nodeCiphers,
    certificates: { get: () => undefined },
    mail: async () => {
      throw new Error('Unexpected mail')
    },
    random: seededRandom(7),
    newId: () => crypto.randomUUID(),
    newStorageId: storageId,
    earlier,
    setAlarm: (at) => {
      if (at <= 0) throw new TypeError('The platform sets no alarm for less than 1.')
      alarm = at
    },
    sendAlert: async (_, alert) => {
      alerts.push(alert)
      return ok(null)
    },
    log: (entry) => logged.push(entry),
    ...ports,
  })
  function open(): SupplierOutbox {
    const ports = given()
    const migrated = migrate(ports.sql, clock.now())
    if (!migrated.ok) throw new Error(faultText(migrated.error))
    return openSupplierOutbox(ports)
  }
  let outbox = open()

  /** Runs the alarm as often as due at this time. */
  async function work(): Promise<void> {
    while (alarm !== null && alarm <= clock.now()) {
      alarm = null
      outbox.wake()
      await settled()
    }
    await settled()
  }

  /** Goes on in time, stopping at every alarm on the way. */
  async function pass(milliseconds: number): Promise<void> {
    const end = clock.now() + milliseconds
    await work()
    while (alarm !== null && alarm <= end) {
      clock.set(alarm)
      await work()
    }
    clock.set(end)
  }

  return {
    get outbox() {
      return outbox
    },
    get alarm() {
      return alarm
    },
    /** Ports with which an outbox of this supplier is opened. */
    get ports() {
      return given()
    },
    supplier,
    sql,
    clock,
    wire,
    alerts,
    /** Alerts without the ends of incidents. */
    get troubles() {
      return alerts.filter(({ kind }) => kind !== 'resolved')
    },
    logged,
    work,
    pass,
    accept: (wish: SubmissionWish = {}) => outbox.accept(submission(current, wish)),
    /** Applies an acknowledgement of the first route's receiver, in its format. */
    hear(text: string) {
      const [route] = current.routes
      if (!route) throw new Error('There is no route.')
      const read = readAcknowledgements(route, utf8(text))
      if (!read.ok) throw new Error(read.error)
      return outbox.acknowledge(route.name, read.value)
    },
    /** Stops and restarts the object, with another configuration if given. */
    reopen(changed: Supplier = current): void {
      current = changed
      alarm = null
      outbox = open()
    },
    /** A line for each delivery, such as `erp v1 delivered yes`, sorted by version and route. */
    deliveries: (orderId = 'order-1') =>
      outbox
        .view(orderId)
        ?.deliveries.map(({ route, version, state, reached, holdReason }) =>
          [route, `v${version}`, holdReason ? `${state}/${holdReason}` : state, reached].join(' '),
        ) ?? [],
  }
}

export type TestOutbox = ReturnType<typeof testOutbox>
