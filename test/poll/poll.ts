// Sends half of sixty orders by webhook, and lets a running gateway poll an order API that lists all sixty in another
// rendering, behind three hundred from before `since`: thirty are delivered, whatever is restarted or wiped afterwards.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PollReport } from '../../src/sources/poll-report.ts'
import { type Check, report } from '../crash/check.ts'
import { createGateway } from '../crash/gateway.ts'
import { otherwiseWritten, placed, signed } from './orders.ts'
import { openOutside } from './outside.ts'
import { writeSetting } from './setting.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-poll-'))
const outside = await openOutside()
const setting = writeSetting(path.join(folder, 'setting'), outside.url)
const gateway = await createGateway(setting, folder)
const checks: Check[] = []
const see = (name: string, seen: unknown, wanted: unknown): void => {
  const [was, should] = [JSON.stringify(seen), JSON.stringify(wanted)]
  checks.push({ name, broken: was === should ? [] : [`wanted ${should}, saw ${was}`] })
}

async function poll(): Promise<Partial<PollReport>> {
  const headers = { authorization: `Bearer ${setting.consoleToken}` }
  const response = await fetch(`${gateway.url}/api/suppliers/polled/poll`, { method: 'POST', headers })
  const { seen, accepted, duplicate, held, refused, skipped, complete } = (await response.json()) as PollReport
  return { seen, accepted, duplicate, held, refused, skipped, complete }
}

const counts = (accepted: number, duplicate: number, skipped: number) => ({
  ...{ seen: 360, accepted, duplicate, held: 0, refused: 0, skipped, complete: true },
})

async function arrived(count: number): Promise<number> {
  for (let tries = 0; tries < 100 && outside.delivered.length < count; tries++) await sleep(100)
  await sleep(500)
  return outside.delivered.length
}

try {
  await gateway.start()
  const old = Array.from({ length: 300 }, (_, at) => placed(at, -40 + (at % 30)))
  const recent = Array.from({ length: 60 }, (_, at) => placed(1000 + at, -(at % 3)))
  for (const order of recent.filter((_, at) => at % 2 === 0)) {
    const { body, headers } = signed(order, setting.webhookSecret)
    const response = await fetch(`${gateway.url}/webhooks/polled`, { method: 'POST', body, headers })
    if (response.status !== 200) throw new Error(`The webhook answered ${response.status}.`)
  }
  see('thirty arrive by webhook', await arrived(30), 30)
  outside.orders = [...recent.map((order, at) => (at % 2 === 0 ? otherwiseWritten(order) : order)), ...old]
  see('the poll takes the thirty that are missing', await poll(), counts(30, 0, 330))
  see('and delivers them', await arrived(60), 60)
  see('once more, it takes nothing', await poll(), counts(0, 0, 360))
  await gateway.stop()
  await gateway.start()
  see('nor after a restart', await poll(), counts(0, 0, 360))
  await gateway.stop()
  rmSync(path.join(setting.persist, 'v3', 'kv'), { recursive: true })
  await gateway.start()
  see('nor with KV wiped, when the outbox tells', await poll(), counts(0, 60, 300))
  see('nothing more has been delivered', await arrived(61), 60)
  see('no order twice', new Set(outside.delivered).size, 60)
  see('none from before `since`', outside.delivered.filter((number) => /^PO-\d{1,3}$/.test(number)).length, 0)
  process.exitCode = report(checks) ? 0 : 1
} finally {
  await gateway.stop()
  outside.close()
  rmSync(folder, { recursive: true, force: true })
}
