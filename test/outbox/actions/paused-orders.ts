import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN } from '../actions.ts'

export const HELD = { state: 'held', reason: 'unknown-article' } as const
export const BOTH = { routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }

export function opened(settings: Record<string, unknown> = {}): TestOutbox {
  const test = testOutbox({ supplier: supplierWith(settings) })
  for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
  return test
}

/** The route is paused, so it sends nothing meanwhile. */
export function paused(settings: Record<string, unknown> = {}): TestOutbox {
  const test = opened(settings)
  for (const { name } of test.supplier.routes) test.outbox.pause(name, ANN)
  return test
}

export async function resumed(test: TestOutbox): Promise<string[]> {
  for (const { name } of test.supplier.routes) test.outbox.resume(name, ANN)
  await test.work()
  return sent(test)
}

export const sent = ({ wire }: TestOutbox): string[] =>
  wire.calls.map(({ url, body }) => `${url === ERP ? 'erp' : 'wms'} v${JSON.parse(body).version}`)

export const told = ({ troubles }: TestOutbox): (string | undefined)[][] =>
  troubles.map(({ kind, cause, text }) => [kind, cause, /version \d/.exec(text)?.[0]])
