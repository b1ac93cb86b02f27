import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { orders } from '../../src/cli/orders.ts'
import { indexNext, SEARCHED_ORDERS } from '../../src/outbox/search/search-index.ts'
import { examplesIn } from '../fakes/help-examples.ts'
import { ERP, supplierWith } from '../fakes/orders.ts'
import { printedLines } from '../fakes/printed-lines.ts'
import { type ServedOutbox, serveOutbox } from '../fakes/served-outbox.ts'
import { status } from '../fakes/wire.ts'

const supplier = supplierWith({
  ...{ customerNotices: { from: 'orders@gateway.example' }, orderDesk: { mail: 'desk@fresco.example' } },
  customers: [{ customer: 'C-77', contact: 'chef@bistro.example' }],
})

let gateway: ServedOutbox
const { printed, complained } = printedLines()

beforeEach(async () => {
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  gateway = await serveOutbox({ supplier, ports: { mail: async () => {} } })
  const { box } = gateway
  box.wire.answers(ERP, status(200))
  accept('PO-1001')
  await box.work()
  box.wire.answers(ERP, status(503))
  accept('PO-1002')
  accept('PO-1005')
  await box.work()
  accept('PO-1008')
  accept('PO-1003', true)
  accept('PO-1004', true)
  for (const orderNumber of ['PO-1006', 'PO-1007'])
    box.outbox.keepRefused({
      ...{ orderId: `id-${orderNumber}`, orderNumber, customer: null, problems: '[]' },
      body: new Uint8Array(),
    })
  box.outbox.markCalled('id-PO-1007', { by: 'Jo' })
})
afterEach(() => {
  gateway.close()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const accept = (orderNumber: string, isHeld = false) =>
  gateway.box.accept({
    orderId: `id-${orderNumber}`,
    orderNumber,
    ...(isHeld ? { starts: { erp: { state: 'held', reason: 'quantity' } } } : {}),
  })
const run = (...words: string[]): Promise<number> => orders.run([...words, '--url', gateway.url])
const deliveries = (orderNumber: string) => gateway.box.deliveries(`id-${orderNumber}`)

describe('orders done --has-it', () => {
  it('reports that a person saw the order in the system', async () => {
    expect(await run('done', 'PO-1002', '--route', 'erp', '--has-it', '--by', 'An')).toBe(0)
    expect(gateway.box.outbox.events(1).rows[0]).toMatchObject({ action: 'has-it', route: 'erp', by: 'An' })
  })

  it.each([
    ['done', 'PO-1002', '--has-it'],
    ['retry', 'PO-1002', '--route', 'erp', '--has-it'],
  ])('asks in which system: %s', async (...words) => {
    await expect(run(...words)).rejects.toThrow('in which system did a person see the order?')
  })
})

describe('each example of orders --help', () => {
  const codes: Record<string, number> = { list: 3, hold: 3, called: 3, 'not-called': 3 }
  it.each(examplesIn(orders.help))('runs: %s %s %s', async (...words) => {
    const isSearch = words.includes('--find')
    expect({ code: await run(...words), complained }).toEqual({
      code: isSearch ? 0 : (codes[words[0] ?? ''] ?? 0),
      complained: [],
    })
    expect(printed).not.toEqual([])
  })

  it('is one for every action', () => {
    const verbs = examplesIn(orders.help).map(([verb]) => verb)
    expect([...new Set(verbs)]).toEqual([
      ...['list', 'show', 'retry', 'hold', 'release'],
      ...['discard', 'done', 'called', 'not-called', 'notify-customer'],
    ])
  })
})

describe('orders list --find', () => {
  it('searches the older orders too, although one answer of the gateway ends before them', async () => {
    const { sql } = gateway.box
    // The index cannot tell `aaaa` from `aaaaa`, so each order is a candidate.
    sql.all(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
       INSERT INTO orders (id, number, version, first_at, search_text)
       SELECT 'many-' || i, 'MANY-' || i, 1, i, iif(i = 3, 'aaaaa', 'aaaa') FROM n`,
    )
    while (indexNext(sql, SEARCHED_ORDERS, 200));
    await run('list', '--find', 'aaaaa')
    expect(printed.join('\n')).toContain('MANY-3')
  })
})
describe('orders list', () => {
  it('shows a table for people, and the answer as it came for programs', async () => {
    expect(await run('list', '--state', 'held')).toBe(3)
    expect(printed.join('\n')).toMatch(
      /^ORDER +SUPPLIER +CUSTOMER +STATE +DELIVERY +RECEIVED\nPO-1004 +fresco +C-77 +waits for you \(quantity\) +2026-11-26 +2026-/,
    )
    printed.length = 0
    expect(await run('list', '--state', 'held', '--json')).toBe(3)
    expect(JSON.parse(printed.join(''))).toMatchObject({
      orders: [{ orderNumber: 'PO-1004' }, { orderNumber: 'PO-1003' }],
    })
  })

  it('ends with 0 where nothing waits for a person, prints nothing with --quiet, and says that there are more', async () => {
    expect(await run('list', '--state', 'settled', '--quiet')).toBe(0)
    expect(printed).toEqual([])
    await run('list', '--limit', '1')
    expect(printed.join('\n')).toContain('There are more.')
  })
})

describe('an order in the terminal', () => {
  it('is found by number or id, and shows its deliveries with what to do', async () => {
    expect(await run('show', 'id-PO-1003')).toBe(3)
    expect(printed.join('\n')).toContain('PO-1003        waits for you (quantity)')
    const nextStep = gateway.box.outbox.view('id-PO-1003')?.deliveries[0]?.nextStep
    expect(nextStep?.length).toBeGreaterThan(10)
    expect(printed.join('\n')).toContain(`  ${nextStep}\n`)
    expect(printed.join('\n')).toMatch(/\nerp +1 +held \(quantity\) +0 /)
  })

  it('is not mistaken for one whose number only contains the word, and a near number is suggested', async () => {
    expect(await run('release', 'PO-100')).toBe(1)
    expect(complained).toEqual([expect.stringMatching(/^There is no order 'PO-100'\. Did you mean 'PO-100\d'\?$/)])
    expect(await run('show', 'nothing-like-it')).toBe(1)
    expect(complained[1]).toContain('npx orderbridge orders list')
  })

  it('is not chosen among two with the same number', async () => {
    gateway.box.accept({
      orderId: 'other',
      orderNumber: 'PO-1003',
      starts: { erp: { state: 'held', reason: 'quantity' } },
    })
    expect(await run('release', 'PO-1003')).toBe(1)
    expect(complained[0]).toMatch(/^Several orders have the number 'PO-1003': fresco .*Give the id, or --supplier\.$/)
    expect(deliveries('PO-1003')).toEqual(['erp v1 held/quantity no'])
  })

  it('shows no control character of an order number to the terminal', async () => {
    accept('PO-\u001b[31m')
    await run('list')
    await run('show', 'id-PO-\u001b[31m')
    expect(printed.join('\n')).not.toContain('\u001b')
  })
})

describe('an action in the terminal', () => {
  it('is done by who is named, and tells what the order waits for', async () => {
    expect(await run('release', 'PO-1003', '--by', 'Jo', '--note', 'counted')).toBe(0)
    expect(printed[0]).toMatch(/^PO-1003 is on its way\. erp: waiting/)
    expect(gateway.box.outbox.events(5).rows[0]).toMatchObject({ by: 'Jo', note: 'counted' })
  })

  it('goes on with the next order after one that fails, and ends with 1', async () => {
    expect(await run('release', 'PO-1001', 'PO-1003')).toBe(1)
    expect(complained).toEqual(['The gateway answers 409: Nothing of this order is held.'])
    expect(deliveries('PO-1003')).toEqual([expect.stringContaining('erp v1 waiting')])
  })

  it('does not retry what is held, and says how it is sent', async () => {
    expect(await run('retry', 'PO-1003')).toBe(1)
    expect(complained[0]).toContain('npx orderbridge orders release PO-1003')
    expect(deliveries('PO-1003')).toEqual(['erp v1 held/quantity no'])
  })

  it.each([
    [['show'], 'Give the number or id'],
    [['discard', 'PO-1004'], 'Give --note'],
    [['relaese', 'PO-1004'], "Did you mean 'release'?"],
    [['hold', 'PO-1004'], '--note'],
    [['list', 'PO-1004'], "orders list --find 'PO-1004'"],
    [['release', 'PO-1003', '--as', 'new'], '--as must be original or replacement'],
    [['list', '--limit', '0'], '--limit must be a whole number from 1 to 200'],
  ])('that is wrong use says so in one line: %s', async (words, message) => {
    await expect(run(...words)).rejects.toThrow(message)
  })

  it('names an unknown route with the known ones', async () => {
    expect(await run('done', 'PO-1005', '--route', 'wms')).toBe(1)
    expect(complained[0]).toBe("Order PO-1005 has no delivery on route 'wms'. Give 'erp'.")
  })
})

it('says where nothing answers, and how to start a gateway', async () => {
  gateway.close()
  expect(await orders.run(['list', '--url', 'http://127.0.0.1:9'])).toBe(1)
  expect(complained).toEqual([
    'Nothing answers at http://127.0.0.1:9. Start the gateway first (npm start), or give --url.',
  ])
})

describe('the state of an order', () => {
  it('is the state that the console shows, in its words', async () => {
    gateway.box.outbox.pause('erp', { by: 'Jo', note: 'Maintenance' })
    await run('list')
    const text = printed.join('\n')
    const stateIn = (order: string) => text.split('\n').find((line) => line.startsWith(order))
    expect(stateIn('PO-1001')).toContain('done')
    expect(stateIn('PO-1002')).toContain('stands still')
    expect(stateIn('PO-1003')).toContain('waits for you (quantity)')
    expect(stateIn('PO-1006')).toContain('refused')
    printed.length = 0
    await run('show', 'PO-1002')
    expect(printed.join('\n')).toMatch(/^PO-1002 +stands still/m)
  })
})
