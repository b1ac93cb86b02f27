import { describe, expect, it } from 'vitest'
import { utf8 } from '../../src/text/utf8.ts'
import { ERP, httpRoute } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { BUTTER, body, JUICE, NO_LINES, opened } from './refused-customers.ts'

const DAY = 86_400_000

const HELD = { state: 'held', reason: 'quantity' } as const

const line = (article: string, quantity: unknown, name = `Name of ${article}`) => ({
  ...{ stock_item: { name }, supplier_package: { supplier_article_number: article } },
  quantity_ordered: quantity,
})

describe('the call-back list', () => {
  it('leaves out a customer who ordered the same lines for the same day since, with another number', async () => {
    const { box, refuse, shown } = await opened()
    refuse('1')
    refuse('2', 'C-78')
    box.accept({ orderId: '9', customer: 'C-77', body: body(JUICE, line('A-1', 3), BUTTER) })
    const text = await shown()
    expect(text).not.toContain('<h3 dir="auto">Brasserie')
    expect(text).toContain('<h3 dir="auto">Eetcafé')
  })

  it.each([
    ['another article', body(line('A-2', 40))],
    ['less of the article', body(line('A-1', 10))],
    ['a part of the lines', body(line('A-1', 40))],
  ])('keeps a customer whose second order of the day is accepted, with %s', async (_, second) => {
    const { box, refuse, shown } = await opened()
    refuse('1', 'C-77', '2026-11-26', { packages: [line('A-1', 30), line('A-1', 10), line('A-3', 1)] })
    box.accept({ orderId: '9', customer: 'C-77', body: second })
    expect(await shown()).toContain('<h3 dir="auto">Brasserie')
    expect(await shown()).toContain(
      'Call until the refused order, or an order for that day with the same lines, is accepted.',
    )
    box.accept({ orderId: '10', customer: 'C-77', body: body(line('A-1', '40'), line('A-3', 1)) })
    expect(await shown()).not.toContain('<h3 dir="auto">Brasserie')
  })

  it('leaves out a customer who corrected the lines that the refusal named', async () => {
    const { box, refuse, shown } = await opened()
    const problems = [
      { path: 'packages[0].quantity_ordered', code: 'quantity-fraction', message: '' },
      { path: 'packages[1].supplier_package.supplier_article_number', code: 'unknown-article', message: '' },
    ]
    refuse('1', 'C-77', '2026-11-26', { problems, packages: [line('A-1', 2.5), line('A-3', 4, 'Kip')] })
    box.accept({ orderId: '8', customer: 'C-77', body: body(line('A-1', 2)) })
    expect(await shown()).toContain('<h3 dir="auto">Brasserie')
    box.accept({ orderId: '9', customer: 'C-77', body: body(line('A-1', 2), line('B-3', 4, 'Kip')) })
    expect(await shown()).not.toContain('<h3 dir="auto">Brasserie')
  })

  it('keeps a customer whose refused order cannot be read, and whose change of an accepted order was refused', async () => {
    const { box, refuse, shown } = await opened()
    box.accept({ orderId: '1', customer: 'C-77', body: body(line('A-1', 1)) })
    box.clock.advance(60_000)
    refuse('1')
    box.outbox.keepRefused({
      ...{ orderId: '2', orderNumber: 'PO-2', customer: 'C-78', deliveryDate: '2026-11-26' },
      ...{ problems: '[]', body: utf8('<no') },
    })
    for (const customer of ['C-77', 'C-78'])
      box.accept({ orderId: `later-${customer}`, customer, body: body(JUICE, BUTTER, line('A-1', 9)) })
    const text = await shown()
    expect(text).toContain('<h3 dir="auto">Brasserie')
    expect(text).toContain('<h3 dir="auto">Eetcafé')
  })

  it('keeps yesterday’s refusal until a person called, and nothing that is older', async () => {
    const { box, browser, refuse, shown } = await opened()
    refuse('1')
    box.clock.advance(DAY)
    await browser.signIn()
    expect(await shown()).toContain('<h3 dir="auto">Brasserie')
    box.outbox.markCalled('1', { by: 'Jo' })
    expect(await shown()).not.toContain('<h3 dir="auto">Brasserie')
    refuse('3', 'C-78')
    box.clock.advance(2 * DAY)
    await browser.signIn()
    expect(await shown()).toContain('Nobody has to be called.')
  })

  it.each([
    ['a change', NO_LINES, 'The refused post was a change of it.'],
    ['a cancellation', { path: 'status', code: 'not-ordered', message: '' }, 'so it may be a cancellation.'],
  ])('says that the accepted order still counts where %s of it is refused', async (_, problem, sentence) => {
    const { box, refuse, shown } = await opened()
    box.accept({ orderId: '1', customer: 'C-77' })
    box.clock.advance(60_000)
    refuse('1', 'C-77', '2026-11-26', { problems: [problem] })
    const text = await shown()
    expect(text).toContain('Version 1 of this order is accepted and still counts.')
    expect(text).toContain(sentence)
    refuse('2', 'C-78', '2026-11-26', { problems: [problem] })
    expect((await shown()).match(/still counts/g)).toHaveLength(1)
  })

  it('says of no order that it still counts once a person discarded or cancelled it', async () => {
    const { box, refuse, shown } = await opened({ cancellations: 'send', routes: [httpRoute('erp', ERP)] })
    box.wire.answers(ERP, status(200))
    for (const id of ['1', '2']) {
      box.accept({ orderId: id, customer: `C-7${id}`, starts: id === '1' ? { erp: HELD } : {} })
      await box.pass(60_000)
      refuse(id, `C-7${id}`, '2026-11-26', { problems: [{ path: 'status', code: 'not-ordered', message: '' }] })
    }
    expect(await shown()).toContain('Version 1 of this order is accepted and still counts')
    expect(await shown()).toContain('Version 1 of this order waits for you')
    box.outbox.discard('1', { by: 'Jo', note: 'Not wanted.' })
    expect(box.outbox.cancel('2', 'erp', { by: 'Jo', note: 'Not wanted.' })).toEqual({ ok: true })
    expect(await shown()).not.toContain('still counts')
  })

  it('names the version that counts, and not a change that waits for a person', async () => {
    const { box, refuse, shown } = await opened()
    box.accept({ orderId: '1', customer: 'C-77' })
    await box.work()
    box.outbox.applyMailboxStatus('erp', box.outbox.listMailbox('erp')[0]?.id ?? '', 'consumed', '')
    box.accept({ orderId: '1', customer: 'C-77', digest: 'changed', starts: { erp: HELD } })
    box.clock.advance(60_000)
    refuse('1')
    expect(await shown()).toContain('Version 1 of this order is accepted and still counts.')
  })

  it('shows no lines of an earlier refusal beside a refused change, whose body is not stored', async () => {
    const { box, refuse, shown } = await opened()
    refuse('1', 'C-77', '2026-11-26', { packages: [JUICE] })
    box.clock.advance(60_000)
    box.accept({ orderId: '1', customer: 'C-77' })
    box.clock.advance(60_000)
    refuse('1', 'C-77', '2026-11-26', { packages: [BUTTER] })
    const text = await shown()
    expect(text).toContain('<h3 dir="auto">Brasserie')
    expect(text).not.toContain('Jus d’orange')
  })
})
