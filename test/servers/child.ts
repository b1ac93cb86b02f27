import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { descendants } from '../../src/cli/process-tree.ts'

const START_TRIES = 1_200
const LOOK_MS = 50

/** A server by other authors, running on this machine. */
export interface Server {
  stop(): Promise<void>
  /** Kills the server during its work, and restarts the server on the same port. */
  restart(): Promise<void>
  /** Limits the size of the server's files, like a full disk. */
  roomFor(bytes: number | 'unlimited'): void
}

/** Runs a server until `stop`; resolves when the port is open. The output goes to `log`. */
export async function startServer(
  command: string,
  words: readonly string[],
  port: number,
  log: string,
): Promise<Server> {
  async function start(): Promise<ChildProcess> {
    const out = openSync(log, 'a')
    // With the signal passed over, a file that may not grow is an answer to give, as a full disk is, and no death.
    const child = spawn('/bin/sh', ['-c', 'trap "" XFSZ; exec "$0" "$@"', command, ...words], {
      stdio: ['ignore', out, out],
    })
    closeSync(out)
    for (let tries = 0; !(await isOpen(port)); tries++) {
      if (tries > START_TRIES || child.exitCode !== null)
        throw new Error(`${command} did not start: ${readFileSync(log, 'utf8')}`)
      await sleep(LOOK_MS)
    }
    return child
  }
  let child = await start()
  return {
    stop: () => end(child),
    async restart() {
      const pid = child.pid ?? 0
      const all = [...descendants(pid).map((one) => one.pid), pid]
      for (const one of all) kill(one)
      while (await isOpen(port)) await sleep(LOOK_MS)
      child = await start()
    },
    roomFor: (bytes) => {
      const limit = bytes === 'unlimited' ? 'unlimited' : String(bytes)
      execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${limit}:unlimited`])
    },
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // The process has already ended.
  }
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await Promise.race([ended, sleep(2_000)])
  child.kill('SIGKILL')
}
