import type { Gateway } from '../../../profile/supplier.ts'
import type { GuideState } from './state.ts'

/** How a command of wrangler ended. `output` holds both streams. */
export interface WranglerResult {
  readonly code: number
  readonly output: string
}

/** The terminal, wrangler and the network, as the guide uses them. A test replaces each. */
export interface GuidePorts {
  say(line: string): void
  /** The operator's answer, without white space at its ends. Null when the input ended. */
  ask(question: string): Promise<string | null>
  /** Asks as `ask` does, but shows no typed character. */
  askSecret(question: string): Promise<string | null>
  /** `quiet` shows no output. `terminal` gives wrangler the terminal, so there is no output to read. */
  wrangler(words: readonly string[], how: 'quiet' | 'shown' | 'terminal'): Promise<WranglerResult>
  readonly fetch: typeof fetch
  wait(ms: number): Promise<void>
  today(): string
  /** A new random secret. */
  newSecret(): string
  /** Secrets of the vars file and the environment, by name. */
  readonly vars: ReadonlyMap<string, string>
  readToml(): string
  writeToml(text: string): void
  /** Reads the configuration again, because the operator may have changed the file. */
  readGateway(): Promise<Gateway | null>
  /** Writes a file that only the user can read. Returns the path. */
  writePrivate(text: string): string
  remove(file: string): void
}

/** The data of all steps. `secrets`: the values that the operator gave in this run. */
export interface Guide {
  readonly ports: GuidePorts
  readonly state: GuideState
  gateway: Gateway
  readonly secrets: Map<string, string>
}

/** Why the guide stops, with what to do. */
export interface Stop {
  readonly stop: string
}

export interface Step {
  readonly name: string
  readonly title: string
  /** The step runs again when the guide goes on, because the result or the configuration can change. Asks nothing twice. */
  readonly again?: true
  /** Null when the step is done. */
  run(guide: Guide): Promise<Stop | null>
}

export const stop = (sentence: string): Stop => ({ stop: sentence })

export const INPUT_ENDED = stop('The input ended before the guide was done.')

/** Lets the operator choose by number. Null when the input ended. */
export async function choose<T>(
  { say, ask }: Pick<GuidePorts, 'say' | 'ask'>,
  question: string,
  choices: readonly { readonly text: string; readonly value: T }[],
): Promise<{ readonly value: T } | null> {
  for (const [index, { text }] of choices.entries()) say(`  ${index + 1}  ${text}`)
  for (;;) {
    const answer = await ask(`${question} [1-${choices.length}]`)
    if (answer === null) return null
    const chosen = choices[Number(answer) - 1]
    if (chosen && /^\d+$/.test(answer)) return { value: chosen.value }
    say(`  Give a number from 1 to ${choices.length}.`)
  }
}

/** Null when the input ended. */
export async function confirm(
  { say, ask }: Pick<GuidePorts, 'say' | 'ask'>,
  question: string,
): Promise<boolean | null> {
  for (;;) {
    const answer = await ask(`${question} [y/n]`)
    if (answer === null) return null
    if (/^(y|yes|n|no)$/i.test(answer)) return /^y/i.test(answer)
    say('  Give y or n.')
  }
}
