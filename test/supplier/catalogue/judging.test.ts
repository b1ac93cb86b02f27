import { describe, expect, it } from 'vitest'
import {
  type AcceptAnswer,
  articleRow,
  customerRow,
  frontDoor,
  orderOf,
  supplierWithTables,
} from '../../fakes/catalogue.ts'
import { ERP, httpRoute } from '../../fakes/orders.ts'
import { settled, type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const AN = { by: 'An Peeters' }

describe('an order is judged by the newest entries of the catalogue', () => {
  it('holds an unknown article, and sends the next order after an entry, with one call more once', async () => {
    const box = testOutbox({ supplier: supplierWithTables() })
    box.wire.answers(ERP, status(200))
    const door = frontDoor(box)
    expect(await door.post(orderOf('one'))).toMatchObject({ value: { status: 'held', holdReason: 'unknown-article' } })
    expect(door.calls).toEqual(['accept'])
    expect(box.outbox.enterRow(articleRow('3105', { erpArticle: '303105' }), AN, null)).toMatchObject({ ok: true })
    expect(await door.post(orderOf('two'))).toMatchObject({ value: { status: 'accepted' } })
    expect(door.calls).toEqual(['accept', 'accept'])
    expect(await door.post(orderOf('three'))).toMatchObject({ value: { status: 'accepted' } })
    expect(door.calls).toEqual(['accept'])
  })

  it('writes the document with the number of the entry, also in an instance that starts later', async () => {
    const box = testOutbox({ supplier: supplierWithTables() })
    box.wire.answers(ERP, status(200))
    box.outbox.enterRow(articleRow('3105', { erpArticle: '303105', factor: '6' }), AN, null)
    box.reopen()
    await frontDoor(box).post(orderOf('one'))
    await box.pass(1_000)
    const [sent] = box.wire.calls
    expect(sent?.body).toContain('303105')
    expect(sent?.body).toContain('18')
  })

  it('refuses no order for an article that has an entry, though the instance knows nothing of the entry', async () => {
    const box = testOutbox({ supplier: supplierWithTables({ unknown: { article: 'refuse' } }) })
    const door = frontDoor(box)
    expect(await door.post(orderOf('one'))).toMatchObject({ ok: false, error: { status: 422 } })
    box.outbox.enterRow(articleRow('3105'), AN, null)
    expect(await door.post(orderOf('two'))).toMatchObject({ value: { status: 'accepted' } })
  })

  it('prefers the entry to the row of the configuration, and the row counts again after an undo', async () => {
    const box = testOutbox({ supplier: supplierWithTables({ articles: [{ article: '3105', erpArticle: 'OLD' }] }) })
    box.wire.answers(ERP, status(200))
    const door = frontDoor(box)
    const entered = box.outbox.enterRow(articleRow('3105', { erpArticle: 'NEW' }), AN, null)
    await door.post(orderOf('one'))
    await box.pass(1_000)
    if (!entered.ok) throw new Error('The entry was not stored.')
    box.outbox.undoRow('article', '3105', AN, entered.catalogueVersion)
    await door.post(orderOf('two'))
    await box.pass(1_000)
    expect(box.wire.calls.map(({ body }) => /OLD|NEW/.exec(body)?.[0])).toEqual(['NEW', 'OLD'])
  })

  it('makes no other number unknown where the configuration has no table', async () => {
    const box = testOutbox({ supplier: supplierWithTables({ articles: undefined, customers: undefined }) })
    box.outbox.enterRow(articleRow('3105', { erpArticle: '303105' }), AN, null)
    box.outbox.enterRow(customerRow('C-1'), AN, null)
    expect(await frontDoor(box).post(orderOf('one', 'another'))).toMatchObject({ value: { status: 'accepted' } })
  })

  it('chooses the route by the depot of the entry', async () => {
    const routes = [
      httpRoute('gent', ERP, { when: { depot: 'Gent' } }),
      httpRoute('aalst', 'https://aalst.example/', { when: { depot: 'Aalst' } }),
    ]
    const box = testOutbox({ supplier: supplierWithTables({ routes, articles: undefined }) })
    box.outbox.enterRow(customerRow('C-77', { depot: 'Aalst' }), AN, null)
    await frontDoor(box).post(orderOf('one'))
    expect(box.deliveries('one')).toEqual(['aalst v1 waiting no'])
  })
})

describe('an entry that a colleague takes back while the answer to an order is lost', () => {
  /** Loses the answer to the last post's first call. `second` gives the answer to the second call. */
  async function loseFirstAnswer(second: (answer: AcceptAnswer, box: TestOutbox) => AcceptAnswer, posts = 1) {
    const box = testOutbox({ supplier: supplierWithTables({ unknown: { article: 'refuse' } }) })
    box.wire.answers(ERP, status(200))
    const entered = box.outbox.enterRow(articleRow('3105'), AN, null)
    if (!entered.ok) throw new Error('The entry was not stored.')
    let answers = 0
    const onAnswer = (answer: AcceptAnswer): AcceptAnswer => {
      if (++answers < posts) return answer
      if (answers > posts) return second(answer, box)
      box.outbox.undoRow('article', '3105', AN, entered.catalogueVersion)
      throw new Error('The connection was lost.')
    }
    const door = frontDoor(box, { onAnswer })
    for (let post = 1; post < posts; post++) await door.post(orderOf('one'))
    const answer = await door.post(orderOf('one'))
    await settled()
    return { box, answer }
  }

  it('leaves the order accepted: the second call gets the answer of the first', async () => {
    const { box, answer } = await loseFirstAnswer((answer) => answer)
    expect(answer).toMatchObject({ ok: true, value: { status: 'accepted', version: 1 } })
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['erp v1 delivered yes'])
  })

  it('leaves a repeated order a duplicate', async () => {
    const { answer } = await loseFirstAnswer((answer) => answer, 2)
    expect(answer).toMatchObject({ ok: true, value: { status: 'duplicate', version: 1 } })
  })

  it('withdraws the order that a chef reads as refused, where an outbox of an earlier version answers', async () => {
    const { box, answer } = await loseFirstAnswer((_, { outbox }) => outbox.catalogueSince(1))
    expect(answer).toMatchObject({ ok: false, error: { status: 422 } })
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['erp v1 held/unconfirmed no'])
  })
})
