import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { measureAnswers } from './answers.ts'
import { report } from './budget.ts'
import { measureDeliveries } from './deliveries.ts'
import { createDesk } from './desk.ts'
import { startDevServer } from './dev-server.ts'
import { measureDocuments } from './documents.ts'
import { measureFsyncs } from './fsyncs.ts'
import { post } from './load.ts'
import { signedOrders } from './order.ts'
import { openReceiver } from './receiver.ts'
import { measureRows } from './rows.ts'
import { openSeen } from './seen.ts'
import { writeSetting } from './setting.ts'
import { createStage, type Stage } from './stage.ts'
import { measureTransports } from './transports.ts'

/** Compares the gateway's cost with the least possible cost: npm run bench [-- answers] (docs/benchmarks.md). */
const onlyAnswers = process.argv.includes('answers')
const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-bench-'))
const receiver = await openReceiver()
const setting = writeSetting(folder, receiver.url)
const { WEBHOOK_SECRET: secret, CONSOLE_TOKEN: token } = setting.vars
const seen = await openSeen()
const stage = createStage(setting, seen.address, folder)
let passed = false
try {
  passed = report(await measure(stage))
} finally {
  await stage.close()
  receiver.close()
  seen.close()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(passed ? 0 : 1)

async function measure(stage: Stage) {
  const subjects = [await stage.gateway('gateway'), await stage.bare(), await stage.insert()] as const
  const [gateway, , insert] = subjects
  await createDesk(gateway.url, token).pause()
  // Warm up until all code is compiled.
  for (const { url, pids } of subjects) await post(url, pids, signedOrders(300, 10, secret), 4)
  const answers = await measureAnswers(subjects, secret)
  if (onlyAnswers) return answers
  const fsyncs = await measureFsyncs([gateway, insert], secret, folder)
  const counted = await stage.counted()
  const rows = await measureRows(counted, createDesk(counted.url, token), secret)
  const delivering = await stage.gateway('delivering')
  await measureDeliveries(delivering, seen, createDesk(delivering.url, token), secret)
  await measureDev()
  console.log('')
  const transports = await measureTransports()
  return [...answers, ...fsyncs, ...rows, ...transports, ...measureDocuments()]
}

async function measureDev(): Promise<void> {
  const server = await startDevServer(setting, folder)
  try {
    const desk = createDesk(server.url, token)
    await desk.pause()
    await post(server.url, server.pids, signedOrders(100, 10, secret), 4)
    const burst = await post(server.url, server.pids, signedOrders(300, 10, secret), 16)
    const { cpuMsPerOrder, perSecond, p50Ms, p99Ms } = burst
    console.log(
      `\nunder npm start, 10 lines, 16 at once: ${cpuMsPerOrder.toFixed(2)} ms of CPU an order in all its processes`,
    )
    console.log(`  ${perSecond.toFixed(0)}/s, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`)
  } finally {
    await server.stop()
  }
}
