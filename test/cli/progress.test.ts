import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { exportOrders } from '../../src/cli/export.ts'
import { orders } from '../../src/cli/orders.ts'
import { openProgress } from '../../src/cli/progress.ts'
import { restore } from '../../src/cli/restore.ts'
import { type ServedOutbox, serveOutbox } from '../fakes/served-outbox.ts'

let gateway: ServedOutbox
let folder = ''
let shown = ''
const wasTerminal = process.stderr.isTTY

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-progress-'))
  shown = ''
  for (const stream of ['log', 'error'] as const) vi.spyOn(console, stream).mockImplementation(() => {})
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    shown += String(text)
    return true
  })
  let time = Date.now()
  vi.spyOn(Date, 'now').mockImplementation(() => (time += 1_000))
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  gateway = await serveOutbox()
  for (const orderId of ['a', 'b']) gateway.box.accept({ orderId, orderNumber: `PO-${orderId}` })
  process.stderr.isTTY = true
})
afterEach(() => {
  process.stderr.isTTY = wasTerminal
  gateway.close()
  rmSync(folder, { recursive: true, force: true })
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const exported = () =>
  exportOrders.run(['--supplier', 'fresco', '--out', path.join(folder, 'all'), '--url', gateway.url])
const restored = () =>
  restore.run([path.join(folder, 'all'), '--supplier', 'fresco', '--by', 'jo', '--url', gateway.url])
const find = (...more: string[]) => orders.run(['show', 'PO-a', '--url', gateway.url, ...more])

describe('progress', () => {
  it('counts what an export writes and a restore sends, and leaves an empty line', async () => {
    await exported()
    expect(shown).toContain('2 orders written')
    expect(shown.endsWith('\r\u001B[K')).toBe(true)
    shown = ''
    await restored()
    expect(shown).toContain('100 % 2 of 2 orders sent')
    expect(shown.endsWith('\r\u001B[K')).toBe(true)
  })

  it('counts the orders of a search', async () => {
    await find()
    expect(shown).toContain('200 orders searched')
  })

  it.each(['--json', '--quiet'])('is not shown with %s', async (option) => {
    await find(option)
    expect(shown).toBe('')
  })

  it('is not shown without a terminal', async () => {
    process.stderr.isTTY = false
    await exported()
    await restored()
    await find()
    expect(shown).toBe('')
  })

  it('is not shown in the first second', () => {
    let time = 0
    const progress = openProgress(process.stderr, () => time)
    progress.show(1, 10, 'orders')
    progress.end()
    expect(shown).toBe('')
    time = 1_000
    progress.show(5, 10, 'orders')
    expect(shown).toContain(' 50 % orders')
  })
})
