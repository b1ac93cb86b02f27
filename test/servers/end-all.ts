import { spawnSync } from 'node:child_process'
import type { Processes } from '../../src/cli/process-tree.ts'

/** Kills the processes that still run. Skips a process id that another command now has. */
export function endAll(those: Processes): void {
  for (const { pid, command } of those) {
    const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
    if (stdout?.trim() !== command.trim()) continue
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // The process has already ended.
    }
  }
}
