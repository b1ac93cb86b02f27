import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { nodeSql } from '../test/fakes/node-sql.ts'
import { EDIFACT, ERP, httpRoute, submission, supplierWith } from '../test/fakes/orders.ts'
import { testOutbox } from '../test/fakes/outbox.ts'
import { status } from '../test/fakes/wire.ts'
import { signedOrders } from './order.ts'

const ORDERS = 200
const LINES = 10
const MOST_MINUTES = 120
const MINUTE_MS = 60_000
const YEAR_MS = 400 * 86_400_000
const PURGED_A_CALL = 50

const ONE_ROUTE = [httpRoute('erp', ERP, { document: EDIFACT })]
const MAIL = {
  name: 'desk',
  document: { format: 'email', from: 'orders@gateway.example', to: ['desk@fresco.example'] },
  transport: { kind: 'email' },
}

/** Bytes of an order in an outbox. */
export interface Bytes {
  readonly delivered: number
  readonly purged: number
}

/** An order of ten lines that is sent as EDIFACT by HTTP. */
export const measureOneRoute = (): Promise<Bytes> => measure(ONE_ROUTE)
/** The same order, which the desk also gets as a mail. */
export const measureWithMail = (): Promise<Bytes> => measure([...ONE_ROUTE, MAIL])

async function measure(routes: readonly object[]): Promise<Bytes> {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-bytes-'))
  const file = path.join(folder, 'outbox.sqlite')
  const sql = nodeSql(file)
  const sizeOfOrder = (empty = 0): number => (statSync(file).size - empty) / ORDERS
  try {
    sql.all('PRAGMA synchronous = OFF')
    const mail = async () => {}
    const test = testOutbox({ supplier: supplierWith({ routes }), sql, ports: { mail } })
    test.wire.answers(ERP, status(200))
    const empty = statSync(file).size
    for (const { body } of signedOrders(ORDERS, LINES, 'secret')) test.outbox.accept(arrived(test.supplier, body))
    const isOpen = () => sql.all("SELECT 1 FROM deliveries WHERE state NOT IN ('delivered', 'sent') LIMIT 1").length > 0
    for (let minute = 0; isOpen() && minute < MOST_MINUTES; minute++) await test.pass(MINUTE_MS)
    if (isOpen()) throw new Error('Not all orders were sent, so the size of an order is unknown.')
    const delivered = sizeOfOrder(empty)
    test.clock.advance(YEAR_MS)
    for (let call = 0; call <= ORDERS / PURGED_A_CALL; call++) test.outbox.purge()
    sql.all('VACUUM')
    return { delivered, purged: sizeOfOrder(empty) }
  } finally {
    sql.close()
    rmSync(folder, { recursive: true })
  }
}

interface Posted {
  readonly id: string
  readonly order_number: string
  readonly supplier_customer_number: string
  readonly packages: readonly { readonly supplier_package: { readonly supplier_article_number: string } }[]
}

/** An order as the webhook hands it to the outbox. */
function arrived(supplier: Parameters<typeof submission>[0], body: Buffer) {
  const posted: Posted = JSON.parse(body.toString())
  const articles = posted.packages.map((line) => line.supplier_package.supplier_article_number)
  return submission(supplier, {
    orderId: posted.id,
    orderNumber: posted.order_number,
    customer: posted.supplier_customer_number,
    body: new Uint8Array(body),
    digest: crypto.randomUUID().replaceAll('-', '').repeat(2),
    requestId: crypto.randomUUID(),
    foundBy: [posted.id, posted.order_number, posted.supplier_customer_number, ...articles].join('\n').toLowerCase(),
    metadata: JSON.stringify({ signed: 'raw', secret: 'WEBHOOK_SECRET', warnings: [] }),
  })
}
