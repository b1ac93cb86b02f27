import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** Takes a while, records the run, and leaves the same files as npm. */
const FAKE_NPM = `
const { appendFileSync, mkdirSync, rmSync, writeFileSync } = require('node:fs')
appendFileSync('ran', process.argv[2] + '\\n')
rmSync('node_modules', { recursive: true, force: true })
setTimeout(() => {
  if (process.env.FAKE_FAILURE) process.exit(1)
  mkdirSync('node_modules')
  writeFileSync('node_modules/.package-lock.json', '{"packages":{"node_modules/a":{"version":"1.0.0"}}}')
}, 500)`

let root = ''
const lock = (): string => path.join(root, '.orderbridge', 'install.lock')
const runs = (): string[] =>
  existsSync(path.join(root, 'ran')) ? readFileSync(path.join(root, 'ran'), 'utf8').trim().split('\n') : []

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'orderbridge-install-'))
  writeFileSync(path.join(root, 'npm-cli.js'), FAKE_NPM)
  writeFileSync(
    path.join(root, 'package-lock.json'),
    '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"},"node_modules/b":{"version":"1.0.0","optional":true}}}',
  )
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

async function install(env: Record<string, string> = {}): Promise<{ code: number; said: string }> {
  const script = `import { ensureInstalled } from ${JSON.stringify(path.resolve('bin/installation.mjs'))}
    await ensureInstalled(${JSON.stringify(root)}, console.log)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, npm_execpath: path.join(root, 'npm-cli.js'), ...env },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const [code] = await once(child, 'exit')
  return { code, said }
}

describe('an installation', () => {
  it('is made once by two commands at once, and not again', async () => {
    const both = await Promise.all([install(), install()])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(runs()).toEqual(['ci'])
    expect(both.map(({ said }) => said).join('')).toContain('waiting for it')
    expect((await install()).said).toBe('')
    expect(runs()).toEqual(['ci'])
    expect(existsSync(lock())).toBe(false)
  })

  it('is made again when package-lock.json changes', async () => {
    await install()
    writeFileSync(path.join(root, 'package-lock.json'), '{"packages":{"node_modules/a":{"version":"2.0.0"}}}')
    await install()
    expect(runs()).toEqual(['ci', 'ci'])
  })

  it('that somebody made by hand is taken as it is', async () => {
    mkdirSync(path.join(root, 'node_modules'))
    writeFileSync(
      path.join(root, 'node_modules/.package-lock.json'),
      '{"packages":{"node_modules/a":{"version":"1.0.0"}}}',
    )
    expect(await install()).toEqual({ code: 0, said: '' })
    expect(runs()).toEqual([])
  })

  it('that was killed does not hold up the next one', async () => {
    mkdirSync(path.dirname(lock()), { recursive: true })
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    writeFileSync(lock(), `${pid} ${pid}`)
    expect((await install()).code).toBe(0)
    expect(runs()).toEqual(['ci'])
  })

  it('that fails says so, and is tried again', async () => {
    const failed = await install({ FAKE_FAILURE: 'yes' })
    expect(failed).toMatchObject({ code: 1, said: expect.stringContaining('Nothing was started') })
    expect((await install()).code).toBe(0)
  })
})
