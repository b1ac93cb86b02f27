import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { orders } from '../../src/cli/orders.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { type ServedOutbox, serveOutbox } from '../fakes/served-outbox.ts'
import { status } from '../fakes/wire.ts'

const DESK = 'https://mails.example/'
const supplier = supplierWith({
  routes: [
    httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 1 }] }),
    httpRoute('wms', WMS, { fallbacks: [{ route: 'depot', afterMinutes: 1 }] }),
    ...['desk', 'depot'].map((name) =>
      httpRoute(name, DESK, {
        document: { format: 'email', template: 'order-email', from: 'a@gateway.example', to: ['a@fresco.example'] },
      }),
    ),
  ],
})

let gateway: ServedOutbox
let complained: string[] = []

beforeEach(async () => {
  complained = []
  vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => void complained.push(String(line)))
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  gateway = await serveOutbox({ supplier })
})
afterEach(() => {
  gateway.close()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const run = (...words: string[]): Promise<number> => orders.run([...words, '--url', gateway.url])

/** Each system refuses or takes the order, and the mail stands in where a system refuses. */
async function placed(erp: number, wms: number) {
  const { box } = gateway
  for (const [url, code] of [
    [ERP, erp],
    [WMS, wms],
    [DESK, 200],
  ] as const)
    box.wire.answers(url, status(code))
  box.accept({ orderId: 'id-1', orderNumber: 'PO-1' })
  await box.pass(600_000)
  return box.deliveries('id-1')
}

describe('orders done without a route, where nothing is open', () => {
  it('names the route for which a mail stood in, with the command to copy', async () => {
    await placed(422, 200)
    expect(await run('done', 'PO-1')).toBe(1)
    expect(complained).toEqual([
      "Order PO-1 has nothing open. To report what a person keyed, give the route: 'erp'. Such as: npx orderbridge orders done PO-1 --route erp",
    ])
    expect(await run('done', 'PO-1', '--route', 'erp')).toBe(0)
    expect(gateway.box.outbox.events(1).rows).toMatchObject([{ action: 'done', route: 'erp' }])
  })

  it('names each such route', async () => {
    await placed(422, 422)
    expect(await run('done', 'PO-1')).toBe(1)
    expect(complained[0]).toContain("give the route: 'erp' or 'wms'.")
  })

  it('names the states where no route can be given', async () => {
    await placed(200, 200)
    expect(await run('done', 'PO-1')).toBe(1)
    expect(complained).toEqual(['Order PO-1 has nothing open for done: erp is delivered, wms is delivered.'])
  })
})
