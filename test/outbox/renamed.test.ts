import { describe, expect, it } from 'vitest'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

/** Accepts each version on a route with `revisions: 'replace'`. */
async function replacing(
  versions: readonly { readonly number?: string; readonly customer?: string }[],
  revisions = 'replace',
) {
  const test = testOutbox({ supplier: supplierWith({ revisions, routes: [httpRoute('erp', ERP)] }) })
  test.wire.answers(ERP, status(200))
  for (const [at, { number = 'PO-1', customer = 'C-77' }] of versions.entries()) {
    const body = bodyOf(postedOrder({ order_number: ` ${number}`, supplier_customer_number: customer }))
    test.accept({ orderNumber: number, customer, digest: `content-${at}`, body })
    await test.work()
  }
  return test.deliveries()
}

describe("a change on a route with revisions: 'replace'", () => {
  it('is sent under the number and for the customer that the receiver knows', async () => {
    expect(await replacing([{}, {}])).toEqual(['erp v1 delivered yes', 'erp v2 delivered yes'])
  })

  it.each([
    ['another order number', { number: 'PO-2' }],
    ['another customer', { customer: 'C-78' }],
  ])('waits for a person if it brings %s: the receiver would deliver both orders', async (_, change) => {
    expect(await replacing([{}, change])).toEqual(['erp v1 delivered yes', 'erp v2 held/revision no'])
    // The receiver still has the first version only.
    expect(await replacing([{}, change, change])).toContain('erp v3 held/revision no')
  })
})
