import '../src/cli/hooks.ts'
import { report } from './budget.ts'
import { LONE_ORDER } from './lone-order.ts'
import { limitTable, millionTable, monthTable, storageTable } from './price-tables.ts'

/**
 * Measures the bytes of an order, and computes the tables of docs/benchmarks.md and docs/costs.md:
 * node bin/launch.mjs bench/price.ts
 */

// Load after the hooks, because the outbox imports templates.
const { measureOneRoute, measureWithMail } = await import('./bytes.ts')

/** A figure that the tables are computed from may be this much smaller than the measured figure. */
const TOLERANCE = 1.05

for (const lines of [millionTable(), monthTable(), limitTable(), storageTable()]) console.log(`${lines.join('\n')}\n`)
const [one, two] = [await measureOneRoute(), await measureWithMail()]
const passed = report([
  { name: 'bytes of a delivered order', limit: LONE_ORDER.byDefault.bytes * TOLERANCE, value: one.delivered },
  { name: 'after the purge', limit: LONE_ORDER.byDefault.bytesAfterPurge * TOLERANCE, value: one.purged },
  { name: 'bytes with a mail', limit: LONE_ORDER.twoRoutes.bytes * TOLERANCE, value: two.delivered },
  { name: 'after the purge', limit: LONE_ORDER.twoRoutes.bytesAfterPurge * TOLERANCE, value: two.purged },
])
process.exitCode = passed ? 0 : 1
