import { spawnSync } from 'node:child_process'
import { ROOT } from '../src/cli/place.ts'
import { type Budget, report } from './budget.ts'

/**
 * Young generation so large that writing the widest document collects no garbage. Then the heap size shows the
 * allocated bytes.
 */
const UNCOLLECTED = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256']

/**
 * Cost of writing a document, each measure in its own process: time compared with the least possible time, and memory.
 */
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
