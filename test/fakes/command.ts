import { vi } from 'vitest'
import { main } from '../../src/cli/command-line.ts'

export interface Printed {
  readonly status: number
  /** One character for each byte. */
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line within this process: a process of its own takes half a second to load the gateway. */
export async function runCommand(...words: readonly string[]): Promise<Printed> {
  let [stdout, stderr] = ['', '']
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((line: unknown) => {
      stdout += `${line}\n`
    }),
    vi.spyOn(console, 'error').mockImplementation((line: unknown) => {
      stderr += `${line}\n`
    }),
    vi.spyOn(process.stdout, 'write').mockImplementation((bytes: string | Uint8Array) => {
      stdout += Buffer.from(bytes).toString('latin1')
      return true
    }),
  ]
  try {
    const status = await main(words)
    return { status, stdout, stderr }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
