import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROOT } from '../src/cli/place.ts'
import { measureAnswers } from './answers.ts'
import { createDesk } from './desk.ts'
import { post } from './load.ts'
import { signedOrders } from './order.ts'
import { openReceiver } from './receiver.ts'
import { openSeen } from './seen.ts'
import { writeSetting } from './setting.ts'
import { createStage, type Served, type Stage } from './stage.ts'

/**
 * Compares the cost of an accept with other commits, in interleaved rounds of one run:
 * node bin/launch.mjs bench/compare.ts <worktree of a commit, with its packages>... (docs/benchmarks.md)
 */
interface Bench {
  readonly writeSetting: typeof writeSetting
  readonly createStage: typeof createStage
}

/** The same for all commits, so that all get the same orders. */
const SECRETS = {
  WEBHOOK_SECRET: 'secret-of-all-commits-0123456789',
  CONSOLE_TOKEN: 'token-of-all-commits-0123456789a',
}

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-compare-'))
const [receiver, seen] = [await openReceiver(), await openSeen()]
const stages: Stage[] = []

/** Each commit has its own bundle and its own storage. */
function stageOf({ writeSetting, createStage }: Bench, name: string): Stage {
  const own = path.join(folder, name)
  mkdirSync(own)
  const stage = createStage(writeSetting(own, receiver.url, {}, SECRETS), seen.address, own)
  stages.push(stage)
  return stage
}

async function benchOf(root: string): Promise<Bench> {
  const read = (name: string) => import(path.join(root, 'bench', `${name}.ts`))
  return { ...(await read('setting')), ...(await read('stage')) }
}

async function gatewayOf(root: string): Promise<Served> {
  const name = path.basename(root)
  const served = await stageOf(await benchOf(root), name).gateway(name)
  await createDesk(served.url, SECRETS.CONSOLE_TOKEN).pause()
  return served
}

try {
  const subjects: Served[] = []
  for (const root of [ROOT, ...process.argv.slice(2)]) subjects.push(await gatewayOf(path.resolve(root)))
  subjects.push(await stageOf({ writeSetting, createStage }, 'floor').insert())
  for (const { url, pids } of subjects) await post(url, pids, signedOrders(300, 10, SECRETS.WEBHOOK_SECRET), 4)
  await measureAnswers(subjects, SECRETS.WEBHOOK_SECRET)
} finally {
  await Promise.all(stages.map((stage) => stage.close()))
  receiver.close()
  seen.close()
  rmSync(folder, { recursive: true, force: true })
}
