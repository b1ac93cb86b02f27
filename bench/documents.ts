import { spawnSync } from 'node:child_process'
import { ROOT } from '../src/cli/place.ts'
import { type Budget, report } from './budget.ts'

/** So much that writing the widest document collects no garbage: what is allocated can then be read off the heap. */
const UNCOLLECTED = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256']

/** What writing a document costs, each in a process of its own: time beside the least that could be done, and memory. */
export const measureDocuments = (): Budget[] => [
  ...budgetsOf('bench/documents/time.ts'),
  ...budgetsOf('bench/documents/memory.ts', UNCOLLECTED),
]

function budgetsOf(script: string, flags: readonly string[] = []): Budget[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, script], { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${script} failed:\n${stderr}`)
  return JSON.parse(stdout)
}

// node bin/launch.mjs bench/documents.ts
if (import.meta.main) process.exit(report(measureDocuments()) ? 0 : 1)
