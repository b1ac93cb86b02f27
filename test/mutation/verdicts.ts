import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Mutant } from './mutants.ts'

/** What became of one mutant. */
export interface Verdict {
  /** The file, its text, and the mutant: when the text changes, it is tried again. */
  readonly key: string
  readonly commit: string
  readonly file: string
  readonly mutant: string
  readonly verdict: 'caught' | 'survived' | 'uncompiled'
  /** What noticed. */
  readonly by: string
  readonly ms: number
}

/** One line each, written as they come: what was stopped goes on where it was. */
export interface Verdicts {
  of(key: string): Verdict | undefined
  add(verdict: Verdict): void
}

export function keptVerdicts(file: string): Verdicts {
  const lines = file !== '' && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const known = new Map(
    lines.filter(Boolean).map((line): [string, Verdict] => {
      const verdict: Verdict = JSON.parse(line)
      return [verdict.key, verdict]
    }),
  )
  return {
    of: (key) => known.get(key),
    add(verdict) {
      known.set(verdict.key, verdict)
      if (file !== '') appendFileSync(file, `${JSON.stringify(verdict)}\n`)
    },
  }
}

const digests = new Map<string, string>()

export function keyOf({ file, start, end, replacement }: Mutant, text: string): string {
  const digest = digests.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 12)
  digests.set(text, digest)
  return [file, digest, `${start}-${end}`, replacement].join(' ')
}

/** How each file fares, and all of them. Neither what doesn't compile nor what is equivalent counts. */
export function table(rows: readonly (readonly [file: string, some: readonly Outcome[]])[]): string[] {
  const shown = [...rows, ['all', rows.flatMap(([, some]) => some)] as const].map(([file, some]) => {
    const of = (wanted: Outcome): number => some.filter((one) => one === wanted).length
    const numbers = [some.length, of('equivalent'), of('uncompiled'), of('caught'), of('survived'), of('untried')]
    return `${file.padEnd(44)}${numbers.map((number) => String(number).padStart(12)).join('')}${(rate(some) * 100).toFixed(1).padStart(8)} %`
  })
  const heads = ['mutants', 'equivalent', 'uncompiled', 'caught', 'survived', 'untried']
  return [`${'file'.padEnd(44)}${heads.map((head) => head.padStart(12)).join('')}${'caught'.padStart(10)}`, ...shown]
}

export type Outcome = Verdict['verdict'] | 'equivalent' | 'untried'

export function rate(some: readonly Outcome[]): number {
  const caught = some.filter((one) => one === 'caught').length
  const survived = some.filter((one) => one === 'survived').length
  return caught + survived === 0 ? 1 : caught / (caught + survived)
}
