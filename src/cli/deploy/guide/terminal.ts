import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectToml } from '../../jurisdiction-check.ts'
import { ROOT } from '../../place.ts'
import type { GuidePorts, WranglerResult } from './step.ts'

export const WRANGLER = path.join(ROOT, 'node_modules/wrangler/bin/wrangler.js')

type FromTerminal = Omit<GuidePorts, 'vars' | 'readGateway' | 'wrangler'>

/** The guide's ports in a terminal. Call `close` at the end, else the process waits for input. */
export function terminalPorts(): FromTerminal & { close(): void } {
  let isHidden = false
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (!isHidden) process.stdout.write(chunk)
      done()
    },
  })
  const input: Interface = createInterface({ input: process.stdin, output, terminal: true })
  let hasEnded = false
  input.once('close', () => {
    hasEnded = true
  })
  // Ctrl-C ends the guide as any program. The state is stored after each step.
  input.once('SIGINT', () => process.exit(130))
  const ask = (question: string): Promise<string | null> =>
    new Promise((resolve) => {
      if (hasEnded) return resolve(null)
      const ended = (): void => resolve(null)
      input.once('close', ended)
      input.question(`${question} `, (answer) => {
        input.removeListener('close', ended)
        resolve(answer.trim())
      })
    })
  return {
    say: (line) => console.log(line),
    ask,
    async askSecret(question) {
      process.stdout.write(`${question} `)
      isHidden = true
      const answer = await ask('')
      isHidden = false
      process.stdout.write('\n')
      return answer
    },
    fetch,
    wait: (ms) => sleep(ms),
    today: () => new Date().toISOString().slice(0, 10),
    newSecret: () => randomBytes(24).toString('hex'),
    readToml: projectToml,
    writeToml: (text) => writeFileSync(path.join(ROOT, 'wrangler.toml'), text),
    writePrivate(text) {
      const file = path.join(mkdtempSync(path.join(tmpdir(), 'orderbridge-secrets-')), 'secrets.json')
      // Ctrl-C ends the process without `remove`.
      process.once('exit', () => remove(file))
      writeFileSync(file, text, { mode: 0o600 })
      return file
    },
    remove,
    close: () => input.close(),
  }
}

const remove = (file: string): void => rmSync(path.dirname(file), { recursive: true, force: true })

/** Runs wrangler in the project. `quiet` and `shown` read the output, so wrangler asks no question. */
export const runWrangler = (
  words: readonly string[],
  how: 'quiet' | 'shown' | 'terminal',
  env: Readonly<Record<string, string>> = {},
  program = WRANGLER,
): Promise<WranglerResult> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd: ROOT,
      stdio: how === 'terminal' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    let output = ''
    for (const [stream, shown] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const)
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8')
        if (how === 'shown') shown.write(chunk)
      })
    child.once('error', (error) => resolve({ code: 1, output: `wrangler could not be run: ${error.message}` }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
