import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import type { Place } from './coverage.ts'

/** What the modules of a thousand mutants leave behind is given back with the process. */
const MEMORY_AT_MOST = 1_200_000_000

/** What noticed, when nothing else did. */
export const ENDLESS = 'it never ended'

/** One sentence of a file of tests. */
export interface Step {
  readonly test: string
  readonly sentence: number
}

/** What one file of tests comes by when it is loaded, and each of its sentences when it runs: numbers of mutants. */
export interface Measured {
  readonly test: string
  readonly onLoad: readonly number[]
  readonly each: readonly (MeasuredSentence & { readonly ran: readonly number[] })[]
}

export interface MeasuredSentence {
  readonly name: string
  readonly ms: number
  /** The sentence fails without any mutant. */
  readonly isLeftOut: boolean
}

export type Request =
  | { readonly tests: readonly string[]; readonly places: readonly (readonly [string, readonly Place[]])[] }
  | { readonly file: string; readonly text: string; readonly plan: readonly Step[] }

export type Answer =
  | { readonly at: string }
  | { readonly measured: Measured }
  | { readonly done: string | null; readonly memory: number }

/** A process in which one mutant after another is put, and where the tests run. */
export interface Lane {
  /** Throws when a test fails: it would catch every mutant. */
  measure(
    tests: readonly string[],
    places: readonly (readonly [string, readonly Place[]])[],
    take: (one: Measured) => void,
  ): Promise<void>
  /** The first sentence that noticed; null when none does. */
  attempt(file: string, text: string, plan: readonly Step[]): Promise<string | null>
  close(): void
}

/** `folder` is a copy of the sources, so that they may change meanwhile. */
export function openLane(folder: string): Lane {
  let process: ChildProcess | null = null
  const close = (): void => {
    process?.kill('SIGKILL')
    process = null
  }

  /** Null when it had to be ended, or ended by itself. */
  function ask(request: Request, hear: (answer: Answer) => void): Promise<{ done: string | null } | null> {
    const child = process ?? started(folder)
    process = child
    const { promise, resolve } = Promise.withResolvers<{ done: string | null } | null>()
    const listen = (answer: Answer): void => {
      hear(answer)
      if ('done' in answer) settle(answer, answer.memory > MEMORY_AT_MOST)
    }
    const ended = (): void => settle(null)
    const settle = (answer: { done: string | null } | null, isFull = answer === null): void => {
      child.off('message', listen).off('exit', ended)
      if (isFull) close()
      resolve(answer)
    }
    child.on('message', listen).on('exit', ended)
    child.send(request)
    return promise
  }

  return {
    async measure(tests, places, take) {
      const answer = await ask(
        { tests: tests.map(inFolder), places: places.map(([file, some]) => [inFolder(file), some]) },
        (one) => {
          if ('measured' in one) take({ ...one.measured, test: path.relative(folder, one.measured.test) })
        },
      )
      close()
      if (answer === null) throw new Error('The tests fail without any mutant, or take too long.')
    },
    async attempt(file, text, plan) {
      let last = ''
      const steps = plan.map(({ test, sentence }) => ({ test: inFolder(test), sentence }))
      const answer = await ask({ file: inFolder(file), text, plan: steps }, (one) => {
        if ('at' in one) last = path.basename(one.at)
      })
      return answer === null ? `${ENDLESS}, or ended everything: ${last}` : answer.done
    },
    close,
  }

  function inFolder(file: string): string {
    return path.join(folder, file)
  }
}

const started = (folder: string): ChildProcess =>
  fork(path.join(import.meta.dirname, 'runner.ts'), {
    execArgv: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', '--max-old-space-size=2000'],
    cwd: folder,
    env: { ...process.env, ORDERS: process.env.ORDERS ?? '12' },
  })
