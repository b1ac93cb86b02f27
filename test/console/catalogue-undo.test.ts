import { describe, expect, it } from 'vitest'
import { articleRow, orderOf, supplierWithTables } from '../fakes/catalogue.ts'
import { ERP, mailboxRoute } from '../fakes/orders.ts'
import type { TestOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { opened, PATH } from './catalogue-page.ts'

describe('the undo of a wrong entry', () => {
  const tables = supplierWithTables({ articles: [{ article: '3105', erpArticle: '303105' }] })
  const wrong = articleRow('3105', { erpArticle: '303106' })
  const written = (box: TestOutbox, id: string): string =>
    new TextDecoder().decode(box.outbox.document(id, 'erp', 1)?.bytes)

  it('names the orders that were written with the entry, what the ERP has of each, and the route to pause', async () => {
    const { box, browser, door } = await opened({ supplier: tables })
    await door.post(orderOf('before'))
    await box.work()
    box.clock.advance(60_000)
    box.outbox.enterRow(wrong, { by: 'Jo' }, null)
    await door.post(orderOf('sent'))
    await box.work()
    box.wire.answers(ERP, status(500))
    await door.post(orderOf('perhaps'))
    await door.post(orderOf('other', '9999'))
    await box.work()
    const { text } = await browser.get(`${PATH}/articles/undo?key=3105`)
    expect(text).toContain('Pause the route first')
    expect(text).toContain('href="/console/routes#fresco-erp"')
    expect(text).toMatch(/PO-sent<[\s\S]*?has it with this entry, by route erp/)
    expect(text).toMatch(/PO-perhaps<[\s\S]*?may have the wrong article, by route erp/)
    expect(text).not.toContain('PO-before')
    expect(text).not.toContain('PO-other')
  })

  it('writes a document again that did not reach the ERP, and says that nothing leaves because of the undo', async () => {
    const { box, browser, door } = await opened({ supplier: tables })
    box.outbox.enterRow(wrong, { by: 'Jo' }, null)
    box.wire.answers(ERP, status(503))
    await door.post(orderOf('one'))
    await box.work()
    expect(box.deliveries('one')).toEqual(['erp v1 deferred no'])
    expect(written(box, 'one')).toContain('303106')
    const path = `${PATH}/articles/undo`
    const asked = await browser.get(`${path}?key=3105`)
    expect(asked.text).toContain('does not have it. Route erp sends the new document.')
    const done = await browser.submit(asked, path)
    const shown = (await browser.get(done.location ?? '')).text
    expect(shown).toContain('The entry is taken back, with your name. The next orders get this.')
    expect(shown).not.toContain('leave now')
    box.wire.answers(ERP, status(200))
    await box.pass(3_600_000)
    expect(box.deliveries('one')).toEqual(['erp v1 delivered yes'])
    expect(written(box, 'one')).toContain('303105')
  })

  it('writes a document again that waits in a mailbox to be collected', async () => {
    const articles = [{ article: '3105', erpArticle: '303105' }]
    const { box, door } = await opened({ supplier: supplierWithTables({ articles, routes: [mailboxRoute('erp')] }) })
    box.outbox.enterRow(wrong, { by: 'Jo' }, null)
    await door.post(orderOf('one'))
    await box.work()
    expect(written(box, 'one')).toContain('303106')
    const { version = 0 } = box.outbox.catalogueRow('article', '3105')?.entry ?? {}
    box.outbox.undoRow('article', '3105', { by: 'Jo' }, version)
    await box.work()
    expect(written(box, 'one')).toContain('303105')
    expect(box.outbox.listMailbox('erp')).toHaveLength(1)
  })

  it('holds an unsent order whose number is in no table after the undo', async () => {
    const { box, door } = await opened({ supplier: supplierWithTables({ articles: [] }) })
    box.outbox.enterRow(wrong, { by: 'Jo' }, null)
    box.wire.answers(ERP, status(503))
    await door.post(orderOf('one'))
    await box.work()
    const { version = 0 } = box.outbox.catalogueRow('article', '3105')?.entry ?? {}
    expect(box.outbox.undoRow('article', '3105', { by: 'Jo' }, version)).toMatchObject({ ok: true })
    expect(box.deliveries('one')).toEqual(['erp v1 held/unknown-article no'])
    box.wire.answers(ERP, status(200))
    box.outbox.enterRow(articleRow('3105', { erpArticle: '303105' }), { by: 'Jo' }, null)
    await box.pass(3_600_000)
    expect(box.deliveries('one')).toEqual(['erp v1 delivered yes'])
    expect(written(box, 'one')).toContain('303105')
  })
})
