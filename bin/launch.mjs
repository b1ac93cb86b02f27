// Runs a script of the project with its packages and a Node that is new enough:
// node bin/launch.mjs <script> [options]
// Plain JavaScript for Node 20 that imports only Node modules and files of bin, because it runs in a fresh clone.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureSsh2 } from '../scripts/ssh2/bundle.mjs'
import { ensureInstalled } from './installation.mjs'
import { chooseNode, NEEDED_MAJOR } from './node-choice.mjs'

const PARENT_CHECK_MS = 300
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

const root = fileURLToPath(new URL('..', import.meta.url))
const packages = path.join(root, 'node_modules')
const [script, ...options] = process.argv.slice(2)
const waiting = whoWaits()

if (!script) fail('Say which script to run:  node bin/launch.mjs <script> [options]')
try {
  await ensureInstalled(root, (sentence) => console.error(sentence))
  await ensureSsh2(root)
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}
const node = chooseNode({ version: process.version, execPath: process.execPath, packages })
if (!node) {
  fail(
    `This is Node ${process.version}; Orderbridge needs Node ${NEEDED_MAJOR} or newer, and no packaged one exists for ` +
      `${process.platform} on ${process.arch}. Install Node ${NEEDED_MAJOR} (https://nodejs.org) and try again.`,
  )
}
if (whoWaits() === waiting) run(node, [path.resolve(root, script), ...options])

/** @param {string} node @param {string[]} words */
function run(node, words) {
  const inherited = process.env.PATH ?? process.env.Path ?? ''
  const PATH = [path.dirname(node), path.join(packages, '.bin'), inherited].join(path.delimiter)
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...words], {
    stdio: 'inherit',
    env: { ...process.env, PATH },
  })
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal))
  const watch = setInterval(() => {
    if (whoWaits() !== waiting) child.kill('SIGTERM')
  }, PARENT_CHECK_MS)
  child.once('error', (error) => fail(`${node} could not be run: ${error.message}`))
  child.once('exit', (code, signal) => {
    clearInterval(watch)
    process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1))
  })
}

/**
 * npm runs a script through a shell that passes no signal on. So the only sign of npm's end is a change of the parent
 * process. On Linux the parent of the shell shows npm's end too.
 */
function whoWaits() {
  const parent = process.ppid
  if (process.platform !== 'linux' || !process.env.npm_lifecycle_event) return String(parent)
  try {
    const isShell = readFileSync(`/proc/${parent}/cmdline`, 'utf8').split('\0')[1] === '-c'
    const above = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${parent}/status`, 'utf8'))?.[1]
    return isShell ? `${parent} ${above}` : String(parent)
  } catch {
    return String(parent)
  }
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
