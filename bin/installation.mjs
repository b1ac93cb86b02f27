// Installs the packages of package-lock.json. Plain JavaScript for Node 20, because the script runs before the
// installation.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const WAIT_MS = 250
const ABANDONED_AFTER_MS = 10_000

/**
 * Returns when the packages are installed. Two launchers at once (`npm start` and `npm test` in a fresh clone) take
 * turns: `npm ci` first deletes node_modules, which another command may be using.
 * @param {string} root
 * @param {(sentence: string) => void} tell
 */
export async function ensureInstalled(root, tell) {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(root, 'node_modules', '.installed')
  const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
  if (installed()) return
  // Next to node_modules and not inside, because npm ci would delete the lock.
  const lock = path.join(root, '.orderbridge', 'install.lock')
  mkdirSync(path.dirname(lock), { recursive: true })
  let told = false
  while (!take(lock)) {
    if (!told) tell('Another command is installing the packages; waiting for it …')
    told = true
    await sleep(WAIT_MS)
  }
  try {
    if (installed()) return
    if (!matchesLockfile(root)) {
      tell('Installing the packages: first start, or package-lock.json has changed. This can take a minute …')
      await runNpmCi(root, lock)
    }
    writeFileSync(stamp, wanted)
  } finally {
    rmSync(lock, { force: true })
  }
}

/** npm writes its own list into node_modules as the last step, so an equal list proves a complete installation. */
function matchesLockfile(root) {
  try {
    const read = (...file) => JSON.parse(readFileSync(path.join(root, ...file), 'utf8')).packages
    const there = read('node_modules', '.package-lock.json')
    return Object.entries(read('package-lock.json')).every(
      ([place, want]) =>
        place === '' || (there[place] ? there[place].version === want.version : want.optional === true),
    )
  } catch {
    return false
  }
}

/** Uses the npm that runs this process, if any. No package needs its install script. */
function runNpmCi(root, lock) {
  const own = process.env.npm_execpath
  const [command, ...first] = own && /npm-cli\.[cm]?js$/.test(own) ? [process.execPath, own] : ['npm']
  const options = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const npm = spawn(command, [...first, ...options, '--loglevel=error'], {
    cwd: root,
    // Standard output belongs to the requested command.
    stdio: ['ignore', 2, 2],
    shell: command === 'npm' && process.platform === 'win32',
  })
  if (npm.pid) writeFileSync(lock, `${process.pid} ${npm.pid}`)
  const stop = () => npm.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop)
  return new Promise((resolve, reject) => {
    npm.once('error', (error) => reject(new Error(`npm could not be run: ${error.message}. Nothing was started.`)))
    npm.once('exit', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stop)
      if (code === 0) resolve(undefined)
      else reject(new Error('`npm ci` failed (its words are above). Nothing was started.'))
    })
  })
}

/** Returns true if this process now holds the lock. */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  if (isAbandoned(lock)) clear(lock)
  return false
}

/** Whether every process that held the lock (launcher and npm) has ended. */
function isAbandoned(lock) {
  try {
    const owners = readFileSync(lock, 'utf8').split(' ').map(Number)
    // The owner of an empty file has created the file, but not yet written the file.
    return owners.every((pid) => pid > 0) && !owners.some(isAlive)
  } catch {
    return false
  }
}

/** Only one launcher at a time clears, and checks again first. Otherwise a launcher could delete a newer lock. */
function clear(lock) {
  const clearing = `${lock}.clearing`
  try {
    mkdirSync(clearing)
  } catch {
    const age = Date.now() - (statSync(clearing, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > ABANDONED_AFTER_MS) rmSync(clearing, { recursive: true, force: true })
    return
  }
  if (isAbandoned(lock)) rmSync(lock, { force: true })
  rmSync(clearing, { recursive: true, force: true })
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
