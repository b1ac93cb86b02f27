// Checks before a commit: form and lint, types, the generated Env, plain words, and the tests with the architecture
// test. Runs every check, even after a failure. The last line is the last line of the tests.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'

const root = path.resolve(import.meta.dirname, '..')
const tool = (...file) => path.join(root, 'node_modules', ...file)

const tsc = (project) => [tool('typescript', 'bin', 'tsc'), '-p', project]
const steps = [
  ['form and lint', [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings']],
  ['types of the Worker', tsc('tsconfig.json')],
  ['types of the command line and the tests', tsc('tsconfig.node.json')],
  ['types of the pure code', tsc('tsconfig.pure.json')],
  ['worker-configuration.d.ts', [path.join(root, 'scripts', 'types.mjs'), '--check']],
  ['plain words', [path.join(root, 'scripts', 'voice', 'voice.ts')]],
  ['tests', [path.join(root, 'scripts', 'test.mjs')]],
]

const failed = []
for (const [name, words] of steps) {
  const last = name === steps.at(-1)?.[0]
  // Failed checks come before the tests' count, which must be the last line.
  if (last && failed.length > 0) console.log(`Failed: ${failed.join(', ')}.`)
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' })
  if (status !== 0) failed.push(name)
  if (!last) console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`)
}
process.exitCode = failed.length > 0 ? 1 : 0
