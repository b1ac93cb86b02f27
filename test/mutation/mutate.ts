// Changes the code at one place at a time and checks that a test fails: npm run mutate. --part chooses the part: writers
// or outbox. --only FILE limits the files by a text in their names, --count and --seed choose a sample, --all tries
// every change. --out FILE stores each verdict and continues from the stored verdicts. --again repeats the stored
// survivors and the changes that never ended, because a machine may have been too busy.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { uncompiled } from './compiler.ts'
import { EQUIVALENT_DOCUMENTS } from './equivalent-documents.ts'
import { EQUIVALENT_OUTBOX } from './equivalent-outbox.ts'
import { EQUIVALENT_SYNTAXES } from './equivalent-syntaxes.ts'
import { EQUIVALENT_TEXT } from './equivalent-text.ts'
import { ENDLESS, type Lane, openLane } from './lane.ts'
import { measured } from './measured.ts'
import { type Mutant, mutantsOf, withMutant } from './mutants.ts'
import { planner } from './plan.ts'
import { importersOf, importsOf, PARTS, type Part, type Subject, subjects, testsOf } from './subjects.ts'
import { keptVerdicts, keyOf, type Outcome, rate, table, type Verdict } from './verdicts.ts'

const WANTED = 0.9
const EQUIVALENT = [...EQUIVALENT_TEXT, ...EQUIVALENT_SYNTAXES, ...EQUIVALENT_DOCUMENTS, ...EQUIVALENT_OUTBOX]
/** Made by the launcher, and imported as `#ssh2`. */
const MADE = ['.orderbridge/ssh2.mjs']

const { values: options } = parseArgs({
  options: {
    part: { type: 'string', default: 'writers' },
    all: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string', default: '150' },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: '' },
    lanes: { type: 'string', default: '2' },
    verbose: { type: 'boolean', default: false },
  },
})
const root = path.resolve(import.meta.dirname, '../..')
const started = Date.now()
const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
const sources = listed.split('\n').filter((name) => name !== '' && existsSync(path.join(root, name)))
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()

interface Candidate {
  readonly subject: Subject
  readonly mutant: Mutant
  readonly number: number
  readonly key: string
}

const part = partNamed(options.part)
const everything = subjects(root, part)
const importers = importersOf(root, part, everything)
const every = everything
  .flatMap((subject) => mutantsOf(subject.file, subject.text).map((mutant) => ({ subject, mutant })))
  .map((one, number): Candidate => ({ ...one, number, key: keyOf(one.mutant, one.subject.text) }))
const known = every.filter(({ subject }) => subject.file.includes(options.only))
if (known.length === 0)
  throw new Error(`No place to change was found. Check the files of '${options.part}' in subjects.ts.`)
const verdicts = keptVerdicts(options.out)
const chosen = options.all ? known : sample(known, Number(options.count), Number(options.seed))
const open = chosen.filter((one) => {
  const before = verdicts.of(one.key)
  const isDoubtful = before?.verdict === 'survived' || before?.by.startsWith(ENDLESS)
  return reasonFor(one) === undefined && (!before || (options.again && isDoubtful))
})
console.log(
  `${known.length} mutants of ${new Set(known.map(({ subject }) => subject)).size} files; trying ${open.length} of ${chosen.length}` +
    (options.all ? '' : `, seed ${options.seed}`),
)
if (open.length > 0) await tryAll()
report()

async function tryAll(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-mutation-'))
  const [tested = '', compiled = ''] = ['tested', 'compiled'].map((name) => path.join(folder, name))
  const lanes = Array.from({ length: Number(options.lanes) }, () => openLane(tested))
  const tidy = (): void => {
    for (const lane of lanes) lane.close()
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', tidy)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  try {
    for (const copy of [tested, compiled]) {
      for (const name of [...sources, ...MADE]) cpSync(path.join(root, name), path.join(copy, name))
      symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
    }
    const places = [...Map.groupBy(every, ({ subject }) => subject.file)].map(
      ([file, some]) => [file, some.map(({ mutant, number }) => ({ at: mutant.start, number }))] as const,
    )
    const tests = testsOf(root, part, [...new Set(open.map(({ subject }) => subject))])
    const keep = options.out === '' ? '' : `${options.out}.coverage`
    const plan = planner(
      await measured(root, lanes, tests, places, keep),
      (mutant) => every[mutant]?.subject.file ?? '',
      importers,
      importsOf(everything),
    )
    const queue = [...Map.groupBy(open, ({ subject }) => subject)]
    await Promise.all(
      lanes.map(async (lane) => {
        for (let next = queue.shift(); next; next = queue.shift()) await tryFile(lane, compiled, plan, ...next)
      }),
    )
  } finally {
    tidy()
  }
}

