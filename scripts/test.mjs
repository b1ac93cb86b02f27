// Runs all tests, or the tests that the options choose. The last line counts the tests. With ORDERBRIDGE_SECOND_RUN, test
// files that failed run once more, alone: a second run distinguishes a bug from a slow moment of the machine.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-test-'))
const options = process.argv.slice(2)

const first = await run('first', options)
const again = process.env.ORDERBRIDGE_SECOND_RUN && first.failed > 0 && first.files.length > 0
if (again) console.log(`${first.failed} failed. These files run once more, alone:\n  ${first.files.join('\n  ')}`)
const second = again ? await run('second', [...first.files, '--no-file-parallelism']) : first
rmSync(folder, { recursive: true, force: true })
if (again && second.failed === 0)
  console.log(`These tests passed only alone, and need a look:\n  ${first.names.join('\n  ')}`)
const failed = second.failed
console.log(`${first.passed + (again ? Math.max(0, first.failed - failed) : 0)} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function run(name, words) {
  const results = path.join(folder, `${name}.json`)
  const vitest = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${results}`,
      ...words,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      // A missing snapshot is a failure everywhere, not only in CI. Slow properties run whole in CI only.
      env: { ...process.env, CI: process.env.CI || 'true', ALL_HISTORIES: process.env.CI || '' },
    },
  )
  const end = (signal) => vitest.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  const code = await new Promise((resolve) => vitest.on('exit', resolve))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, end)
  const counted = count(results)
  // A run that broke off, or found no test, counts as failed.
  const broken = counted.failed === 0 && (code !== 0 || counted.passed === 0) ? 1 : 0
  return { ...counted, failed: counted.failed + broken, files: broken ? [] : counted.files }
}

/** A test file that cannot be loaded counts as one failure. */
function count(results) {
  try {
    const report = JSON.parse(readFileSync(results, 'utf8'))
    const bad = report.testResults.filter((file) => file.status === 'failed')
    const unloaded = bad.filter((file) => file.assertionResults.length === 0)
    const names = bad.flatMap((file) =>
      file.assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    )
    return {
      ...{ passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length },
      ...{ names, files: bad.map(({ name }) => path.relative(root, name)) },
    }
  } catch {
    return { passed: 0, failed: 0, names: [], files: [] }
  }
}
