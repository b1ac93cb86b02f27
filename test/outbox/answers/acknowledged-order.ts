import { EDIFACT, ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

export const HOUR = 3_600_000

export const X12 = { format: 'x12-850-4010', sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }

export const waiting = { receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }

export function open(settings: Record<string, unknown> = {}, of: Record<string, unknown> = {}) {
  const route = httpRoute('erp', ERP, { document: EDIFACT, ...waiting, ...settings })
  const test = testOutbox({ supplier: supplierWith({ routes: [route], ...of }) })
  test.wire.answers(ERP, status(200))
  const say = test.hear
  const effect = (text: string) => say(text).matched.map((one) => one.effect)[0]
  const said = (version = 1) =>
    test.outbox
      .view('order-1')
      ?.deliveries.find((one) => one.version === version)
      ?.acknowledgements.map(({ kind, verdict }) => `${kind} ${verdict}`)
  return { test, say, effect, said }
}

/** An order that was handed over and awaits its acknowledgement. */
export async function sent(settings: Record<string, unknown> = {}, of: Record<string, unknown> = {}) {
  const opened = open(settings, of)
  opened.test.accept()
  await opened.test.work()
  return opened
}
