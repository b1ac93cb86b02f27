import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readWranglerOptions } from '../../../src/cli/local/wrangler-options.ts'

const TOML = 'name = "w"\nmain = "worker.ts"\ncompatibility_date = "2026-08-04"\n[vars]\nPLAIN = "yes"\n'

let root = ''
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'orderbridge-options-'))
  writeFileSync(path.join(root, 'worker.ts'), 'export default {}')
  writeFileSync(path.join(root, 'wrangler.toml'), TOML)
  writeFileSync(path.join(root, '.dev.vars'), 'HOOK=a-secret-of-this-test\n')
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true, force: true })
})

describe("wrangler's options for npm start", () => {
  it('come without a word about .dev.vars, and hold no secret', async () => {
    const said = vi.spyOn(console, 'log')
    expect((await readWranglerOptions(root)).bindings).toEqual({ PLAIN: 'yes' })
    expect(said.mock.calls).toEqual([])
    expect(readFileSync(path.join(root, '.orderbridge/start-options'), 'latin1')).not.toContain('a-secret-of-this-test')
  })

  it('bind the folder of the assets as a service of workerd', async () => {
    const assets = '[assets]\ndirectory = "./files"\nbinding = "ASSETS"\nrun_worker_first = true\n'
    writeFileSync(path.join(root, 'wrangler.toml'), TOML + assets)
    const { serviceBindings, assets: other } = { assets: undefined, ...(await readWranglerOptions(root)) }
    expect(other).toBeUndefined()
    expect(serviceBindings).toEqual({ ASSETS: { disk: { path: path.join(root, 'files'), writable: false } } })
  })

  it('are stored, and read anew after a change of wrangler.toml or damage', async () => {
    const stored = path.join(root, '.orderbridge/start-options')
    const first = await readWranglerOptions(root)
    const written = statSync(stored).ino
    expect(await readWranglerOptions(root)).toEqual(first)
    expect(statSync(stored).ino).toBe(written)
    writeFileSync(path.join(root, 'wrangler.toml'), `${TOML}[[kv_namespaces]]\nbinding = "EXTRA"\n`)
    expect(await readWranglerOptions(root)).toHaveProperty('kvNamespaces.EXTRA')
    writeFileSync(stored, 'damaged')
    expect(await readWranglerOptions(root)).toHaveProperty('kvNamespaces.EXTRA')
  })
})
