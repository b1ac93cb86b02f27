import { describe, expect, it } from 'vitest'
import { orderResponse, responseLine } from '../fakes/acknowledgements.ts'
import { ERP, httpRoute, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { HELD, MAIL, opened, totalsIn } from './picked-orders.ts'

describe('an order on the pick list about which a person must decide', () => {
  it('says that a person must decide about an order that one of two routes holds', async () => {
    const { accept, list } = await opened({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })
    accept('a', { starts: HELD })
    const text = await list()
    expect(text).toContain('Orders to pick: 0. Not released: 0. Decide first: 1.')
    expect(text).toContain('Not released on every route. Decide before you pick. Held on route erp:')
  })

  it('marks an order that the ERP refused, with the reason and a link, and counts its lines apart', async () => {
    const { box, accept, list } = await opened()
    box.wire.answers(ERP, () => new Response('Customer blocked', { status: 422 }))
    accept('a', { lines: [['00123', 5]] })
    await box.pass(1_000)
    const text = await list()
    expect(text).toContain('Orders to pick: 0. Not released: 0. Decide first: 1.')
    expect(text).toMatch(/Route erp did not take this order. Decide before you pick.[^<]*Customer blocked/)
    expect(text).toContain('href="/console/orders/fresco/a"')
    expect(totalsIn(text)).toMatch(/Decide first 00123 Article 00123 – 5 kg/)
    box.outbox.done('a', 'erp', { by: 'An' })
    const keyed = await list()
    expect(keyed).not.toContain('did not take')
    expect(totalsIn(keyed)).toContain('00123 Article 00123 5 kg')
  })

  it('says of an order that the ERP accepted with changes what the ERP changed, and not that it lacks the order', async () => {
    const receipt = { receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }
    const { box, accept, list } = await opened({
      routes: [httpRoute('erp', ERP, { document: { format: 'ubl-order-2.1' }, ...receipt })],
    })
    box.wire.answers(ERP, status(200))
    accept('a', { lines: [['00123', 5]] })
    await box.pass(1_000)
    box.hear(orderResponse('PO-a', 'AP', responseLine({ of: '1', quantity: '3', unit: '' }), 'R-1'))
    const text = await list()
    expect(text).toMatch(/Route erp took it with changes\.[^<]*accepted, 3 of 5\./)
    expect(text).not.toContain('did not take')
    expect(text).toContain('Decide first: 1.')
  })

  it.each([
    ['a mail', httpRoute('desk', WMS, MAIL), 'Decide first: 1.', 'did not take this order'],
    ['another system', httpRoute('desk', WMS), 'Orders to pick: 1.', 'Route erp refused it. Route desk has it.'],
  ])('names the refusal of an order that a fallback route brought to %s', async (_, desk, counted, mark) => {
    const fallbacks = [{ route: 'desk', afterMinutes: 10 }]
    const { box, accept, list } = await opened({ routes: [httpRoute('erp', ERP, { fallbacks }), desk] })
    box.wire.answers(ERP, status(422))
    box.wire.answers(WMS, status(200))
    accept('a', { lines: [['00123', 5]] })
    await box.pass(60_000)
    expect(box.deliveries('a')).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
    const text = await list()
    expect(text).toContain(counted)
    expect(text).toContain(mark)
  })

  it.each([
    ['nl', 'Eerst beslissen: 1.', 'Route erp nam deze bestelling niet aan. Beslis voordat u klaarzet.'],
    ['fr', 'À décider d’abord\u00a0: 1.', 'La route erp n’a pas accepté cette commande. Décidez avant de préparer.'],
    ['de', 'Erst entscheiden: 1.', 'Route erp hat diese Bestellung nicht angenommen. Entscheiden Sie, bevor'],
  ])('says so in %s', async (language, ...sentences) => {
    const { box, accept, list } = await opened({}, language)
    box.wire.answers(ERP, status(422))
    accept('a')
    await box.pass(1_000)
    const text = await list()
    for (const sentence of sentences) expect(text).toContain(sentence)
  })

  it('has totals that are the sums of the orders that the page marks so', async () => {
    const { box, accept, list } = await opened()
    box.wire.answers(ERP, status(200))
    accept('plain', { lines: [['00123', 1]] })
    accept('changed', { lines: [['00123', 20]] })
    await box.pass(1_000)
    accept('changed', { lines: [['00123', 3]], starts: HELD })
    box.wire.answers(ERP, status(422))
    accept('refused', { lines: [['00123', 300]] })
    await box.pass(1_000)
    accept('held', { lines: [['00123', 4000]], starts: HELD })
    const text = await list()
    expect(text).toContain('Orders to pick: 1. Not released: 1. Decide first: 2.')
    expect(totalsIn(text)).toContain('Quantity Not released Decide first 00123 Article 00123 1 kg 4000 kg 320 kg')
    const articles = text.split('<article>').slice(1)
    const countOf = (mark: RegExp) => articles.filter((one) => mark.test(one)).length
    expect([countOf(/NOT RELEASED/), countOf(/Decide before you pick/)]).toEqual([1, 2])
  })
})
