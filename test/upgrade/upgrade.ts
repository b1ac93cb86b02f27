import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { report } from '../crash/check.ts'
import { openEveryTransport } from './every-transport.ts'
import { ownAccountRoutes } from './own-account.ts'
import { openSupplierSystem, writeUpgradeSetting } from './stage.ts'
import { upgrade } from './upgrade-run.ts'

/**
 * Upgrades a running gateway of an earlier commit whose orders are undelivered, kills the gateway in the middle of a
 * migration, and counts what arrives: npm run upgrade -- [--from COMMIT] [--orders N] [--kills N] [--short]
 */
const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '450cd56' },
    orders: { type: 'string' },
    kills: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
})
const plan = {
  from: values.from,
  orders: Number(values.orders ?? (values.short ? 50 : 1_000)),
  kills: Number(values.kills ?? (values.short ? 2 : 6)),
  batchOf: 30,
  each: 20,
}

console.log(`${plan.orders} orders on storage of commit ${plan.from}, ${plan.kills} kills`)
const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-upgrade-'))
const system = await openSupplierSystem()
const every = await openEveryTransport()
const configured = { ...every, routes: [...every.routes, ...ownAccountRoutes] }
let passed = false
try {
  passed = report(
    await upgrade(plan, system, every, writeUpgradeSetting(folder, system.url, plan.batchOf, configured), folder),
  )
} catch (error) {
  console.log(`The run could not be finished: ${error instanceof Error ? error.message : error}`)
  console.log('0 passed, 1 failed')
} finally {
  system.close()
  await every.close()
  if (passed) rmSync(folder, { recursive: true, force: true })
  else console.log(`What is left of it: ${folder}`)
}
process.exit(passed ? 0 : 1)
