import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { report } from './check.ts'
import { createGateway } from './gateway.ts'
import { openReceiver } from './receiver.ts'
import { run } from './run.ts'
import { writeSetting } from './setting.ts'

/**
 * Kills the gateway again and again while orders come in and documents go out, and counts what arrived:
 * npm run crash -- [--seed N] [--kills N] [--orders N] [--short]
 *
 * Not covered: a machine that loses its power. What was given to the kernel survives a kill; bench/ counts the fsyncs.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    kills: { type: 'string' },
    orders: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const plan = {
  name: seed.toString(36),
  kills: Number(values.kills ?? (values.short ? 6 : 30)),
  orders: Number(values.orders ?? (values.short ? 60 : 200)),
}

console.log(`seed ${seed}: ${plan.kills} kills, ${plan.orders} orders`)
const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-crash-'))
const dice = createDice(seed)
const receiver = await openReceiver(dice.fork())
const setting = writeSetting(folder, receiver.url)
const gateway = await createGateway(setting, folder)
let passed = false
try {
  passed = report(await run(plan, { gateway, receiver, setting, dice }))
} catch (error) {
  console.log(`The run could not be finished: ${error instanceof Error ? error.message : error}`)
  console.log('0 passed, 1 failed')
} finally {
  await gateway.stop()
  receiver.close()
  if (passed) rmSync(folder, { recursive: true, force: true })
  else console.log(`What is left of it: ${folder}`)
}
process.exit(passed ? 0 : 1)
