import { describe, expect, it } from 'vitest'
import { gatherPreview, gatherUnknown } from '../../../src/supplier/catalogue/gather-unknown.ts'
import { articleRow, supplierWithTables } from '../../fakes/catalogue.ts'
import { bodyOf, postedOrder } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { remoteOutbox } from '../../fakes/served-outbox.ts'

/** An outbox with held orders, each with `lines` lines, whose first article is in no table. */
function held(orders: number, lines = 1) {
  const box = testOutbox({ supplier: supplierWithTables() })
  for (let at = 0; at < orders; at++) {
    const packages = Array.from({ length: lines }, (_, line) => ({
      ...postedOrder().packages[0],
      supplier_package: { supplier_article_number: line === 0 ? '3105' : 'A-1' },
    }))
    const orderId = `order-${at}`
    const body = bodyOf(postedOrder({ id: orderId, order_number: `PO-${at}`, packages }))
    box.accept({ orderId, body, starts: { erp: { state: 'held', reason: 'unknown-article' } } })
  }
  const calls: string[] = []
  const outbox = new Proxy(remoteOutbox(box.outbox), {
    get(target, name) {
      calls.push(String(name))
      return Reflect.get(target, name)
    },
  })
  return { box, outbox, calls }
}

describe('a page over many held orders', () => {
  it('counts each order once, in calls of 50 orders', async () => {
    const { box, outbox, calls } = held(130)
    const { unknown, uncounted } = await gatherUnknown(outbox, box.supplier)
    expect(unknown).toMatchObject([{ key: '3105', orders: 130, customers: 1 }])
    expect(unknown[0]?.examples.map(({ orderId }) => orderId)).toEqual(
      Array.from({ length: 20 }, (_, at) => `order-${at}`),
    )
    expect([uncounted, calls]).toEqual([0, ['unknownPage', 'unknownPage', 'unknownPage']])
  })

  it('previews each order once, in calls of 50 orders', async () => {
    const { outbox, calls } = held(130)
    const { leave, stay } = await gatherPreview(outbox, articleRow('3105'))
    expect(leave.map(({ orderId }) => orderId)).toEqual(Array.from({ length: 130 }, (_, at) => `order-${at}`))
    expect([stay, calls]).toEqual([[], ['previewPage', 'previewPage', 'previewPage']])
  })

  it('reads few long orders a call', () => {
    const { box } = held(5, 1_000)
    const first = box.outbox.unknownPage(0)
    expect(first).toMatchObject({ read: 2, held: 5 })
    expect(box.outbox.unknownPage(first.next ?? 0)).toMatchObject({ read: 2 })
  })

  it('says how many orders the list leaves out', async () => {
    const { box, outbox } = held(0)
    const page = { read: 50, next: 1, unknown: [], held: 1_234 }
    const endless = { ...outbox, unknownPage: async () => page }
    expect(await gatherUnknown(endless, box.supplier)).toEqual({ unknown: [], uncounted: 234 })
  })
})
