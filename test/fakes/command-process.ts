import { spawnSync } from 'node:child_process'
import path from 'node:path'
import type { Printed } from './command.ts'

/** A command line, and the variables that only this command line has in its environment. */
export interface CommandWish {
  readonly words: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/**
 * Runs the command lines one after the other in one process of Node. The test runner reads modules in another way. One process
 * loads the gateway once. It also reads each file of a configuration once.
 */
export function runCommands(wishes: readonly CommandWish[]): readonly Printed[] {
  const { status, output } = spawnSync(process.execPath, [path.resolve('test/fakes/command-runner.ts')], {
    ...{ input: JSON.stringify(wishes), encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe', 'pipe'] },
  })
  const [, , stderr, printed] = output
  if (status !== 0 || printed == null) throw new Error(`The command lines ended with ${status}: ${stderr}`)
  return JSON.parse(printed)
}
