import { type Cost, LONE_ORDER } from './lone-order.ts'

/** Prices of Cloudflare in dollars, November 2026, and what the paid plan includes each month. */
const PRICE = {
  plan: 5,
  millionRows: 1,
  millionWorkerRequests: 0.3,
  millionCpuMs: 0.02,
  millionObjectRequests: 0.15,
  millionGigabyteSeconds: 12.5,
  gigabyteMonth: 0.2,
  thousandMails: 0.35,
  millionQueueOperations: 0.4,
}
const INCLUDED = { rows: 50e6, objectRequests: 1e6, gigabyteSeconds: 400_000, gigabytes: 5, mails: 3_000 }
const LIMIT_GIGABYTES = { Paid: 10, Free: 1 }
const FREE_ROWS_A_DAY = 100_000

const GIGABYTE = 1e9
const OBJECT_GIGABYTES = 0.128
/** The accept, and the alarm. */
const OBJECT_REQUESTS = 2
/** An HTTP receiver answers so soon, and two deliveries by `sftp` and `smtp` last so long. */
const RECEIVER_SECONDS = 0.3
const TWO_ROUTES_SECONDS = 4
const DAYS_A_MONTH = 30
const CRON_RUNS = 12 * 24 * DAYS_A_MONTH
/** Wake, statements, purge, pending calls and records. */
const CALLS_A_CRON_RUN = 5
const KEPT_MONTHS = { before: 3, after: 9 }
const FIVE_YEARS = 5 * 365

const dollars = (value: number): string => value.toFixed(2)
const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
const millions = (value: number): string => `${Number((value / 1e6).toPrecision(2))} million`
const rounded = (value: number): string => {
  const step = value < 1_000 ? 10 : 100
  return (Math.floor(value / step) * step).toLocaleString('en')
}

/** Dollars for a million deliveries that each keep an object awake for so many seconds. */
export const objectDollars = (seconds: number): number => seconds * OBJECT_GIGABYTES * PRICE.millionGigabyteSeconds

/** Deliveries a month whose time the paid plan includes. */
export const includedDeliveries = (seconds: number): string =>
  rounded(INCLUDED.gigabyteSeconds / (seconds * OBJECT_GIGABYTES))

/** To write, read and delete a message. */
const QUEUE_OPERATIONS = 3
/** The object leases the delivery to the consumer of the queue, and stores the result. */
const LEASE_REQUESTS = 2

/** Dollars for a million deliveries that the consumer of a queue sends in place of the object. */
export const queueDollars = (): number =>
  QUEUE_OPERATIONS * PRICE.millionQueueOperations + LEASE_REQUESTS * PRICE.millionObjectRequests

/** Rows for the price of a million orders in docs/benchmarks.md. */
export function millionTable(): string[] {
  const columns = [LONE_ORDER.byDefault, LONE_ORDER.atOnce].map(ofMillion)
  const lines = (Object.keys(ofMillion(LONE_ORDER.byDefault)) as (keyof ReturnType<typeof ofMillion>)[]).map((name) =>
    row(name, ...columns.map((column) => dollars(column[name]))),
  )
  return lines.map((line) => (line.includes('**') ? line.replace(/\| (\d[\d.]*)/g, '| **$1**') : line))
}

function ofMillion({ rows, purgeRows, alarms, cpuMs, bytes, bytesAfterPurge }: Cost) {
  const requests = PRICE.millionWorkerRequests + OBJECT_REQUESTS * PRICE.millionObjectRequests
  const cpu = cpuMs * PRICE.millionCpuMs
  const duration = objectDollars(RECEIVER_SECONDS)
  const written = (rows + purgeRows + alarms) * PRICE.millionRows
  const kept = bytes * KEPT_MONTHS.before + bytesAfterPurge * KEPT_MONTHS.after
  const stored = (kept * 1e6 * PRICE.gigabyteMonth) / GIGABYTE
  return {
    'Requests to the Worker and to the object': requests,
    CPU: cpu,
    [`The object waits ${RECEIVER_SECONDS} s for the receiver`]: duration,
    '**Without storage**': requests + cpu + duration,
    'Storage: rows written, and the alarm': written,
    'Storage: bytes of one year, purged after 90 days': stored,
    '**With storage**': requests + cpu + duration + written + stored,
  }
}

