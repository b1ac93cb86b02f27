import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from '../src/cli/place.ts'
import { descendants } from '../src/cli/process-tree.ts'
import { freePort } from '../test/servers/free-port.ts'
import type { Subject } from './rounds.ts'
import type { Setting } from './setting.ts'

export interface DevServer extends Subject {
  stop(): Promise<void>
}

/** Starts the gateway like `npm start`: in Miniflare. */
export async function startDevServer(setting: Setting, folder: string): Promise<DevServer> {
  const port = await freePort()
  const words = ['start', '--port', String(port), '--config', setting.configFile, '--vars', setting.varsFile]
  const child = spawn(process.execPath, ['src/cli/main.ts', ...words, '--persist', path.join(folder, 'dev-storage')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('ready ')) return
    throw new Error('The gateway ended by itself; the reason is above.')
  })()
  await ready
  child.stdout.resume()
  const pid = child.pid ?? 0
  return {
    name: 'npm start',
    url: `http://127.0.0.1:${port}`,
    pids: [pid, ...descendants(pid).map((one) => one.pid)],
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
