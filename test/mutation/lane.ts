import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Mutant } from './mutants.ts'

/** A mutant that takes longer goes round for ever, and somebody would notice. All the tests of a file take ten seconds. */
const LIMIT_MS = 30_000

const root = path.resolve(import.meta.dirname, '../..')
const COPIED = ['src', 'test', 'templates', 'docs', 'package.json', 'tsconfig.json', 'tsconfig.node.json']

/** One process for all of a run's files: a process each would take longer than the tests. */
const CONFIG = `import { defineConfig } from 'vitest/config'
const plugin = {
  name: 'liquid-as-text',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('.liquid') ? { code: 'export default ' + JSON.stringify(code), map: null } : undefined,
}
export default defineConfig({
  plugins: [plugin],
  cacheDir: '.cache',
  test: { include: ['test/**/*.test.ts'], isolate: false, maxWorkers: 1, bail: 1, testTimeout: 20_000, reporters: ['json'] },
})
`

/** Such a mistake is never committed, whatever the tests say. */
export const UNCOMPILED = 'the compiler'

const WRITERS = {
  extends: './tsconfig.json',
  compilerOptions: { types: [] },
  include: ['src/documents', 'templates', 'src/charset.ts', 'src/decimal.ts', 'src/order.ts'],
  exclude: [],
}

/** A copy of the sources in which one mutant after another is put, and where the tests run. */
export interface Lane {
  /** What noticed: the compiler, or the first test that failed. Null when neither does. */
  attempt(mutant: Mutant | null, tests: readonly (readonly string[])[]): Promise<string | null>
  close(): void
}

export function openLane(): Lane {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-mutation-'))
  for (const name of COPIED) cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  writeFileSync(path.join(folder, 'vitest.config.mjs'), CONFIG)
  writeFileSync(path.join(folder, 'tsconfig.writers.json'), JSON.stringify(WRITERS))
  mkdirSync(path.join(folder, '.cache'))
  return {
    async attempt(mutant, tests) {
      const file = mutant && path.join(folder, mutant.file)
      const text = file === null ? '' : readFileSync(file, 'utf8')
      if (file !== null)
        writeFileSync(file, text.slice(0, mutant?.start) + mutant?.replacement + text.slice(mutant?.end))
      try {
        if (!(await compiles(folder))) return UNCOMPILED
        for (const some of tests) {
          const failed = some.length === 0 ? null : await run(folder, some)
          if (failed !== null) return failed
        }
        return null
      } finally {
        if (file !== null) writeFileSync(file, text)
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function compiles(folder: string): Promise<boolean> {
  const words = [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', path.join(folder, 'tsconfig.writers.json')]
  const tsc = spawn(process.execPath, words, { cwd: folder, stdio: 'ignore' })
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  tsc.once('error', reject)
  tsc.once('exit', (code) => resolve(code === 0))
  return promise
}

function run(folder: string, tests: readonly string[]): Promise<string | null> {
  const report = path.join(folder, '.cache', 'report.json')
  rmSync(report, { force: true })
  const vitest = spawn(
    process.execPath,
    [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--outputFile', report, ...tests],
    {
      cwd: folder,
      stdio: 'ignore',
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
      env: {
        ...process.env,
        CI: 'true',
        ORDERS: '40',
        ORDERBRIDGE_CONFORMANCE: process.env.ORDERBRIDGE_CONFORMANCE ?? path.join(root, '../shared/conformance'),
      },
    },
  )
  const { promise, resolve, reject } = Promise.withResolvers<string | null>()
  vitest.once('error', reject)
  vitest.once('exit', (code) =>
    resolve(code === 0 ? null : (firstFailure(report) ?? 'it never ended, or could not be run')),
  )
  return promise
}

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

function firstFailure(file: string): string | undefined {
  try {
    const { testResults }: Report = JSON.parse(readFileSync(file, 'utf8'))
    for (const { name, message, assertionResults } of testResults) {
      const failed = assertionResults.find(({ status }) => status === 'failed')
      if (failed || message) return `${path.basename(name)}: ${failed?.fullName ?? message.split('\n')[0]}`
    }
  } catch {
    // It was ended before it could write.
  }
  return undefined
}
