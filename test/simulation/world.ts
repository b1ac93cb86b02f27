import { err, ok } from '../../src/model/result.ts'
import { migrate } from '../../src/outbox/migrate.ts'
import type { Sql } from '../../src/outbox/sql.ts'
import { nodeCiphers } from '../../src/platform/ciphers.ts'
import type { Bucket } from '../../src/ports.ts'
import { alertRules } from '../../src/profile/alert-rules.ts'
import { openSupplierOutbox, type SupplierOutbox } from '../../src/supplier/supplier-outbox.ts'
import { MORNING, manualClock } from '../fakes/clock.ts'
import { repeatedSql } from '../fakes/node-sql.ts'
import { type SubmissionWish, submission } from '../fakes/orders.ts'
import { STORAGE_ID, settled } from '../fakes/outbox.ts'
import { seededRandom } from '../fakes/random.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { APART, type Pick } from './scenes.ts'

/** A request at a receiver, with or without an answer. */
export interface Knock {
  readonly route: string
  readonly key: string
  readonly body: string
  readonly orderNumber: string
  readonly version: number
  readonly purpose: string
  /** All orders of the document; the fields above belong to the first order. */
  readonly orders: readonly { readonly orderNumber: string; readonly version: number; readonly purpose: string }[]
  /** The document shows POSSIBLE REPEAT. */
  readonly marked: boolean
  /** The stored state of the delivery at the time of the request. */
  readonly state: string
  /** A later version of the order may have arrived already. */
  readonly overtaken: boolean
  readonly life: number
  readonly at: number
  end(answer: Response | Error): void
  ended: boolean
  /** Judged by the answer or its absence, the receiver may have the document. */
  landed: boolean
}

/** An alert, queued at `at`. */
export interface Raised {
  readonly at: number
  readonly kind: string
  readonly cause?: string
  readonly orderId?: string
  readonly route?: string
  readonly orders?: readonly { readonly orderId: string }[]
}

/** The order of a mail. A version waits for the version before, so one version is under way. */
const mailedOrders = (sql: Sql, route: string, mail: string) =>
  sql.all<{ orderNumber: string; version: number; purpose: string; possibleRepeat: number }>(
    `SELECT o.number AS orderNumber, d.version, d.purpose, d.possible_repeat AS possibleRepeat
     FROM deliveries d JOIN orders o ON o.id = d.order_id WHERE d.route = ? AND d.state = 'sending' AND o.number = ?`,
    route,
    /PO-[a-z]/.exec(mail)?.[0] ?? '',
  )

