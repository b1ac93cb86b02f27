import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import { hostname } from 'node:os'
import type { Folder } from './folder.ts'

const LOCK = 'lock'
/** A lock that its holder has not touched for so long has no holder. Elsewhere than on Linux nothing better is known. */
const ABANDONED_MS = 60_000

/** The one courier that uses a state folder. */
export interface Lock {
  /** To be called at every turn. False when somebody else has taken the lock: then all work must stop. Throws what the disk says. */
  keep(): boolean
  leave(): void
}

/** Null when another process uses this state folder. */
export function takeLock(folder: Folder): Lock | null {
  const mine = `${process.pid} ${startOf(process.pid) ?? '?'} ${randomUUID()} ${hostname()}`
  for (let tries = 0; tries < 3; tries++) {
    // Looked at before anything is written: on a full disk nothing can be, and still somebody may hold it.
    if (folder.look(LOCK) && isHeld(folder, textOf(folder))) return null
    if (write(folder, mine)) {
      for (const name of folder.list()) if (name.startsWith(`${LOCK}.`)) folder.remove(name)
      return lockOf(folder, mine)
    }
    const found = textOf(folder)
    if (isHeld(folder, found)) return null
    // Only one of several that find it abandoned gets it out of the way.
    const aside = `${LOCK}.${randomUUID()}`
    try {
      folder.take(folder, LOCK, aside)
    } catch {
      continue
    }
    const taken = folder.read(aside, 1_000).toString()
    folder.remove(aside)
    if (taken !== found) return null
  }
  return null
}

const lockOf = (folder: Folder, mine: string): Lock => ({
  keep() {
    // A disk that can't be read says nothing of who has it.
    if (!folder.look(LOCK) || folder.read(LOCK, 1_000).toString() !== mine) return false
    const now = new Date()
    fs.utimesSync(folder.at(LOCK), now, now)
    return true
  },
  leave() {
    if (textOf(folder) === mine) folder.remove(LOCK)
  },
})

/** Whole at once, so that a kill leaves no lock of nobody's. False when there is one. */
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
    // A file system without links.
    folder.write(LOCK, Buffer.from(text))
    return true
  } finally {
    folder.remove(unfinished)
  }
}

function isHeld(folder: Folder, found: string): boolean {
  const [, pid, start, host] = /^(\d+) (\S+) \S+ (.*)$/s.exec(found) ?? []
  const began = host === hostname() && start !== '?' ? startOf(Number(pid)) : undefined
  // A process that has the number now, but began at another time, is another one: the machine was started anew.
  if (began !== undefined) return began === start
  const changed = folder.look(LOCK)?.changedAt ?? 0n
  const isFresh = Date.now() - Number(changed / 1_000_000n) < ABANDONED_MS
  // Of another machine, or of one that is just being written, nothing else can be known.
  return isFresh && (host !== hostname() || isAlive(Number(pid)))
}

function textOf(folder: Folder): string {
  try {
    return folder.read(LOCK, 1_000).toString()
  } catch {
    return ''
  }
}

/** When a process began, in a way that tells it from every other; null when there is none, undefined where that can't be read. */
function startOf(pid: number): string | null | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const [, after = ''] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const [state, ...fields] = after.split(' ')
    // Dead, and nobody has asked how it ended.
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
