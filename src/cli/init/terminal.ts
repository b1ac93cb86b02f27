import { createInterface } from 'node:readline'
import type { AskPerson } from './asking.ts'

/** Asks at this terminal. The end of the input ends a question without an answer. */
export function createTerminal(): { readonly ask: AskPerson; close(): void } {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)))
  return {
    ask: (prompt) => Promise.race([new Promise<string>((resolve) => lines.question(prompt, resolve)), ended]),
    close: () => lines.close(),
  }
}