/** One supplier, its receivers, and a database that outlives the outbox: the world of a history. */
export function openWorld(seed: number, store = repeatedSql(MORNING), scene = APART) {
  store.restart()
  const random = seededRandom(seed)
  const clock = manualClock()
  const pick: Pick = (list) => list[Math.floor(random() * list.length)] as (typeof list)[number]
  const supplier = scene.supplier(pick)
  const routeAt = (isThere: (url: URL) => boolean): string =>
    supplier.routes.find(({ transport }) => typeof transport.url === 'string' && isThere(new URL(transport.url)))
      ?.name ?? ''
  const knocks: Knock[] = []
  const raised: Raised[] = []
  /** A bucket that is away for one in five documents. */
  const archive: Bucket = {
    put: () => (random() < 0.8 ? Promise.resolve() : Promise.reject(new Error('The bucket is away.'))),
    get: () => Promise.resolve(null),
  }
  let life = 0
  let alarm: number | null = null

  /** Writes of a stopped object are lost, but its promises still end. */
  const sqlOf = (mine: number): Sql => {
    const alive = (): void => {
      if (mine !== life) throw new Error('This object was stopped.')
    }
    return {
      all: (query, ...bind) => {
        alive()
        if (query.startsWith('INSERT INTO alerts')) raised.push({ ...JSON.parse(String(bind[3])), at: bind[0] })
        return store.all(query, ...bind)
      },
      atomically: (work) => {
        alive()
        return store.atomically(work)
      },
    }
  }

  function open(): SupplierOutbox {
    const mine = life
    migrate(sqlOf(mine), clock.now())
    return openSupplierOutbox({
      name: 'fresco',
      supplier,
      alerts: alertRules({ alerts: { url: 'OPS_WEBHOOK_URL' }, suppliers: { fresco: supplier } }, 'fresco'),
      sql: sqlOf(mine),
      clock,
      secrets: fakeSecrets({ FRESCO_WEBHOOK_SECRET: 'a-secret-of-32-bytes-for-fresco-1' }),
      random,
      newId: () => crypto.randomUUID(),
      newStorageId: STORAGE_ID,
      earlier: null,
      // Half of the histories start the first attempt within the call that accepts the order, as the Durable Object does.
      startsWhenAccepted: seed % 2 === 0,
      setAlarm: (at) => {
        if (at <= 0) throw new TypeError('The platform sets no alarm for less than 1.')
        if (mine === life) alarm = at
      },
      sendAlert: async () =>
        mine === life && random() < 0.8 ? ok(null) : err({ why: 'It answered 500.', alone: false }),
      log: () => {},
      buckets: { get: () => archive },
      ciphers: nodeCiphers,
      certificates: { get: () => undefined },
      mail: () => Promise.reject(new Error('Nobody mails here.')),
      wire: {
        openConnection: () => Promise.reject(new Error('Nobody dials here.')),
        secure: () => Promise.reject(new Error('Nobody dials here.')),
        isUnknownName: async () => false,
        probe: async (host) =>
          scene.isClosed(
            routeAt(({ hostname }) => hostname === host),
            random,
          )
            ? 'closed'
            : 'open',
        async fetch(request) {
          const { url, headers } = request
          const body = await request.text()
          const route = routeAt(({ href }) => href === url)
          const orders =
            body.startsWith('{') || body.startsWith('[') ? [JSON.parse(body)].flat() : mailedOrders(store, route, body)
          const [{ orderNumber, version, purpose, possibleRepeat }] = orders
          const key = headers.get('idempotency-key') ?? ''
          const [row] = store.all<{ state: string; overtaken: number }>(
            `SELECT d.state, EXISTS (SELECT 1 FROM deliveries e WHERE e.order_id = d.order_id AND e.route = d.route
               AND e.version > d.version AND (e.reached <> 'no' OR e.state = 'sending')) AS overtaken
             FROM deliveries d JOIN orders o ON o.id = d.order_id WHERE o.number = ? AND d.version = ? AND d.route = ?`,
            orderNumber,
            version,
            route,
          )
          return new Promise<Response>((resolve, reject) => {
            const knock: Knock = {
              ...{
                route,
                key,
                body,
                orderNumber,
                version,
                purpose,
                orders,
                state: row?.state ?? 'lost',
                marked: possibleRepeat,
              },
              overtaken: row?.overtaken === 1,
              landed: false,
              life: mine,
              at: clock.now(),
              ended: false,
              end(answer) {
                knock.ended = true
                knock.landed = answer instanceof Error || answer.ok || (answer.status >= 500 && answer.status !== 503)
                if (answer instanceof Error) reject(answer)
                else resolve(answer)
              },
            }
            knocks.push(knock)
          })
        },
      },
    })
  }
  let outbox = open()
  /** A mail takes more turns than a short document. */
  const settle = (): Promise<void> => settled(scene.hasCopies ? 12 : 2)

  return {
    settle,
    scene,
    random,
    pick,
    clock,
    supplier,
    store,
    knocks,
    /** Every alert queued so far. */
    raised,
    get outbox() {
      return outbox
    },
    get alarm() {
      return alarm
    },
    get life() {
      return life
    },
    submission: (
      orderId: string,
      orderNumber: string,
      content: number,
      source: 'webhook' | 'poll',
      more: SubmissionWish = {},
    ) =>
      submission(supplier, {
        orderId,
        orderNumber,
        content,
        source,
        withinMs: 0,
        deliveryDate: null,
        ...more,
      }),
    /** Rings a due alarm. */
    async ring(): Promise<void> {
      if (alarm === null || alarm > clock.now()) return
      alarm = null
      outbox.wake()
      await settle()
    },
    /** The object dies in the middle of its work; the alarm belongs to Cloudflare and stays. */
    async crash(): Promise<void> {
      life++
      for (const knock of knocks) if (!knock.ended) knock.end(new Error('The object was stopped.'))
      await settle()
      const kept = alarm
      outbox = open()
      if (kept !== null && (alarm === null || kept < alarm)) alarm = kept
    },
  }
}

export type World = ReturnType<typeof openWorld>
