import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { exportOrders } from '../../src/cli/export.ts'

const ORDERS = ['a', '../../b', 'c'].map((orderId, at) => ({
  orderId,
  receivedAt: `2026-11-2${5 - at}T09:00:00.000Z`,
  version: 1,
  versions: [{ version: 1 }],
  deliveries: [{ route: 'erp', version: 1 }],
}))

let server: Server
let url = ''
let folder = ''
let said: string[] = []
beforeEach(async () => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'orderbridge-export-')), 'out')
  said = []
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: unknown) => void said.push(String(line)))
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://gateway.example')
    const json = (body: object) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (pathname === '/api/orders') {
      const at = Number(searchParams.get('cursor') || 0)
      json({ orders: ORDERS.slice(at, at + 2), cursor: at + 2 < ORDERS.length ? String(at + 2) : null })
      return
    }
    const [, , , , id = '', what] = pathname.split('/').map(decodeURIComponent)
    const order = ORDERS.find(({ orderId }) => orderId === id)
    if (!order || (what === 'documents' && id === 'c')) response.writeHead(404).end('{}')
    else if (what === undefined) json(order)
    else if (what === 'body') response.writeHead(200).end(`body of ${id}`)
    else response.writeHead(200, { 'content-disposition': 'attachment; filename="PO.edi"' }).end(`document of ${id}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.close()
  rmSync(path.dirname(folder), { recursive: true, force: true })
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const run = (...words: string[]) => exportOrders.run(['--supplier', 'fresco', '--out', folder, '--url', url, ...words])
const lines = () =>
  readFileSync(path.join(folder, 'orders.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).orderId)

describe('orderbridge export', () => {
  it('writes every order with what was posted and what was written, whatever it is called', async () => {
    expect(await run()).toBe(0)
    expect(lines()).toEqual(['a', '../../b', 'c'])
    expect(readdirSync(path.join(folder, 'bodies')).sort()).toEqual([
      '%2E%2E%2F%2E%2E%2Fb-1.json',
      'a-1.json',
      'c-1.json',
    ])
    expect(readFileSync(path.join(folder, 'documents', 'a-1-erp.edi'), 'utf8')).toBe('document of a')
    expect(readdirSync(path.join(folder, 'documents'))).toHaveLength(2)
    expect(said.at(-1)).toBe(`3 orders in ${folder}`)
  })

  it('keeps to the days it was given, or to one order', async () => {
    expect(await run('--from', '2026-11-24', '--to', '2026-11-24')).toBe(0)
    expect(lines()).toEqual(['../../b'])
    rmSync(folder, { recursive: true })
    expect(await run('--order', 'c')).toBe(0)
    expect(lines()).toEqual(['c'])
  })

  it('overwrites nothing, and asks for dates that exist', async () => {
    await run()
    await expect(run()).rejects.toThrow('is not empty')
    rmSync(folder, { recursive: true })
    await expect(run('--from', '2026-02-30')).rejects.toThrow('--from must be a date')
  })

  it('says when there is no such order', async () => {
    expect(await run('--order', 'none')).toBe(1)
    expect(said.at(-1)).toContain('404')
  })
})
