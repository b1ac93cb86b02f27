import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isCloudflare, isPrivate } from '../../../src/cli/doctor/addresses.ts'
import { examinations } from '../../../src/cli/doctor/examinations.ts'
import { transports } from '../../../src/transports/registry.ts'
import { runCommand } from '../../fakes/command.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-doctor-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(() => {
  vi.stubEnv('INIT_CWD', folder)
  vi.stubEnv('NO_COLOR', '1')
})
afterEach(() => vi.unstubAllEnvs())

const SECRETS = { W: 'w'.repeat(20), T: 'mailbox-token-71c3d8', CONSOLE_TOKEN: 'c'.repeat(20) }

function doctor(words: readonly string[], secrets: Readonly<Record<string, string>> = SECRETS) {
  const routes = [
    { name: 'collect', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'T' } },
    { name: 'web', document: { format: 'json' }, transport: { kind: 'http', url: 'http://127.0.0.1:9/' } },
  ]
  const supplier = { name: 'Fresco', timeZone: 'UTC', webhook: { secrets: ['W'] }, routes }
  writeFileSync(path.join(folder, 'gateway.json'), JSON.stringify({ suppliers: { fresco: supplier } }))
  writeFileSync(
    path.join(folder, 'vars'),
    Object.entries(secrets)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  )
  const around = ['--config', 'gateway.json', '--vars', 'vars']
  return runCommand('doctor', ...words, ...around)
}

describe('orderbridge doctor', () => {
  it('tells each thing on a line with its phase, what to do about a failure, and ends with 1', async () => {
    const { status, stdout } = await doctor([])
    expect(status).toBe(1)
    expect(stdout).toMatch(/^fresco: route web \(json by http\)$/m)
    expect(stdout).toMatch(/^ {2}✓ settings {2}3 secrets are set/m)
    expect(stdout).toMatch(/^ {2}✗ connect {3}127\.0\.0\.1, port 9, refuses connections\.\n +→ Check the port/m)
    expect(stdout).not.toMatch(/www|mailbox-token|ccc/)
  })

  it('looks at one route only, and ends with 0 when all is well', async () => {
    const { status, stdout } = await doctor(['--route', 'collect'])
    expect({ status, web: stdout.includes('route web') }).toEqual({ status: 0, web: false })
    expect(stdout).toContain('all well')
  })

  it('calls a secret missing that is', async () => {
    const { status, stdout } = await doctor(['--route', 'collect'], { W: SECRETS.W })
    expect(status).toBe(1)
    expect(stdout).toMatch(/✗ settings {2}T is missing.*\n.*npm run wrangler -- secret put T\./)
  })

  it('speaks JSON', async () => {
    const { stdout } = await doctor(['--route', 'web', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      places: [{ place: 'secrets', findings: [{ text: 'No secret is needed.' }] }, { findings: expect.any(Array) }],
    })
  })

  it.each([
    [['--send-test'], /--route/],
    [['--route', 'none'], /no route 'none'/],
    [['--supplier', 'none'], /no supplier 'none'/],
    [['--route', 'web', '--confirm-host-key', 'SHA256:short', '--by', 'Jo'], /fingerprint/],
    [['--route', 'web', '--confirm-host-key', `SHA256:${'A'.repeat(43)}`], /--by/],
  ])('refuses %j with a sentence', async (words, sentence) => {
    const { status, stderr } = await doctor(words)
    expect(status).toBe(2)
    expect(stderr).toMatch(sentence)
  })

  it('has an examination for every transport', () => {
    expect(Object.keys(examinations).sort()).toEqual(Object.keys(transports).sort())
  })

  it('knows addresses that Workers do not reach', () => {
    expect(['10.1.2.3', '192.168.0.1', '127.0.0.1', 'fd00::1', '::1'].every(isPrivate)).toBe(true)
    expect(['8.8.8.8', '2001:4860::8888'].some(isPrivate)).toBe(false)
    expect([isCloudflare('104.16.1.1'), isCloudflare('2606:4700::1'), isCloudflare('8.8.8.8')]).toEqual([
      true,
      true,
      false,
    ])
  })
})
