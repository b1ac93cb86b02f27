import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { config } from '../../../src/cli/config.ts'
import { readGateway } from '../../../src/cli/gateway-file.ts'
import { formats } from '../../../src/documents/registry.ts'
import { secretNames } from '../../../src/profile/secret-names.ts'
import { transports } from '../../../src/transports/registry.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const fileOf = (name: string): string => readFileSync(name, 'utf8')

it('"Deploy to Cloudflare" asks for each secret of the sample supplier, and explains each', async () => {
  const gateway = await readGateway(path.resolve('gateway.config.ts'), '2026-11-30')
  if (!gateway.ok) throw new Error(JSON.stringify(gateway.error))
  const needed = ['CONSOLE_TOKEN', ...secretNames(gateway.value, { transports, formats }).map(({ name }) => name)]
  const asked = [...fileOf('.dev.vars.example').matchAll(/^([A-Z_]+)=$/gm)].map(([, name]) => name)
  expect(asked.sort()).toEqual(needed.sort())
  const { bindings } = JSON.parse(fileOf('package.json')).cloudflare
  expect(Object.keys(bindings).sort()).toEqual([...needed, 'SEEN'].sort())
  for (const { description } of Object.values<{ description: string }>(bindings))
    expect(description.length).toBeGreaterThan(20)
})

it('makes the KV namespace itself: wrangler.toml names no id of an account', () => {
  expect(fileOf('wrangler.toml')).toMatch(/\[\[kv_namespaces\]\]\nbinding = "SEEN"\n/)
  expect(fileOf('wrangler.toml')).not.toMatch(/^\s*(id|account_id)\s*=/m)
})

it("lets Cloudflare's own build deploy the sample supplier with a warning, and nobody else", async () => {
  const said: string[] = []
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: unknown) => void said.push(String(line)))
  vi.stubEnv('WRANGLER_COMMAND', 'deploy')
  vi.stubEnv('WORKERS_CI', '')
  const words = ['--build', '--out', path.join(tmpdir(), `orderbridge-button-${process.pid}.json`)]
  expect(await config.run(words)).toBe(1)
  expect(said[0]).toContain('suppliers.fresco.demo')
  said.length = 0
  vi.stubEnv('WORKERS_CI', '1')
  expect(await config.run(words)).toBe(0)
  expect(said[0]).toContain('Warning: this deploys the sample supplier.')
})
