import { parseArgs } from 'node:util'
import { didYouMean } from '../text/suggestion.ts'

/** A command of the command line, such as `orderbridge config`. */
export interface Command {
  readonly help: string
  /** Resolves to the exit code. */
  run(words: readonly string[]): Promise<number>
}

/** Wrong use of a command: a sentence, with exit code 2. */
export class UsageError extends Error {}

type Kind = 'text' | 'switch'
type Values<O extends Record<string, Kind>> = { [K in keyof O]: O[K] extends 'switch' ? boolean : string | undefined }

/** Reads the options among `words`. Refuses every other word. */
export function readOptions<const O extends Record<string, Kind>>(words: readonly string[], known: O): Values<O> {
  const { options, rest } = readWords(words, known)
  if (rest[0] !== undefined) throw new UsageError(`Unexpected argument '${rest[0]}'.`)
  return options
}

/** Reads the options among `words`, and returns the other words. */
export function readWords<const O extends Record<string, Kind>>(
  words: readonly string[],
  known: O,
): { readonly options: Values<O>; readonly rest: readonly string[] } {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, kind]) => [name, { type: kind === 'switch' ? 'boolean' : 'string' } as const]),
  )
  for (const word of words) {
    const name = /^--([^=]+)/.exec(word)?.[1]
    if (name !== undefined && !Object.hasOwn(known, name)) {
      throw new UsageError(`There is no option --${name}.${didYouMean(name, Object.keys(known)).replace("'", "'--")}`)
    }
  }
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, strict: true, allowPositionals: true })
    const whole = Object.entries(known).map(([name, kind]) => [
      name,
      values[name] ?? (kind === 'switch' ? false : undefined),
    ])
    return { options: Object.fromEntries(whole) as Values<O>, rest: positionals }
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)
    const [, bare] = /^Option '(?:-\w, )?(--[\w-]+) <value>' argument/.exec(message) ?? []
    throw new UsageError(bare === undefined ? `${message}.` : `${bare} needs a value: ${bare} VALUE.`)
  }
}

/** Reads a whole number within bounds. */
export function readNumber(text: string, option: string, least: number, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new UsageError(`--${option} must be a whole number from ${least} to ${most}, not '${text}'.`)
}
