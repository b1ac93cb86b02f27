// Makes small mistakes in the writers, one at a time, and asks whether the tests notice: npm run mutate. A sample of them,
// or all with --all; --seed and --count choose the sample, --only the files whose name holds a text.
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { EQUIVALENT } from './equivalent.ts'
import { type Lane, openLane, UNCOMPILED } from './lane.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import { type Subject, subjects } from './subjects.ts'

const LANES = 2
const WANTED = 0.9
/** Tests that are tried first. */
const NEAR = 4

const { values: options } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string', default: '150' },
    verbose: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
})

const known = subjects().filter(({ file }) => file.includes(options.only))
const every = known.flatMap((subject) => mutantsOf(subject.file, subject.text).map((mutant) => ({ subject, mutant })))
const equivalent = every.filter(({ subject, mutant }) => reasonFor(mutant, subject) !== undefined)
const chosen = options.all ? every : sample(every, Number(options.count), Number(options.seed))
console.log(
  `${every.length} mutants of ${known.length} files, ${equivalent.length} of them equivalent; trying ${chosen.length}` +
    (options.all ? '' : `, seed ${options.seed}`),
)

const started = Date.now()
const survivors: string[] = []
let caught = 0
let uncompiled = 0
let passed = 0
const queue = [...chosen]
const lanes = Array.from({ length: LANES }, openLane)
try {
  await Promise.all(lanes.map((lane, at) => (at === 0 ? checkSoundness(lane).then(() => work(lane)) : work(lane))))
} finally {
  for (const lane of lanes) lane.close()
}
const rate = caught / (caught + survivors.length || 1)
for (const survivor of survivors.sort()) console.log(`survived  ${survivor}`)
console.log(
  `${caught} caught by tests, ${survivors.length} survived, ${uncompiled} do not compile, ${passed} equivalent: ${(rate * 100).toFixed(1)} % caught ` +
    `in ${Math.round((Date.now() - started) / 1000)} s`,
)
process.exit(rate >= WANTED ? 0 : 1)

/** Tests that fail by themselves would catch every mutant. */
async function checkSoundness(lane: Lane): Promise<void> {
  const failed = await lane.attempt(null, [[...new Set(chosen.flatMap(({ subject }) => subject.tests))]])
  if (failed !== null) throw new Error(`The tests fail without any mutant: ${failed}`)
}

async function work(lane: Lane): Promise<void> {
  for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
    const { subject, mutant } = one
    if (reasonFor(mutant, subject) !== undefined) {
      passed++
      continue
    }
    const by = await lane.attempt(mutant, [subject.tests.slice(0, NEAR), subject.tests.slice(NEAR)])
    if (by === null) survivors.push(described(mutant, subject))
    else if (by === UNCOMPILED) uncompiled++
    else caught++
    if (options.verbose)
      console.log(`${by === null ? 'SURVIVED' : 'caught'}  ${described(mutant, subject)}  ${by ?? ''}`)
  }
}

function sample<T>(from: readonly T[], count: number, seed: number): T[] {
  const [picked = []] = fc.sample(
    fc.shuffledSubarray([...from], { minLength: Math.min(count, from.length), maxLength: count }),
    {
      numRuns: 1,
      seed,
    },
  )
  return picked
}

function described({ operator, start, end, replacement }: Mutant, { file, text }: Subject): string {
  const line = text.slice(0, start).split('\n').length
  const shown = (code: string): string => (code.length > 70 ? `${code.slice(0, 67)}...` : code).replaceAll('\n', ' ')
  return `${file}:${line} ${operator}: ${shown(text.slice(start, end))} → ${shown(replacement) || 'nothing'}`
}

function reasonFor(mutant: Mutant, { file, text }: Subject): string | undefined {
  const was = text.slice(mutant.start, mutant.end)
  const line = text.slice(0, mutant.start).split('\n').length
  const [found] = EQUIVALENT.filter(
    (one) =>
      one.file === file &&
      one.operator === mutant.operator &&
      one.was === was &&
      (text.split('\n')[line - 1] ?? '').includes(one.on ?? ''),
  )
  return found?.why
}