/** Rows of the table with dollars a month in docs/costs.md. */
export const monthTable = (): string[] =>
  [100, 1_000, 10_000].map((ordersADay) => {
    const { rows, purgeRows, alarms } = LONE_ORDER.byDefault
    const isFree = ordersADay * (rows + purgeRows + alarms) <= FREE_ROWS_A_DAY
    const one = Math.round(ofMonth(ordersADay, LONE_ORDER.byDefault, RECEIVER_SECONDS))
    const two = ofMonth(ordersADay, LONE_ORDER.twoRoutes, TWO_ROUTES_SECONDS)
    const mails = (Math.max(0, ordersADay * DAYS_A_MONTH - INCLUDED.mails) / 1_000) * PRICE.thousandMails
    return row(
      ordersADay.toLocaleString('en'),
      isFree ? 0 : `needs Paid: ${one}`,
      Math.round(two),
      Math.round(two + mails),
    )
  })

function ofMonth(ordersADay: number, cost: Cost, seconds: number): number {
  const orders = ordersADay * DAYS_A_MONTH
  const { objectRequests, rows, gigabyteSeconds, gigabytes } = use(orders, cost, seconds)
  const over = (used: number, included: number): number => Math.max(0, used - included)
  return (
    PRICE.plan +
    (over(objectRequests, INCLUDED.objectRequests) / 1e6) * PRICE.millionObjectRequests +
    (over(rows, INCLUDED.rows) / 1e6) * PRICE.millionRows +
    (over(gigabyteSeconds, INCLUDED.gigabyteSeconds) / 1e6) * PRICE.millionGigabyteSeconds +
    over(gigabytes, INCLUDED.gigabytes) * PRICE.gigabyteMonth
  )
}

const use = (orders: number, { rows, purgeRows, alarms, bytes }: Cost, seconds: number) => ({
  objectRequests: orders * OBJECT_REQUESTS + CRON_RUNS * CALLS_A_CRON_RUN,
  rows: orders * (rows + purgeRows + alarms),
  gigabyteSeconds: orders * seconds * OBJECT_GIGABYTES,
  gigabytes: (orders * KEPT_MONTHS.before * bytes) / GIGABYTE,
})

/** Rows that compare 10,000 orders a day with the limits, in docs/costs.md. */
export function limitTable(): string[] {
  const cost = LONE_ORDER.twoRoutes
  const orders = 10_000 * DAYS_A_MONTH
  const { objectRequests, rows, gigabyteSeconds, gigabytes } = use(orders, cost, TWO_ROUTES_SECONDS)
  const tooMuch = dollars(Math.max(0, gigabytes - INCLUDED.gigabytes) * PRICE.gigabyteMonth)
  return [
    row('CPU', `${Math.round(cost.cpuMs)} ms`, `${millions(orders * cost.cpuMs)} ms`),
    row('Requests to objects', OBJECT_REQUESTS, `${millions(objectRequests)}, with the cron`),
    row('Rows written', `${cost.rows}, the alarm, and ${cost.purgeRows} by the purge`, millions(rows)),
    row(
      'Duration of objects',
      `${Number((TWO_ROUTES_SECONDS * OBJECT_GIGABYTES).toFixed(1))} GB-s`,
      `${millions(gigabyteSeconds)} GB-s`,
    ),
    row('Storage', `${(cost.bytes / 1_000).toFixed(0)} KB`, `${gigabytes.toFixed(0)} GB: $${tooMuch}`),
  ].map((line) => line.replace(/ \|$/, ''))
}

/** Rows with the orders a day that fit into one supplier's storage for five years, in docs/costs.md. */
export const storageTable = (): string[] =>
  Object.entries(LIMIT_GIGABYTES).flatMap(([plan, gigabytes]) =>
    ([LONE_ORDER.byDefault, LONE_ORDER.twoRoutes] as const).map((cost) =>
      row(
        plan,
        cost === LONE_ORDER.byDefault ? 'one route by `http`' : 'two routes, one a mail',
        ...[90, 30].map((days) =>
          rounded((gigabytes * GIGABYTE) / (cost.bytes * days + cost.bytesAfterPurge * FIVE_YEARS)),
        ),
      ),
    ),
  )
