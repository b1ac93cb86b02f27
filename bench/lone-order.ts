/**
 * What Cloudflare bills for an order of ten lines that comes alone. `test/worker/lone-order.test.ts` counts the rows and
 * alarms, and `bench/price.ts` measures the bytes. The milliseconds are those of docs/benchmarks.md: an accept, and each delivery.
 */
export const LONE_ORDER = {
  /** One HTTP route with EDIFACT and `sendAfterSeconds: 0`. Rows are written until the order is delivered. */
  atOnce: { rows: 9, purgeRows: 2, alarms: 1, cpuMs: 1.4 + 1.2, bytes: 5_500, bytesAfterPurge: 840 },
  /** The same with the default of `sendAfterSeconds`. */
  byDefault: { rows: 11, purgeRows: 2, alarms: 1, cpuMs: 1.4 + 1.2, bytes: 5_500, bytesAfterPurge: 840 },
  /** By default, and a second route. The deliveries are by `sftp` and `smtp`. */
  twoRoutes: { rows: 17, purgeRows: 3, alarms: 1, cpuMs: 1.4 + 9.2 + 11.7, bytes: 18_600, bytesAfterPurge: 1_040 },
} as const

export type Cost = (typeof LONE_ORDER)[keyof typeof LONE_ORDER]
