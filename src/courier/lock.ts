import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import { hostname } from 'node:os'
import type { Folder } from './folder.ts'

const LOCK = 'lock'
/** Age at which an untouched lock counts as abandoned. Only Linux offers a better check. */
const ABANDONED_MS = 60_000

/** Right of one courier to use a state folder. */
export type Lock = ReturnType<typeof lockOf>

/** Returns null if another process uses this state folder. */
export function takeLock(folder: Folder): Lock | null {
  const mine = `${process.pid} ${startOf(process.pid) ?? '?'} ${randomUUID()} ${hostname()}`
  for (let tries = 0; tries < 3; tries++) {
    // Check before writing: on a full disk no lock can be written, although another process may hold the lock.
    if (folder.look(LOCK) && isHeld(folder, textOf(folder))) return null
    if (write(folder, mine)) {
      for (const name of folder.list()) if (name.startsWith(`${LOCK}.`)) folder.remove(name)
      return lockOf(folder, mine)
    }
    const found = textOf(folder)
    if (isHeld(folder, found)) return null
    // If several processes find an abandoned lock, only one process can rename the lock.
    const aside = `${LOCK}.${randomUUID()}`
    try {
      folder.take(folder, LOCK, aside)
    } catch {
      continue
    }
    const taken = folder.read(aside, 1_000).toString()
    if (taken !== found) {
      // A faster process has written a new lock meanwhile, which this process moved aside.
      folder.take(folder, aside, LOCK)
      return null
    }
    folder.remove(aside)
  }
  return null
}

const lockOf = (folder: Folder, mine: string) => ({
  /**
   * Call at every turn. Returns false if another process has taken the lock: then all work must stop. Throws disk
   * errors.
   */
  keep(): boolean {
    // An unreadable disk does not show who holds the lock.
    if (!folder.look(LOCK) || folder.read(LOCK, 1_000).toString() !== mine) return false
    const now = new Date()
    fs.utimesSync(folder.at(LOCK), now, now)
    return true
  },
  leave(): void {
    if (textOf(folder) === mine) folder.remove(LOCK)
  },
})

/**
 * Writes the complete lock in one step, so that a killed process leaves no lock without an owner. Returns false if a
 * lock exists.
 */
function write(folder: Folder, text: string): boolean {
  const unfinished = `${LOCK}.${randomUUID()}`
  try {
    folder.write(unfinished, Buffer.from(text))
    folder.link(unfinished, LOCK)
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EEXIST') return false
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    // The file system has no links.
    folder.write(LOCK, Buffer.from(text))
    return true
  } finally {
    folder.remove(unfinished)
  }
}

function isHeld(folder: Folder, found: string): boolean {
  const [, pid, start, host] = /^(\d+) (\S+) \S+ (.*)$/s.exec(found) ?? []
  const began = host === hostname() && start !== '?' ? startOf(Number(pid)) : undefined
  // A process with the same number but another start is another process: the machine was restarted.
  if (began !== undefined) return began === start
  const changed = folder.look(LOCK)?.changedAt ?? 0n
  const isFresh = Date.now() - Number(changed / 1_000_000n) < ABANDONED_MS
  // For another machine, or for an incomplete lock, only the age is known.
  return isFresh && (host !== hostname() || isAlive(Number(pid)))
}

function textOf(folder: Folder): string {
  try {
    return folder.read(LOCK, 1_000).toString()
  } catch {
    return ''
  }
}

/** Start of a process, unique among all processes. Null without the process, undefined if the start cannot be read. */
function startOf(pid: number): string | null | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const [, after = ''] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const [state, ...fields] = after.split(' ')
    // Dead, but the parent process has not yet collected the exit code.
    return state === 'Z' ? null : `${boot}/${fields[18]}`
  } catch (error) {
    return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')
      ? null
      : undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
