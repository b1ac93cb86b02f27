import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from './place.ts'
import { descendants, endAll, type Processes } from './process-tree.ts'

const START_LIMIT_MS = 120_000
const END_LIMIT_MS = 5000
const LOOK_MS = 100

/** `wrangler dev`, and everything it starts. */
export interface LocalServer {
  /** Resolves when it answers; to the exit code when it ended instead. */
  readonly ready: Promise<'ready' | number>
  /** Resolves to the exit code when wrangler has ended, whoever ended it. */
  readonly ended: Promise<number>
  /** Ends it, by force after a while, and resolves when nothing of it is left. */
  stop(): Promise<void>
}

export function startServer(wranglerFile: string, port: number, persist: string, folder: string): LocalServer {
  const words = ['dev', '--config', wranglerFile, '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0']
  const quiet = ['--show-interactive-dev-session=false', '--log-level', 'warn']
  const guard = [
    '--disable-warning=ExperimentalWarning',
    '--import',
    path.join(import.meta.dirname, 'wrangler-guard.ts'),
  ]
  const wrangler = spawn(
    process.execPath,
    [...guard, path.join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), ...words, '--persist-to', persist, ...quiet],
    // Its words go to standard error: standard output holds ours, for whoever waits for `ready`.
    { cwd: ROOT, stdio: ['ignore', 2, 2], env: { ...process.env, ...environment(folder) } },
  )
  const ended = new Promise<number>((resolve) => {
    wrangler.once('error', () => resolve(1))
    wrangler.once('exit', (code) => resolve(code ?? 1))
  })
  let started: Processes = []
  const look = (): void => {
    const now = wrangler.pid === undefined ? [] : descendants(wrangler.pid)
    if (now.length > 0) started = now
  }
  const ready = Promise.race([answers(port), ended])
  // Now, because if wrangler itself were killed its workerd would no longer tell whose it was.
  void ready.then(look)
  const stop = async (): Promise<void> => {
    look()
    wrangler.kill('SIGTERM')
    await Promise.race([ended, sleep(END_LIMIT_MS, undefined, { ref: false })])
    if (wrangler.exitCode === null && wrangler.signalCode === null) wrangler.kill('SIGKILL')
    endAll(started)
  }
  return { ended, ready, stop }
}

const environment = (folder: string): Record<string, string> => ({
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_SEND_METRICS: 'false',
  // Its log repeats every var, in a folder of the user's.
  WRANGLER_WRITE_LOGS: 'false',
  WRANGLER_REGISTRY_PATH: path.join(folder, 'registry'),
  // So that the file with the vars can be deleted once it has been read.
  WRANGLER_CI_DISABLE_CONFIG_WATCHING: 'true',
  CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  // A store of URLs and SQL text below the storage folder, and a browser for it.
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
})

async function answers(port: number): Promise<'ready' | number> {
  for (const until = Date.now() + START_LIMIT_MS; Date.now() < until; await sleep(LOOK_MS)) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2000) })
      if (answer.ok) return 'ready'
    } catch {
      // Not yet.
    }
  }
  console.error(`The gateway did not answer within ${START_LIMIT_MS / 1000} seconds.`)
  return 1
}
