import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from '../../src/cli/place.ts'
import { type Check, report } from '../crash/check.ts'
import { evidenceOf, FAULTS, type Fault } from './faults.ts'
import { type Event, makePlan } from './plan.ts'
import { plant } from './planted.ts'
import { run, type Verdict } from './run.ts'

/**
 * A random run from outside against a real gateway process: chefs, receivers, an order desk, kills, changes of the
 * configuration, acknowledgements and restores at the same time; then a model of its own judges what came where:
 * npm run storm -- [--seed N] [--minutes M] [--plant NAME] [--faults]
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string', default: '2' },
    /** Makes this mistake in a copy of the source tree. */
    plant: { type: 'string' },
    /** Makes each mistake in turn, or the one of `--plant`, and asks whether it is found. */
    faults: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const totalMs = Number(values.minutes) * 60_000
/** The end takes about this long: all must be told and settled. */
const ENDING_MS = 45_000
const KINDS: ReadonlySet<Event['kind']> = new Set(['kill', 'change', 'restore', 'rename'])
/** A restore or a rename holds all that is open, and so wipes out the traces of some faults. */
const HUNT_KINDS: ReadonlySet<Event['kind']> = new Set(['kill', 'change'])
const SHOWN = 12
/** A fault is looked for so often, under another seed each time. */
const TRIES = 3

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-storm-'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const passed = values.faults ? await findFaults() : await weather(values.plant)
process.exit(passed ? 0 : 1)

async function weather(planted: string | undefined): Promise<boolean> {
  try {
    const fault = planted === undefined ? undefined : faultCalled(planted)
    const { checks, histories } = await storm(seed, totalMs, 'run', fault, false)
    for (const line of histories) console.log(line)
    const isWell = checks.every(({ broken }) => broken.length === 0)
    tidy(isWell)
    return report(checks)
  } catch (error) {
    console.log(`The run could not be finished: ${error instanceof Error ? error.stack : error}`)
    tidy(false)
    console.log('0 passed, 1 failed')
    return false
  }
}

/** Every fault until it is found; one line and one count for each. */
async function findFaults(): Promise<boolean> {
  const missed: Fault[] = []
  const faults = values.plant === undefined ? FAULTS : [faultCalled(values.plant)]
  for (const fault of faults) {
    const by = await find(fault)
    console.log(by ? `ok   ${fault.name} is found: ${by}` : `FAIL ${fault.name} is not found in ${TRIES} runs`)
    if (!by) missed.push(fault)
  }
  tidy(missed.length === 0)
  console.log(`${faults.length - missed.length} passed, ${missed.length} failed`)
  return missed.length === 0
}

async function find(fault: Fault): Promise<string | null> {
  for (let tried = 0; tried < TRIES; tried++) {
    const { checks } = await storm(seed + tried, totalMs, `${fault.name}-${tried}`, fault, true)
    const found = evidenceOf(fault, checks)
    if (found !== null) return found
  }
  return null
}

async function storm(
  seed: number,
  lastsMs: number,
  name: string,
  fault: Fault | undefined,
  isHunt: boolean,
): Promise<Verdict> {
  const plan = isHunt ? makePlan(seed, HUNT_KINDS, fault?.killsWhen) : makePlan(seed, KINDS)
  const kinds = plan.events.slice(0, SHOWN).map(({ kind }) => kind)
  console.log(`seed ${seed}, plan ${plan.mark}: ${kinds.join(', ')} …${fault ? ` with ${fault.name}` : ''}`)
  const place = path.join(folder, name)
  mkdirSync(place)
  const root = fault ? path.join(place, 'source') : ROOT
  if (fault) plant(ROOT, root, fault)
  const stormMs = Math.max(lastsMs * 0.6, lastsMs - ENDING_MS)
  const isFound = isHunt && fault ? (checks: readonly Check[]) => evidenceOf(fault, checks) !== null : null
  return run({ seed, plan, stormMs, root, folder: place, progress: console.log, isFound })
}

function faultCalled(name: string): Fault {
  const fault = FAULTS.find((one) => one.name === name)
  if (!fault) throw new Error(`There is no fault '${name}'. There are: ${FAULTS.map((one) => one.name).join(', ')}.`)
  return fault
}

function tidy(isWell: boolean): void {
  if (isWell) rmSync(folder, { recursive: true, force: true })
  else console.log(`Seed ${seed}. What is left of it: ${folder}`)
}
