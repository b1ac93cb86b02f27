import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, watch } from 'node:fs'
import path from 'node:path'

/** A courier as users run a courier: the single file, in its own process. */
export interface CourierProcess {
  readonly name: string
  readonly node: string
  start(): void
  /** SIGKILL, without any cleanup. */
  kill(): Promise<void>
  /** SIGTERM, as a service manager stops a service. Resolves to the exit code. */
  stop(): Promise<number | null>
  /** Resolves at the next write to the journal or the folder, so that a kill hits the courier at work. */
  atWork(where: 'journal' | 'folder'): Promise<void>
  log(): string
}

export interface CourierWish {
  readonly name: string
  readonly file: string
  readonly node: string
  readonly url: string
  readonly supplier: string
  readonly route: string
  readonly folder: string
  readonly state: string
  readonly tokenFile: string
  readonly logFile: string
}

const EVERY_SECONDS = '0.1'

export function createCourierProcess({ name, file, node, logFile, ...wish }: CourierWish): CourierProcess {
  const { url, supplier, route, folder, state, tokenFile } = wish
  const journal = path.join(state, 'journal')
  mkdirSync(journal, { recursive: true, mode: 0o700 })
  let child: ChildProcess | null = null

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const ending = child
    child = null
    if (!ending || ending.exitCode !== null) return ending?.exitCode ?? null
    const exit = once(ending, 'exit')
    ending.kill(signal)
    await exit
    return ending.exitCode
  }

  return {
    name,
    node,
    start() {
      const log = openSync(logFile, 'a')
      const words = ['--url', url, '--supplier', supplier, '--route', route, '--folder', folder, '--state', state]
      child = spawn(node, [file, ...words, '--token-file', tokenFile, '--every', EVERY_SECONDS], {
        stdio: ['ignore', log, log],
        env: {},
      })
      closeSync(log)
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    atWork: (where) =>
      new Promise((resolve) => {
        const watcher = watch(where === 'journal' ? journal : folder, () => {
          watcher.close()
          resolve()
        })
      }),
    log: () => readFileSync(logFile, 'utf8'),
  }
}

/** The oldest and the newest Node of this machine that a courier may run on. */
export function nodesHere(): readonly [oldest: string, newest: string] {
  const found = [process.execPath, '/usr/bin/node', '/usr/local/bin/node']
    .filter((node) => existsSync(node))
    .map((node) => ({
      node,
      major: Number(/^v(\d+)/.exec(spawnSync(node, ['--version']).stdout.toString())?.[1] ?? 0),
    }))
    .filter(({ major }) => major >= 20)
    .sort((a, b) => a.major - b.major)
  return [found[0]?.node ?? process.execPath, found.at(-1)?.node ?? process.execPath]
}
