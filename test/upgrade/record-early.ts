import { nodeSql } from '../fakes/node-sql.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { cut, status } from '../fakes/wire.ts'
import { dump } from './dump.ts'

const ANN = { by: 'ann' }

export const earlySupplier = supplierWith({
  routes: [httpRoute('erp', ERP, { retry: { delaysSeconds: [3_600] } }), httpRoute('wms', WMS), mailboxRoute('box')],
})

/** The storage of a commit whose outbox knew few transports: made of what its tests have in common with later ones. */
export async function recordEarlyStorage(file: string): Promise<string> {
  const sql = nodeSql(file)
  const test = testOutbox({ supplier: earlySupplier, sql })
  const place = (orderId: string, starts = {}) => test.accept({ orderId, starts })
  test.wire.answers(WMS, status(200))
  test.outbox.pause('wms', ANN)
  test.wire.answers(ERP, status(200))
  place('delivered')
  await test.work()
  test.wire.answers(ERP, status(503))
  place('deferred')
  await test.work()
  test.wire.answers(ERP, cut)
  place('uncertain')
  await test.work()
  test.wire.answers(ERP, status(400))
  place('refused')
  await test.work()
  place('held', { erp: { state: 'held', reason: 'quantity' }, wms: { state: 'held', reason: 'quantity' } })
  await test.work()
  const [document] = test.outbox.listMailbox('box')
  if (!document) throw new Error('The mailbox is empty.')
  test.outbox.fetchDocument('box', document.id)
  sql.close()
  const sent = test.wire.calls.map(({ url, key }) => `-- sent ${url} ${key}`)
  return [`-- now ${test.clock.now()}`, ...sent, dump(file)].join('\n')
}
