import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '../../src/cli/place.ts'
import { descendants, type Processes } from '../../src/cli/process-tree.ts'
import { endAll } from '../servers/end-all.ts'
import { freePort } from '../servers/free-port.ts'
import type { Setting } from './setting.ts'

/** The gateway as `npm start` runs it, in a process group of its own that can be killed at one blow. */
export interface Gateway {
  readonly url: string
  /** Resolves when it serves. Rejects when it doesn't in time, or ends by itself. */
  start(): Promise<void>
  /** Begins to start; for a kill before it is ready. */
  launch(): void
  /** SIGKILL to the whole group: nothing of it gets to do anything any more. */
  kill(): Promise<void>
  /** As Ctrl-C does it. */
  stop(): Promise<void>
  log(): string
}

/** A busy machine may take minutes to build and start a gateway. */
const START_LIMIT_MS = 180_000
const END_LIMIT_MS = 10_000
const LOOK_MS = 20
const SHOWN_LINES = 30

export async function createGateway(
  setting: Pick<Setting, 'configFile' | 'varsFile' | 'persist'>,
  folder: string,
  /** The source tree that it runs from. */
  root = ROOT,
  /** Further options of `npm start`. */
  options: readonly string[] = [],
): Promise<Gateway> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const logFile = path.join(folder, 'gateway.log')
  let child: ChildProcess | null = null
  let family: Processes = []

  function launch(): void {
    const log = openSync(logFile, 'a')
    const words = ['start', '--port', String(port), '--config', setting.configFile, ...options]
    child = spawn(
      process.execPath,
      ['bin/launch.mjs', 'src/cli/main.ts', ...words, '--persist', setting.persist, '--vars', setting.varsFile],
      {
        cwd: root,
        detached: true,
        stdio: ['ignore', log, log],
        // wrangler leaves a folder behind whenever it is killed.
        env: { ...process.env, TMPDIR: folder },
      },
    )
    closeSync(log)
  }

  const lastLines = (): string => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-SHOWN_LINES).join('\n')

  async function ready(): Promise<void> {
    for (const until = Date.now() + START_LIMIT_MS; Date.now() < until; await sleep(LOOK_MS)) {
      if (hasEnded(child))
        throw new Error(`The gateway ended by itself while starting. The log ends with:\n${lastLines()}`)
      if (await answers(url)) return
    }
    throw new Error(`The gateway did not serve within ${START_LIMIT_MS} ms.`)
  }

  async function gone(): Promise<void> {
    for (const until = Date.now() + END_LIMIT_MS; Date.now() < until && !hasEnded(child); ) await sleep(LOOK_MS)
    endAll(family)
    family = []
    child = null
  }

  return {
    url,
    launch,
    async start() {
      if (!child) launch()
      await ready()
      // Now, because to ask for it takes longer than the moment a kill is aimed at.
      family = child?.pid ? descendants(child.pid) : []
    },
    async kill() {
      if (!child?.pid) return
      if (family.length === 0) family = descendants(child.pid)
      process.kill(-child.pid, 'SIGKILL')
      await gone()
    },
    async stop() {
      if (!child?.pid) return
      family = descendants(child.pid)
      child.kill('SIGTERM')
      await gone()
    },
    log: () => readFileSync(logFile, 'utf8'),
  }
}

const hasEnded = (child: ChildProcess | null): boolean =>
  child === null || child.exitCode !== null || child.signalCode !== null

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1_000) })).ok
  } catch {
    return false
  }
}
