import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { exportOrders } from '../../src/cli/export.ts'
import { ERP } from '../fakes/orders.ts'
import { type ServedOutbox, serveOutbox } from '../fakes/served-outbox.ts'
import { status } from '../fakes/wire.ts'

const DAY = 86_400_000

let served: ServedOutbox
let folder = ''
let said: string[] = []
beforeEach(async () => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'orderbridge-export-')), 'out')
  said = []
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: unknown) => void said.push(String(line)))
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  served = await serveOutbox()
  const { box } = served
  box.wire.answers(ERP, status(200))
  for (const orderId of ['c', '../../b', 'a']) {
    box.accept({ orderId, starts: orderId === 'c' ? { erp: { state: 'held', reason: 'quantity' } } : {} })
    await box.pass(DAY)
  }
})
afterEach(() => {
  served.close()
  rmSync(path.dirname(folder), { recursive: true, force: true })
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const run = (...words: string[]) =>
  exportOrders.run(['--supplier', 'fresco', '--out', folder, '--url', served.url, ...words])
const lines = () =>
  readFileSync(path.join(folder, 'orders.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
const exportedIds = () => lines().flatMap(({ orderId }) => orderId ?? [])

describe('orderbridge export', () => {
  it('writes every order with what was posted and what was written, whatever it is called', async () => {
    expect(await run()).toBe(0)
    expect(exportedIds()).toEqual(['a', '../../b', 'c'])
    expect(readdirSync(path.join(folder, 'bodies')).sort()).toEqual([
      '%2E%2E%2F%2E%2E%2Fb-1.json',
      'a-1.json',
      'c-1.json',
    ])
    const { box } = served
    const written = new Uint8Array(readFileSync(path.join(folder, 'documents', 'a-1-erp.json')))
    expect(written).toEqual(box.outbox.document('a', 'erp', 1)?.bytes)
    expect(readdirSync(path.join(folder, 'documents'))).toHaveLength(2)
    expect(lines()[0]).toMatchObject({ ...box.outbox.view('a') })
    expect(lines().at(-1)).toMatchObject({ end: { orders: 3 } })
    expect(said.at(-1)).toBe(`3 orders in ${folder}`)
  })

  it.skipIf(process.platform === 'win32')('can be read by nobody else', async () => {
    expect(await run()).toBe(0)
    const mode = (name: string): number => statSync(path.join(folder, name)).mode & 0o077
    expect(['', 'bodies', 'documents', 'orders.ndjson', 'bodies/a-1.json', 'documents/a-1-erp.json'].map(mode)).toEqual(
      Array(6).fill(0),
    )
  })

  it('keeps to the days it was given, or to one order', async () => {
    expect(await run('--from', '2026-11-25', '--to', '2026-11-25')).toBe(0)
    expect(exportedIds()).toEqual(['../../b'])
    rmSync(folder, { recursive: true })
    expect(await run('--order', 'c')).toBe(0)
    expect(exportedIds()).toEqual(['c'])
  })

  it('finds every order of those days behind one that came before them: refused first, or restored', async () => {
    const { box } = served
    const refused = { orderNumber: null, customer: null, body: new Uint8Array(), problems: '[]' }
    box.outbox.keepRefused({ ...refused, orderId: 'mended' })
    await box.pass(3 * DAY)
    for (let at = 0; at < 250; at++) box.accept({ orderId: `order-${at}` })
    box.accept({ orderId: 'mended' })
    expect(await run('--from', '2026-11-29')).toBe(0)
    expect(exportedIds()).toHaveLength(250)
  })

  it('overwrites nothing, and asks for dates that exist', async () => {
    await run()
    await expect(run()).rejects.toThrow('is not empty')
    rmSync(folder, { recursive: true })
    await expect(run('--from', '2026-02-30')).rejects.toThrow('--from must be a date')
    await expect(run('--from', '2026-11-25', '--to', '2026-11-24')).rejects.toThrow('is later than --to')
  })

  it('says when there is no such order', async () => {
    expect(await run('--order', 'none')).toBe(1)
    expect(said.at(-1)).toContain('404')
  })

  it('writes all the others where one cannot be asked for: ".." names no place in an address', async () => {
    served.box.accept({ orderId: '..' })
    expect(await run()).toBe(1)
    expect(exportedIds()).toEqual(['a', '../../b', 'c'])
    expect(lines().at(-1)).toMatchObject({ end: { orders: 3 } })
    expect(said.at(-1)).toBe('The gateway answers 404: there is no order ...')
  })
})
