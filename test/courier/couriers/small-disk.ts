import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A disk so small that the test can fill the disk. */
export interface SmallDisk {
  readonly folder: string
  /** Fills the disk. Until `free`, the disk accepts no byte, even after other files are removed. */
  fill(): void
  free(): Promise<void>
  close(): void
}

/** A journal has a file for each document: space for thousands of files. */
const SIZE = '48m'

/** Returns null if this user may not mount a disk. */
export function mountSmallDisk(folder: string): SmallDisk | null {
  mkdirSync(folder, { recursive: true })
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0755`, 'tmpfs', folder])
  if (status !== 0) return null
  const ballast = path.join(folder, 'ballast')
  let filling: Promise<void> | null = null
  let isFull = false

  async function keepFull(): Promise<void> {
    for (; isFull; await sleep(2)) {
      try {
        for (;;) appendFileSync(ballast, Buffer.alloc(4_096))
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      }
    }
  }

  return {
    folder,
    fill() {
      isFull = true
      filling = keepFull()
    },
    async free() {
      isFull = false
      await filling
      rmSync(ballast, { force: true })
    },
    close: () => void spawnSync('umount', ['-l', folder]),
  }
}
