import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Takes a place that only one process at a time may use, and gives back how to leave it; null when another process is
 * there. One that was killed has left its file behind, which counts for nothing once its process is gone.
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

/** Dead, but nobody has asked how it ended: in a container whose first process never asks, it stays listed for good. */
function isDefunct(pid: number): boolean {
  try {
    return /^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
