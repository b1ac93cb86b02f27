import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleCourier, writeCourier } from '../../scripts/courier.mjs'

const root = path.resolve(import.meta.dirname, '../..')
let folder: string
let file: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-bundle-'))
  file = (await writeCourier(root, folder)).file
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The current Node, and the other Nodes of this machine, which are often older. */
const nodes = [process.execPath, '/usr/bin/node', '/usr/local/bin/node'].filter((node) => {
  const [, major = '0'] = /^v(\d+)/.exec(existsSync(node) ? spawnSync(node, ['--version']).stdout.toString() : '') ?? []
  return Number(major) >= 20
})

describe('the courier in one file', () => {
  it('is made of its own sources, and needs nothing but what Node brings', async () => {
    const { sources, imports, code } = await bundleCourier(root)
    expect(sources.filter((one) => !one.startsWith('src/courier/') && one !== 'src/version.ts')).toEqual([])
    expect(imports.filter((one) => !isBuiltin(one))).toEqual([])
    expect(imports.length).toBeGreaterThan(3)
    expect(code).not.toContain(root)
  })

  it('is the same to the last byte whenever it is made', async () => {
    const [one, other] = [await bundleCourier(root), await bundleCourier(root)]
    expect(one.code).toBe(other.code)
    expect(readFileSync(file, 'utf8')).toBe(one.code)
  })

  it('has a checksum beside it', () => {
    expect(readdirSync(folder)).toEqual(['orderbridge-courier.mjs', 'orderbridge-courier.mjs.sha256'])
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex')
    expect(readFileSync(`${file}.sha256`, 'utf8')).toBe(`${digest}  orderbridge-courier.mjs\n`)
  })

  it.each(nodes)('runs with nothing around it: %s', (node) => {
    const run = (...words: string[]) => spawnSync(node, [file, ...words], { cwd: folder, encoding: 'utf8', env: {} })
    expect(run('--version').stdout).toBe(
      `${JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version}\n`,
    )
    expect(run('--help').stdout).toContain('orderbridge-courier --url URL')
    const wrong = run('--url', 'https://x.example')
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringMatching(/^--supplier is missing\./)])
  })

  it('asks for a token, a folder that is there, and a state folder on its volume', () => {
    const run = (words: readonly string[], env: Record<string, string> = { ORDERBRIDGE_MAILBOX_TOKEN: 'x' }) =>
      spawnSync(
        process.execPath,
        [file, '--url', 'http://127.0.0.1:2', '--supplier', 's', '--route', 'r', '--once', ...words],
        {
          encoding: 'utf8',
          env,
        },
      )
    const inFolder = ['--folder', folder]
    expect(run(inFolder, {}).stderr).toContain('Give --token-file FILE, or the variable ORDERBRIDGE_MAILBOX_TOKEN.')
    expect(run(['--folder', '/nothing/here']).stderr).toContain('There is no folder /nothing/here')
    expect(run([...inFolder, '--state', folder]).stderr).toContain('--state must be another folder than --folder')
    expect(run([...inFolder, '--ack-folder', folder]).stderr).toContain('--ack-folder must be another folder')
    const isAnother = existsSync('/dev/shm') && !folder.startsWith('/dev/shm')
    if (isAnother) {
      const state = mkdtempSync('/dev/shm/orderbridge-state-')
      expect(run([...inFolder, '--state', state]).stderr).toContain('lies on another volume')
      rmSync(state, { recursive: true })
    }
    const unreachable = run([...inFolder, '--state', path.join(folder, '.state')])
    expect([unreachable.status, unreachable.stdout]).toEqual([
      1,
      expect.stringContaining("can't be reached: ECONNREFUSED"),
    ])
  })
})
