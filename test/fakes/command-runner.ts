import { readFileSync, writeFileSync } from 'node:fs'
import { main } from '../../src/cli/command-line.ts'
import type { Printed } from './command.ts'
import type { CommandWish } from './command-process.ts'

/** Reads command lines from the standard input, and writes what they print to file descriptor 3. */
const wishes: readonly CommandWish[] = JSON.parse(readFileSync(0, 'utf8'))
const printed: Printed[] = []
const before = { ...process.env }
for (const { words, env } of wishes) {
  let [stdout, stderr] = ['', '']
  console.log = (line: unknown) => {
    stdout += `${line}\n`
  }
  console.error = (line: unknown) => {
    stderr += `${line}\n`
  }
  process.env = { ...before, ...env }
  const status = await main(words)
  printed.push({ status, stdout, stderr })
}
writeFileSync(3, JSON.stringify(printed))
process.exit()
