import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Acquires a lock for one process and returns the function that releases the lock. Null if another process holds the
 * lock. The lock of a killed process counts as free.
 */
export function acquireLock(file: string): (() => void) | null {
  mkdirSync(path.dirname(file), { recursive: true })
  for (let tries = 0; tries < 3; tries++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => {
        if (ownerOf(file) === process.pid) rmSync(file, { force: true })
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const owner = ownerOf(file)
    if (owner > 0 && isAlive(owner)) return null
    rmSync(file, { force: true })
  }
  return null
}

function ownerOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return 0
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  return !isDefunct(pid)
}

/**
 * Dead, but the parent process has not collected the exit code. In a container the first process may never collect exit
 * codes, so the process stays listed.
 */
function isDefunct(pid: number): boolean {
  try {
    return /^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
