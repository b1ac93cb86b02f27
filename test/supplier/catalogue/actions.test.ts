import { describe, expect, it } from 'vitest'
import { gatherPreview, gatherUnknown } from '../../../src/supplier/catalogue/gather-unknown.ts'
import { articleRow, customerRow, frontDoor, orderOf, supplierWithTables } from '../../fakes/catalogue.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { remoteOutbox } from '../../fakes/served-outbox.ts'

const AN = { by: 'An Peeters' }
const JO = { by: 'Jo Maes' }
const QUERY = { text: null, after: null, limit: 50 }

describe('the catalogue of an outbox', () => {
  it('shows the second of two people the entry of the first, and stores nothing of the second', () => {
    const box = testOutbox({ supplier: supplierWithTables() })
    box.outbox.enterRow(articleRow('3105', { erpArticle: 'A' }), AN, null)
    const second = box.outbox.enterRow(articleRow('3105', { erpArticle: 'B' }), JO, null)
    expect(second).toMatchObject({ ok: false, status: 409, stands: { by: 'An Peeters', row: { erpArticle: 'A' } } })
    expect(box.outbox.catalogueRow('article', '3105')?.history).toHaveLength(1)
    const { stands = null } = second.ok ? {} : second
    expect(box.outbox.enterRow(articleRow('3105', { erpArticle: 'B' }), JO, stands?.version ?? null).ok).toBe(true)
    expect(box.outbox.catalogueRow('article', '3105')?.effective).toMatchObject({ erpArticle: 'B' })
  })

  it('undoes entry after entry, down to the row of the configuration, and keeps every step in the history', () => {
    const box = testOutbox({ supplier: supplierWithTables({ articles: [{ article: '3105', erpArticle: 'base' }] }) })
    const shown = () => box.outbox.catalogueRow('article', '3105')
    const rowNow = () => (shown()?.effective as { erpArticle?: string } | null)?.erpArticle
    for (const erpArticle of ['A', 'B'])
      box.outbox.enterRow(articleRow('3105', { erpArticle }), AN, shown()?.entry?.version ?? null)
    const seen = [rowNow()]
    for (let undo = 0; undo < 2; undo++) {
      box.outbox.undoRow('article', '3105', JO, shown()?.entry?.version ?? 0)
      seen.push(rowNow())
    }
    expect(seen).toEqual(['B', 'A', 'base'])
    expect(box.outbox.undoRow('article', '3105', JO, 0)).toMatchObject({ ok: false, status: 409 })
    expect(shown()?.history.map(({ by }) => by)).toEqual(['Jo Maes', 'Jo Maes', 'An Peeters', 'An Peeters'])
  })

  it('lists both the row of the configuration and the entry over it, page by page', () => {
    const box = testOutbox({ supplier: supplierWithTables({ articles: [{ article: 'A-1' }, { article: 'A-2' }] }) })
    box.outbox.enterRow(articleRow('A-2', { erpArticle: '900' }), AN, null)
    box.outbox.enterRow(articleRow('A-3'), AN, null)
    const page = box.outbox.catalogueRows('article', { ...QUERY, limit: 2 })
    expect(page).toMatchObject({ total: 3, matching: 3 })
    expect(page.rows.map(({ key }) => key)).toEqual(['A-1', 'A-2'])
    expect(page.rows[1]).toMatchObject({
      configured: { article: 'A-2' },
      effective: { erpArticle: '900' },
      entry: { by: 'An Peeters' },
    })
    expect(box.outbox.catalogueRows('article', { ...QUERY, after: 'A-2' }).rows).toMatchObject([
      { key: 'A-3', configured: null },
    ])
    expect(box.outbox.catalogueRows('article', { ...QUERY, text: '90' }).rows).toMatchObject([{ key: 'A-2' }])
  })

  it('counts how many orders and customers ask for an unknown number, by the names of the chefs', async () => {
    const box = testOutbox({
      supplier: supplierWithTables({ customers: [{ customer: 'C-77' }, { customer: 'C-78' }] }),
    })
    const door = frontDoor(box)
    for (const id of ['one', 'two', 'three']) await door.post(orderOf(id))
    await door.post(orderOf('four', '3105', { supplier_customer_number: 'C-78' }))
    await door.post(orderOf('five', 'A-1', { supplier_customer_number: 'new' }))
    const { unknown, uncounted } = await gatherUnknown(remoteOutbox(box.outbox), box.supplier)
    expect(uncounted).toBe(0)
    expect(unknown).toMatchObject([
      { kind: 'article', key: '3105', orders: 4, customers: 2, names: ['Jus d’orange pressé 2 L'] },
      { kind: 'customer', key: 'new', orders: 1, customers: 1, names: [] },
    ])
    expect(unknown[0]?.examples[0]).toMatchObject({ orderNumber: 'PO-one', quantity: '3' })
  })

  it('says before an entry which orders it sends with which quantity, and which would still wait', async () => {
    const box = testOutbox({ supplier: supplierWithTables() })
    const door = frontDoor(box)
    await door.post(orderOf('one'))
    await door.post(orderOf('two', '3105', { supplier_customer_number: 'new' }))
    expect(await gatherPreview(remoteOutbox(box.outbox), articleRow('3105', { factor: '6' }))).toMatchObject({
      leave: [{ orderId: 'one', quantity: '3', becomes: '18' }],
      stay: [{ orderId: 'two', holdReason: 'unknown-customer' }],
    })
    expect(box.outbox.catalogueRow('article', '3105')).toBeNull()
  })

  it('promises no order that its time or its sender keeps back', async () => {
    const box = testOutbox({ supplier: supplierWithTables() })
    const door = frontDoor(box)
    await door.post(orderOf('late', '3105', { expected_delivery_date: '2026-11-24' }))
    box.clock.set(box.clock.now() + 86_400_000)
    await door.post(orderOf('now'))
    const preview = await gatherPreview(remoteOutbox(box.outbox), articleRow('3105'))
    expect(preview.leave).toMatchObject([{ orderId: 'now', routes: ['erp'] }])
    expect(preview.stay).toMatchObject([{ orderId: 'late', holdReason: 'stale' }])
    box.outbox.enterRow(articleRow('3105'), AN, null)
    await box.pass(1_000)
    expect(box.deliveries('late')).toEqual(['erp v1 held/stale no'])
  })

  it('keeps the version that it gave out ahead of every earlier one, also when storage is lost', () => {
    const first = testOutbox({ supplier: supplierWithTables() })
    const entered = first.outbox.enterRow(customerRow('C-9'), AN, null)
    const second = testOutbox({ supplier: supplierWithTables(), now: first.clock.now() + 1_000 })
    const again = second.outbox.enterRow(customerRow('C-9'), AN, null)
    if (!entered.ok || !again.ok) throw new Error('An entry was not stored.')
    expect(again.catalogueVersion).toBeGreaterThan(entered.catalogueVersion)
    expect(second.outbox.catalogueSince(entered.catalogueVersion)).toMatchObject({ since: null })
  })

  it('writes who did it and from which order into the list of actions', async () => {
    const box = testOutbox({ supplier: supplierWithTables() })
    await frontDoor(box).post(orderOf('one'))
    box.outbox.enterRow(articleRow('3105'), { ...AN, orderId: 'one', note: 'asked the buyer' }, null)
    expect(box.outbox.events(1).rows).toMatchObject([
      { by: 'An Peeters', action: 'catalogue-enter', orderId: 'one', note: 'article 3105 → 3105: asked the buyer' },
    ])
  })
})
