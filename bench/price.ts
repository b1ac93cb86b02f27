/**
 * The price of a million orders in dollars, from the figures of one order: node bin/launch.mjs bench/price.ts
 *
 * The figures are an order of ten lines that is sent at once by one HTTP route, on a paid plan beyond the included
 * amounts. `test/worker/lone-order.test.ts` counts the rows and alarms, and `npm run year` the bytes.
 */
const ORDER = {
  /** Rows written until the order is delivered, and by its purge. */
  rows: 9 + 3,
  alarms: 1,
  /** The webhook. */
  workerRequests: 1,
  /** The accept, and the alarm at the end of the lease. */
  objectRequests: 2,
  cpuMs: 3.5,
  /** The object waits for an answer of the receiver. */
  receiverSeconds: 0.3,
  /** Bytes kept for the 90 days before the purge, and for the year after it. */
  bytesBefore: 10_000,
  bytesAfter: 700,
}

/** Prices of Cloudflare in dollars, November 2026. */
const PRICE = {
  millionRows: 1,
  millionWorkerRequests: 0.3,
  millionCpuMs: 0.02,
  millionObjectRequests: 0.15,
  millionGigabyteSeconds: 12.5,
  gigabyteMonth: 0.2,
}
const OBJECT_GIGABYTES = 0.128
const GIGABYTE = 1e9
const MONTHS = { before: 3, after: 9 }

const use = {
  'rows written and alarms': (ORDER.rows + ORDER.alarms) * PRICE.millionRows,
  requests: ORDER.workerRequests * PRICE.millionWorkerRequests + ORDER.objectRequests * PRICE.millionObjectRequests,
  CPU: ORDER.cpuMs * PRICE.millionCpuMs,
  duration: ORDER.receiverSeconds * OBJECT_GIGABYTES * PRICE.millionGigabyteSeconds,
}
const storage =
  ((ORDER.bytesBefore * MONTHS.before + ORDER.bytesAfter * MONTHS.after) * 1e6 * PRICE.gigabyteMonth) / GIGABYTE
const sum = Object.values(use).reduce((total, dollars) => total + dollars, 0)

for (const [name, dollars] of Object.entries({
  ...use,
  'without storage': sum,
  storage,
  'with storage': sum + storage,
}))
  console.log(`${name.padEnd(24)} ${dollars.toFixed(2)}`)
