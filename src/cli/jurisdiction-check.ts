import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Mistake } from '../config/mistake.ts'
import { jurisdictionOf } from '../profile/jurisdiction.ts'
import { ROOT } from './place.ts'

/** Mistakes in JURISDICTION, in wrangler.toml or in the words for wrangler (`--var JURISDICTION:eu`). */
export function jurisdictionMistakes(toml: string, words: readonly string[] = []): Mistake[] {
  const vars = toml.split(/^(?=[ \t]*\[)/m).filter((section) => /^\s*\[(env\.[^\]]+\.)?vars\]/.test(section))
  const written = vars.flatMap((section) =>
    Array.from(section.matchAll(/^\s*"?JURISDICTION"?\s*=\s*(["'])(.*?)\1/gm), ([, , value]) => value ?? ''),
  )
  const passedOn = words.flatMap((word) => /^(?:--var=)?JURISDICTION:(.*)$/.exec(word)?.[1] ?? [])
  return [...written, ...passedOn].flatMap((value) => {
    const read = jurisdictionOf(value)
    return read.ok ? [] : [{ path: '', message: read.error }]
  })
}

export const projectToml = (): string => readFileSync(path.join(ROOT, 'wrangler.toml'), 'utf8')
