import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { config } from '../../src/cli/config.ts'
import { render } from '../../src/cli/render.ts'
import { articleRow, supplierWithTables } from '../fakes/catalogue.ts'
import { EDIFACT, postedOrder } from '../fakes/orders.ts'
import { type ServedOutbox, serveOutbox } from '../fakes/served-outbox.ts'

let folder: string
let served: ServedOutbox

const SUPPLIER = {
  name: 'Fresco Foods',
  timeZone: 'Europe/Brussels',
  webhook: { secrets: ['FRESCO_WEBHOOK_SECRET'] },
  customers: [{ customer: 'C-77' }],
  articles: [{ article: 'A-1' }],
  routes: [{ name: 'erp', document: EDIFACT, transport: { kind: 'mailbox', token: 'MAILBOX_TOKEN' } }],
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'live-'))
  writeFileSync(path.join(folder, 'gateway.json'), JSON.stringify({ suppliers: { fresco: SUPPLIER } }))
  writeFileSync(path.join(folder, 'order.json'), JSON.stringify(postedOrder({ expected_delivery_date: '2099-01-15' })))
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  served = await serveOutbox({ supplier: supplierWithTables() })
})
afterEach(() => {
  served.close()
  rmSync(folder, { recursive: true })
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

const place = (name: string): string => path.join(folder, name)

describe('--live', () => {
  it('renders an order with the articles that people entered in the running gateway', async () => {
    const written: string[] = []
    vi.spyOn(process.stdout, 'write').mockImplementation(
      (chunk) => written.push(Buffer.from(chunk as Uint8Array).toString()) > 0,
    )
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    served.box.outbox.enterRow(articleRow('00123', { erpArticle: '900123' }), { by: 'An' }, null)
    const words = ['--file', place('order.json'), '--config', place('gateway.json'), '--url', served.url]
    expect(await render.run(words)).toBe(1)
    expect(told.mock.calls.flat().join('\n')).toContain('unknown-article')
    written.length = 0
    expect(await render.run([...words, '--live'])).toBe(0)
    expect(written.join('')).toContain('900123')
  })

  it('warns of an entry that a route cannot write, and writes the configuration', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    vi.spyOn(console, 'log').mockImplementation(() => {})
    served.box.outbox.enterRow(articleRow('3105', { erpArticle: 'x'.repeat(60) }), { by: 'An' }, null)
    const words = ['--config', place('gateway.json'), '--out', place('out.json'), '--url', served.url]
    expect(await config.run(words)).toBe(0)
    expect(told.mock.calls.flat().join('\n')).not.toContain('3105')
    expect(await config.run([...words, '--live'])).toBe(0)
    expect(told.mock.calls.flat().join('\n')).toContain("cannot write article '3105'")
  })
})
