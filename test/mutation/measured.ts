import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Place } from './coverage.ts'
import type { Lane, Measured, MeasuredSentence } from './lane.ts'
import { textsBehind } from './subjects.ts'

type Places = readonly (readonly [file: string, places: readonly Place[]])[]

/** Mutants by their place among those of their file, so that others may come and go. */
type Ran = Readonly<Record<string, readonly number[]>>

interface Kept {
  readonly test: string
  /** Of the tests, all that they import, and the operators. */
  readonly digest: string
  readonly onLoad: Ran
  readonly each: readonly (MeasuredSentence & { readonly ran: Ran })[]
}

/** Which tests come by which mutants: each lane runs some of the tests once, and what is known already is read from `keep`. */
export async function measured(
  root: string,
  lanes: readonly Lane[],
  tests: readonly string[],
  places: Places,
  keep: string,
): Promise<Measured[]> {
  const firsts = new Map(places.map(([file, some]) => [file, some[0]?.number ?? 0]))
  const files = places.flatMap(([file, some]) => some.map(() => file))
  const grouped = (numbers: readonly number[]): Ran => {
    const found: Record<string, number[]> = {}
    for (const number of numbers) {
      const file = files[number] ?? ''
      found[file] ??= []
      found[file].push(number - (firsts.get(file) ?? 0))
    }
    return found
  }
  const numbered = (ran: Ran): number[] =>
    Object.entries(ran).flatMap(([file, some]) => some.map((one) => one + (firsts.get(file) ?? 0)))

  const digests = new Map(tests.map((test) => [test, digestOf(textsBehind(root, test))]))
  const kept = new Map(linesOf(keep).map((one) => [`${one.test} ${one.digest}`, one]))
  const missing = tests.filter((test) => !kept.has(`${test} ${digests.get(test)}`))
  const share = (at: number) => missing.filter((_, index) => index % lanes.length === at)
  const take = ({ test, onLoad, each }: Measured): void => {
    const digest = digests.get(test) ?? ''
    const one: Kept = {
      ...{ test, digest, onLoad: grouped(onLoad) },
      each: each.map(({ ran, ...sentence }) => ({ ...sentence, ran: grouped(ran) })),
    }
    kept.set(`${test} ${digest}`, one)
    if (keep !== '') appendFileSync(keep, `${JSON.stringify(one)}\n`)
  }
  await Promise.all(lanes.map((lane, at) => lane.measure(share(at), places, take)))
  return tests.flatMap((test): Measured[] => {
    const one = kept.get(`${test} ${digests.get(test)}`)
    if (!one) return []
    const each = one.each.map(({ ran, ...sentence }) => ({ ...sentence, ran: numbered(ran) }))
    return [{ test, onLoad: numbered(one.onLoad), each }]
  })
}

const linesOf = (file: string): Kept[] =>
  file === '' || !existsSync(file)
    ? []
    : readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line): Kept => JSON.parse(line))

function digestOf(texts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text).update('\0')
  return hash.digest('hex').slice(0, 16)
}
