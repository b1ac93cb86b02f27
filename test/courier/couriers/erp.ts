import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, unlinkSync, watch } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../../src/cli/fake-apicbase/dice.ts'

/** An ERP that reads a folder and consumes a file at once, or a while later. */
export interface Erp {
  readonly folder: string
  /** Digests of the consumed files by file name, in order. */
  readonly eaten: ReadonlyMap<string, readonly string[]>
  /** Names that were seen in the folder and that no document has. */
  readonly strange: ReadonlySet<string>
  stop(): void
}

const NAME = /^PO-[a-z0-9]+-\d+-\d+\.json$/
const AT_ONCE = 0.6
const SLOWEST_MS = 400
const LOOK_MS = 50

export function openErp(folder: string, dice: Dice): Erp {
  mkdirSync(folder, { recursive: true })
  const eaten = new Map<string, string[]>()
  const strange = new Set<string>()
  const chosen = new Set<string>()
  let isOpen = true

  function eat(name: string): void {
    try {
      const bytes = readFileSync(path.join(folder, name))
      unlinkSync(path.join(folder, name))
      const digests = eaten.get(name) ?? []
      digests.push(createHash('sha256').update(bytes).digest('hex'))
      eaten.set(name, digests)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
    chosen.delete(name)
  }

  function look(): void {
    for (const name of readdirSync(folder)) {
      if (!NAME.test(name)) strange.add(name)
      else if (!chosen.has(name)) {
        chosen.add(name)
        if (dice.chance(AT_ONCE)) eat(name)
        else setTimeout(eat, dice.below(SLOWEST_MS), name)
      }
    }
  }

  const watcher = watch(folder, look)
  const looking = (async () => {
    for (; isOpen; await sleep(LOOK_MS)) look()
  })()
  return {
    folder,
    eaten,
    strange,
    stop() {
      isOpen = false
      watcher.close()
      looking.catch(() => {})
    },
  }
}
