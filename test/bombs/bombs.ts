// Throws messages that were made to use up memory or time at a running gateway, and sees that its memory stays as it was and
// that real orders are answered meanwhile. Its memory is read from /proc, so it needs Linux. Takes about a minute and a half.
import '../../src/cli/hooks.ts'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { descendants } from '../../src/cli/process-tree.ts'
import { type Check, report } from '../crash/check.ts'
import { createGateway } from '../crash/gateway.ts'
import { identity } from '../fakes/as2-partner.ts'
import { placed, signed } from '../poll/orders.ts'
import { answerLimit, CALM_ORDERS } from './answer-limit.ts'
import { as2Bombs } from './as2-bombs.ts'
import type { Bomb } from './bomb.ts'
import { endureMails } from './mail-bombs.ts'
import { AS2_NAMES, SUPPLIER, writeSetting } from './setting.ts'
import { endureWebhook } from './webhook-bombs.ts'

const [AT_ONCE, ROUNDS] = [2, 5]
const WARM_ORDERS = 30
const ORDER_EVERY_MS = 150
const LOOK_EVERY_MS = 25
const MEMORY_LIMIT_MB = 100
const BOMB_LIMIT_MS = 30_000

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-bombs-'))
const [us, partner] = [await identity('us'), await identity('partner')]
const setting = writeSetting(path.join(folder, 'setting'), us, partner)
const gateway = await createGateway(setting, folder)
const bombs: readonly Bomb[] = await as2Bombs(SUPPLIER, AS2_NAMES, us)
let count = 0

/** How long the answer to a real order took. */
async function placeOrder(): Promise<number> {
  const { body, headers } = signed(placed(++count, 0), setting.webhookSecret)
  const begun = performance.now()
  const answer = await fetch(`${gateway.url}/webhooks/${SUPPLIER}`, { method: 'POST', body, headers })
  if (answer.status !== 200) throw new Error(`A real order was answered ${answer.status}: ${await answer.text()}`)
  await answer.arrayBuffer()
  return performance.now() - begun
}

const isWorkerd = (command: string): boolean => /\bworkerd\b.*\bserve\b/.test(command)

/** Of all workerd processes of the gateway, in megabytes. */
function memory(pids: readonly number[]): number {
  const pages = pids.map((pid) => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]))
  return pages.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024
}

/** The status of the answer; 0 where none came in time. */
async function fling({ path: place, headers, body }: Bomb): Promise<number> {
  const signal = AbortSignal.timeout(BOMB_LIMIT_MS)
  try {
    const answer = await fetch(`${gateway.url}${place}`, { method: 'POST', body, headers, signal })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}

interface Seen {
  readonly grown: number
  readonly slowest: number
  readonly statuses: ReadonlySet<number>
}

/** Throws one again and again, and places real orders all the while. */
async function endure(bomb: Bomb, pids: readonly number[]): Promise<Seen> {
  const before = memory(pids)
  let [highest, slowest, isOver] = [before, 0, false]
  const watching = (async () => {
    for (; !isOver; await sleep(LOOK_EVERY_MS)) highest = Math.max(highest, memory(pids))
  })()
  const ordering = (async () => {
    for (; !isOver; await sleep(ORDER_EVERY_MS)) slowest = Math.max(slowest, await placeOrder())
  })()
  const statuses = new Set<number>()
  try {
    for (let round = 0; round < ROUNDS; round++)
      for (const status of await Promise.all(Array.from({ length: AT_ONCE }, () => fling(bomb)))) statuses.add(status)
  } finally {
    isOver = true
    await Promise.all([watching, ordering])
  }
  return { grown: highest - before, slowest, statuses }
}

function judge(bomb: Bomb, { grown, slowest, statuses }: Seen, limitMs: number): Check {
  const seen = `${grown.toFixed(0)} MB more, slowest order ${slowest.toFixed(0)} ms (limit ${limitMs.toFixed(0)} ms), answered ${[...statuses].join(', ')}`
  return {
    name: `${bomb.name}: ${seen}`,
    broken: [
      ...(grown < MEMORY_LIMIT_MB ? [] : [`The memory grew by ${grown.toFixed(0)} MB.`]),
      ...(slowest < limitMs ? [] : [`A real order waited ${slowest.toFixed(0)} ms.`]),
      ...([...statuses].every((status) => status !== 503 && status !== 0)
        ? []
        : ['It was answered as a fault of ours, or not at all.']),
    ],
  }
}

try {
  await gateway.start()
  const pids = descendants(process.pid).flatMap(({ pid, command }) => (isWorkerd(command) ? [pid] : []))
  if (pids.length === 0) throw new Error('No process of workerd was found.')
  for (let at = 0; at < WARM_ORDERS; at++) await placeOrder()
  const calm: number[] = []
  for (let at = 0; at < CALM_ORDERS; at++, await sleep(ORDER_EVERY_MS)) calm.push(await placeOrder())
  const limitMs = answerLimit(calm)
  const checks: Check[] = []
  for (const bomb of bombs) {
    checks.push(judge(bomb, await endure(bomb, pids), limitMs))
  }
  const url = `${gateway.url}/webhooks/${SUPPLIER}`
  checks.push(...(await endureWebhook({ url, placeOrder, memory: () => memory(pids) })))
  checks.push(...endureMails(folder))
  process.exitCode = report(checks) ? 0 : 1
} finally {
  await gateway.stop()
  rmSync(folder, { recursive: true, force: true })
}
