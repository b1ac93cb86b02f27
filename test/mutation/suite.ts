import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'

/** What `vitest` is to the tests here: their sentences are gathered, and run one at a time by whoever asks. */

export interface Sentence {
  readonly name: string
  readonly run: () => unknown
}

type Body = (...values: readonly unknown[]) => unknown
type Declare = (name: string, ...rest: readonly unknown[]) => void

const around: string[] = []
let gathered: Sentence[] = []

/** The sentences that loading a file of tests declares. */
export async function gather(load: () => Promise<unknown>): Promise<readonly Sentence[]> {
  gathered = []
  around.length = 0
  await load()
  return gathered
}

/** Vitest takes options before the body and a time limit after it. */
const bodyIn = (rest: readonly unknown[]): Body => {
  const body = rest.find((one) => typeof one === 'function')
  if (!body) throw new Error(`A test without a body: ${around.join(' ')}`)
  return body as Body
}

function within(name: string, ...rest: readonly unknown[]): void {
  around.push(name)
  bodyIn(rest)()
  around.pop()
}

function sentence(name: string, ...rest: readonly unknown[]): void {
  const run = bodyIn(rest)
  gathered.push({ name: [...around, name].join(' '), run: () => run() })
}

const ofEach =
  (declare: Declare) =>
  (rows: readonly unknown[]): Declare =>
  (name, ...rest) => {
    const body = bodyIn(rest)
    for (const [at, row] of rows.entries())
      declare(`${name} [${at}]`, () => (Array.isArray(row) ? body(...row) : body(row)))
  }

const nothing = (): void => {}
const whenNot = (declare: Declare) => (skipped: unknown) => (skipped ? nothing : declare)

const describe = Object.assign(within, { each: ofEach(within), skipIf: whenNot(within) })
const it = Object.assign(sentence, { each: ofEach(sentence), skipIf: whenNot(sentence) })

/** Vitest's own matcher needs Vitest's runner. Here a golden file is only compared, never written. */
const matchesGolden =
  (text: string) =>
  (file: string): void =>
    expect(text.trim()).toBe(readFileSync(file, 'utf8').trim())

const expectHere = Object.assign(
  (value: unknown, message?: string) =>
    new Proxy(expect(value, message), {
      get: (assertion, name) =>
        name === 'toMatchFileSnapshot' ? matchesGolden(String(value)) : Reflect.get(assertion, name, assertion),
    }),
  expect,
)

/** For `test/fakes/eventually.ts`: Vitest's own needs Vitest's runner. */
async function waitFor<T>(
  check: () => T | Promise<T>,
  { timeout, interval }: { timeout: number; interval: number },
): Promise<T> {
  for (const end = Date.now() + timeout; ; await sleep(interval)) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}

export const vitest = { describe, it, test: it, expect: expectHere, vi: { waitFor } }
