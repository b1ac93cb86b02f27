import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const START_TRIES = 100
const LOOK_MS = 50

/** Runs a server until `stop`; resolves when its port is open. Its words go to `log`. */
export async function startServer(
  command: string,
  words: readonly string[],
  port: number,
  log: string,
): Promise<{ stop(): Promise<void> }> {
  const out = openSync(log, 'a')
  const child = spawn(command, words, { stdio: ['ignore', out, out] })
  closeSync(out)
  for (let tries = 0; !(await isOpen(port)); tries++) {
    if (tries > START_TRIES || child.exitCode !== null)
      throw new Error(`${command} did not start: ${readFileSync(log, 'utf8')}`)
    await sleep(LOOK_MS)
  }
  return { stop: () => end(child) }
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
