import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { nodeWire } from '../../src/cli/node-wire.ts'
import { freePort } from '../servers/free-port.ts'
import { untrusted } from '../servers/untrusted.ts'

const probe = (port: number, layer?: 'tls') => nodeWire.probe('127.0.0.1', port, AbortSignal.timeout(5_000), layer)

it('tells a closed port from a certificate that is not trusted', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-wire-'))
  const server = await untrusted(folder)
  onTestFinished(() => {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  expect(await probe(server.port)).toBe('open')
  expect(await probe(server.port, 'tls')).toBe('unsecured')
  expect(await probe(await freePort(), 'tls')).toBe('closed')
})