async function tryFile(
  lane: Lane,
  folder: string,
  plan: ReturnType<typeof planner>,
  subject: Subject,
  some: readonly Candidate[],
): Promise<void> {
  const { file, text } = subject
  const tell = (one: Candidate, verdict: Verdict['verdict'], by = '', ms = 0): void => {
    const mutant = described(one.mutant, text)
    verdicts.add({ key: one.key, commit, file, mutant, verdict, by, ms })
    if (options.verbose) console.log(`${verdict.padEnd(12)}${mutant}  ${by}`)
  }
  const ofAll = some.map(({ mutant }) => mutant)
  const refused = await uncompiled(folder, subject, ofAll, [])
  const survivors: Candidate[] = []
  for (const one of some) {
    const began = Date.now()
    if (refused.has(one.mutant)) {
      tell(one, 'uncompiled')
      continue
    }
    const mutated = withMutant(one.mutant, text)
    const by =
      (await lane.attempt(file, mutated, plan.stepsFor(one.number, file))) ??
      (await lane.attempt(file, mutated, plan.laterStepsFor(one.number, file)))
    if (by === null) {
      survivors.push(one)
      tell(one, 'survived', '', Date.now() - began)
      continue
    }
    plan.noticed(file, by)
    tell(one, 'caught', by, Date.now() - began)
  }
  const left = survivors.map(({ mutant }) => mutant)
  const byOthers = await uncompiled(folder, subject, left, around(file))
  for (const one of survivors) if (byOthers.has(one.mutant)) tell(one, 'uncompiled')
}

/** Whatever imports a file, however far: what it exports may be wrong for them only. */
function around(file: string): Subject[] {
  const served = importers.get(file) ?? new Set()
  return everything.filter((one) => one.file !== file && served.has(one.file))
}

function report(): void {
  const outcomeOf = (one: Candidate): Outcome =>
    reasonFor(one) === undefined ? (verdicts.of(one.key)?.verdict ?? 'untried') : 'equivalent'
  for (const one of chosen)
    if (outcomeOf(one) === 'survived') console.log(`survived  ${described(one.mutant, one.subject.text)}`)
  const rows = [...Map.groupBy(chosen, ({ subject }) => subject.file)].map(
    ([file, some]) => [file, some.map(outcomeOf)] as const,
  )
  for (const line of table(rows)) console.log(line)
  const reached = rate(chosen.map(outcomeOf))
  console.log(`${(reached * 100).toFixed(1)} % caught, in ${Math.round((Date.now() - started) / 1000)} s`)
  process.exitCode = reached >= WANTED ? 0 : 1
}

function partNamed(name: string): Part {
  const found = PARTS[name]
  if (!found) throw new Error(`There is no part '${name}'. The parts are ${Object.keys(PARTS).join(', ')}.`)
  return found
}

function sample<T>(from: readonly T[], count: number, seed: number): T[] {
  const length = Math.min(count, from.length)
  const picked = fc.shuffledSubarray([...from], { minLength: length, maxLength: length })
  return fc.sample(picked, { numRuns: 1, seed }).flat()
}

function described({ file, operator, start, end, replacement }: Mutant, text: string): string {
  const shown = (code: string): string => (code.length > 70 ? `${code.slice(0, 67)}...` : code).replaceAll('\n', ' ')
  return `${file}:${lineOf(start, text)} ${operator}: ${shown(text.slice(start, end))} → ${shown(replacement) || 'nothing'}`
}

function lineOf(start: number, text: string): number {
  return text.slice(0, start).split('\n').length
}

function reasonFor({ mutant, subject: { file, text } }: Candidate): string | undefined {
  const was = text.slice(mutant.start, mutant.end)
  const line = text.split('\n')[lineOf(mutant.start, text) - 1] ?? ''
  return EQUIVALENT.find(
    (one) => one.file === file && one.operator === mutant.operator && one.was === was && line.includes(one.on ?? ''),
  )?.why
}
