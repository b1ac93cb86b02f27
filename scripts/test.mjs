// Runs all tests, or the tests that the options choose. The last line counts the tests.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-test-'))
const results = path.join(folder, 'results.json')

const vitest = spawn(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    // A missing snapshot is a failure everywhere, not only in CI. Slow properties run whole in CI only.
    env: { ...process.env, CI: process.env.CI || 'true', ALL_HISTORIES: process.env.CI || '' },
  },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => vitest.kill(signal))

vitest.on('exit', (code) => {
  const { passed, failed } = count()
  rmSync(folder, { recursive: true, force: true })
  // A run that broke off, or found no test, counts as failed.
  const broken = failed === 0 && (code !== 0 || passed === 0) ? 1 : 0
  console.log(`${passed} passed, ${failed + broken} failed`)
  process.exitCode = failed + broken > 0 ? 1 : 0
})

/** A test file that cannot be loaded counts as one failure. */
function count() {
  try {
    const report = JSON.parse(readFileSync(results, 'utf8'))
    const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length }
  } catch {
    return { passed: 0, failed: 0 }
  }
}
