import { describe, expect, it } from 'vitest'
import type { OrderState } from '../../src/model/delivery-state.ts'
import { testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { putInto, STATES } from '../fakes/states.ts'

const HOUR = 3_600_000

/** An order in every state of a delivery, orders with two states, and refused orders. */
async function opened() {
  const supplier = supplierWith({
    language: 'en',
    routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)],
    statement: { at: '18:00' },
  })
  const { box, browser } = testConsole({ supplier })
  box.outbox.pause('wms', { by: 'An', note: 'maintenance' })
  for (const state of STATES)
    for (const other of ['waiting', 'delivered', 'held', 'refused'] as const) {
      const orderId = `${state}-${other}`
      box.accept({ orderId, cutOff: box.clock.now() + HOUR })
      putInto(box.sql, { state, orderId, route: 'erp', reached: state === 'delivered' ? 'yes' : 'no' })
      putInto(box.sql, { state: other, orderId, route: 'wms', reached: other === 'delivered' ? 'yes' : 'no' })
    }
  for (const orderId of ['no-1', 'no-2', 'no-3'])
    box.outbox.keepRefused({
      ...{ orderId, orderNumber: orderId, customer: 'C-1', deliveryDate: null, body: new Uint8Array() },
      problems: JSON.stringify([{ path: '', code: 'no-lines', message: 'The order has no lines.' }]),
    })
  box.clock.advance(60_000)
  const reader = browser({ 'accept-language': 'en' })
  await reader.signIn()
  return { box, text: async (path: string) => (await reader.get(path)).text.replaceAll('&#39;', "'") }
}

const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? Number.NaN)
const rowsOf = (csv: string): string[][] =>
  csv
    .trim()
    .split('\r\n')
    .slice(1)
    .map((row) => row.split(';').map((cell) => cell.replaceAll('"', '')))

describe('the numbers of one outbox with orders in every state', () => {
  it('are the same on Today, in the tabs of Orders, in the CSV, in the statement and in the Admin API', async () => {
    const { box, text } = await opened()
    const orders = await text('/console/orders')
    const tab = (state: OrderState): number =>
      numberIn(orders, new RegExp(`state=${state}"[^>]*>.*?<b>(\\d+)</b>`, 's'))
    const counts = box.outbox.orderCounts()
    const states = ['held', 'pending', 'settled', 'refused', 'discarded'] as const
    for (const state of states) {
      expect([state, tab(state)]).toEqual([state, counts[state]])
      const rows = rowsOf(await text(`/console/orders/list.csv?state=${state}`))
      expect([state, rows.length]).toEqual([state, counts[state]])
      const listed = box.outbox.list({ state, text: null, before: null, limit: 200 }).rows
      expect([state, listed.length]).toEqual([state, counts[state]])
    }
    expect(states.reduce((sum, state) => sum + counts[state], 0)).toBe(counts.all)
    for (const state of ['held', 'pending', 'settled', 'refused'] as const)
      expect(counts[state], state).toBeGreaterThan(0)

    const today = await text('/console')
    expect(numberIn(today, /Waits for you: (\d+)\./)).toBe(counts.held)
    const open = counts.held + counts.pending
    expect(numberIn(today, /<h1[^>]*>\D*(\d+) orders need/)).toBeLessThanOrEqual(open)

    const [statement] = box.outbox.statementsOn('2026-11-24')
    expect(statement?.waitingCount).toBe(open)
    expect(await text('/console/statements/2026-11-24')).toContain(`${open} orders wait.`)
    expect(statement?.refused).toBe(counts.refused)
  })

  it('are those before a retry of a route, which leaves held orders', async () => {
    const { box, text } = await opened()
    const promised = numberIn(await text('/console/routes/fresco/erp/do/retry'), /at most (\d+)\./)
    expect(promised).toBe(box.outbox.retryRoute('erp', { by: 'An' }).again)
    expect(promised).toBeLessThan(box.outbox.routes()[0]?.unsettled ?? 0)
  })

  it('have the state of the page in the CSV, row by row', async () => {
    const { text } = await opened()
    const page = await text('/console/orders?state=pending')
    const onPage = new Map(
      page.split('<tr role="row">').flatMap((row): [string, string][] => {
        const [, name] = /<a href="\/console\/orders\/fresco\/[^"]+" dir="auto">([^<]+)</.exec(row) ?? []
        const [, state] = /<span class="chip [^"]*">.*?<\/svg>([^<]+)</s.exec(row) ?? []
        return name && state ? [[name, state]] : []
      }),
    )
    const inFile = rowsOf(await text('/console/orders/list.csv?state=pending')).map(
      ([, name = '', , , state = '']): [string, string] => [name, state],
    )
    expect(onPage.size).toBeGreaterThan(10)
    for (const [name, state] of onPage) expect([name, new Map(inFile).get(name)]).toEqual([name, state])
    expect(new Set(onPage.values())).toEqual(new Set(['On its way', 'Stands still']))
  })
})
