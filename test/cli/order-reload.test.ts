import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { order } from '../../src/cli/order.ts'
import { printedLines } from '../fakes/printed-lines.ts'

let folder = ''
const { printed, complained } = printedLines()
/** The result of each request, first to last. The last result repeats. */
let answers: (Response | TypeError)[] = []

const failed = (code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) })
const accepted = () => Response.json({ status: 'accepted', orderId: 'o-1', orderNumber: 'PO-1', version: 1 })
const delivered = () =>
  Response.json({ deliveries: [{ route: 'erp', state: 'delivered', fileName: 'f', note: null, nextStep: null }] })

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-order-'))
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 20, toFake: ['Date'] })
  vi.stubEnv('INIT_CWD', folder)
  vi.stubGlobal('fetch', async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    // Each failed request takes two seconds, so the command soon gives up.
    if (answer instanceof TypeError) vi.setSystemTime(Date.now() + 2_000)
    if (answer instanceof Response) return answer.clone()
    throw answer
  })
  writeFileSync(path.join(folder, 'my.vars'), 'S=a-secret-of-this-test\nCONSOLE_TOKEN=a-token-of-this-test\n')
  const routes = [{ name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'T' } }]
  const fresco = { name: 'Fresco', timeZone: 'UTC', webhook: { secrets: ['S'] }, routes }
  writeFileSync(path.join(folder, 'gateway.json'), JSON.stringify({ suppliers: { fresco } }))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

const run = () => order.run(['--config', 'gateway.json', '--vars', 'my.vars'])

it('a gateway that reloads just after it accepted the order shows the documents a little later', async () => {
  answers = [accepted(), failed('ECONNREFUSED'), delivered()]
  expect(await run()).toBe(0)
  expect(complained).toEqual([])
  expect(printed.join('\n')).toContain('--- fresco.erp')
})

it('a gateway that ends just after it accepted the order: the command names the page of the order', async () => {
  answers = [accepted(), failed('ECONNREFUSED')]
  expect(await run()).toBe(1)
  expect(complained).toEqual([
    'The gateway accepted the order, but no longer answers. Start it again: npm start. Then look at http://localhost:8787/console/orders/fresco/o-1',
  ])
})

it('a gateway that ends before it answered may have the order', async () => {
  answers = [failed('UND_ERR_SOCKET'), failed('ECONNREFUSED')]
  expect(await run()).toBe(1)
  expect(complained).toEqual([
    'The gateway stopped before it answered, so it may have the order. Start it again: npm start. Then look at http://localhost:8787/console/orders',
  ])
})

it('no gateway at the address: the command says how to start one', async () => {
  answers = [failed('ECONNREFUSED')]
  expect(await run()).toBe(1)
  expect(complained).toEqual(['Nothing answers at http://localhost:8787. Start the gateway first: npm start'])
})
