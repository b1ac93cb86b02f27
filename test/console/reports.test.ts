import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/orders/fresco/order-1'
const MAIL = 'https://mails.example/'
const desk = httpRoute('desk', MAIL, {
  document: DESK_MAIL,
})

/** An order in the state that a person reports about. */
async function opened(routes: readonly Record<string, unknown>[], erp: number, settings: Record<string, unknown> = {}) {
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes, language: 'en', ...settings }) })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An')
  box.wire.answers(ERP, status(erp))
  box.wire.answers(MAIL, status(503))
  box.outbox.makeStatements()
  box.accept({ body: bodyOf(postedOrder()) })
  await box.pass(1_000)
  /** Takes an action, and reads each page that says what a person did. */
  const report = async (action: string, route: string, fields = {}) => {
    const path = `${PATH}/do/${action}?route=${route}`
    expect((await browser.submit(await browser.get(path), path, fields)).status).toBe(303)
    const [order, activity, statement] = await Promise.all(
      [PATH, '/console/activity', '/console/statements/2026-11-24'].map(async (one) =>
        (await browser.get(one)).text.replace(/<select.*?<\/select>/gs, ''),
      ),
    )
    return { order, activity, statement, last: box.outbox.events(1).rows[0] }
  }
  return { box, browser, report }
}

describe('the report of a person', () => {
  it('that the ERP has the order is no report of an entry by hand', async () => {
    const { report } = await opened([httpRoute('erp', ERP, { whenUncertain: 'hold' })], 500)
    const { order, activity, statement, last } = await report('has-it', 'erp', { erp: 'SO-9' })
    expect(last).toMatchObject({ action: 'has-it', route: 'erp', erpReference: 'SO-9' })
    expect(order).toContain('A person saw it in your ERP, on route erp.')
    expect(order).toMatch(/Your ERP has version 1, as a colleague reported \([^–]/)
    for (const text of [activity, statement]) expect(text).toContain('Seen in the ERP')
    for (const text of [order, activity, statement]) expect(text).not.toContain('Marked as keyed')
  })

  it('that a copy is not needed is no report of an entry by hand', async () => {
    const { report } = await opened([httpRoute('erp', ERP), desk], 200)
    const { order, activity, last } = await report('copy-done', 'desk')
    expect(last).toMatchObject({ action: 'copy-done', route: 'desk' })
    expect(order).toContain('A person said that the copy by route desk is not needed.')
    expect(activity).toContain('Copy not needed')
  })

  it('that people cancelled an order is no report of an entry by hand', async () => {
    const { box, report } = await opened([httpRoute('erp', ERP)], 200, { cancellations: 'send' })
    box.wire.answers(ERP, status(422))
    box.outbox.cancelOrder('order-1', { by: 'An', note: 'The chef called.' })
    await box.pass(1_000)
    const { order, activity, last } = await report('done', 'erp')
    expect(last).toMatchObject({ action: 'cancelled-by-hand', route: 'erp' })
    expect(order).toContain('Cancelled by hand, on route erp.')
    expect(activity).toContain('Cancelled by hand')
  })

  it('that a person keyed an order says so', async () => {
    const { report } = await opened([httpRoute('erp', ERP)], 422)
    const { order, activity, last } = await report('done', 'erp')
    expect(last).toMatchObject({ action: 'done', route: 'erp' })
    expect(order).toContain('Marked as keyed by hand, on route erp.')
    expect(activity).toContain('Marked as keyed by hand')
  })

  it('stands in the mail of the statement as done', async () => {
    const { box, report } = await opened([httpRoute('erp', ERP, { whenUncertain: 'hold' })], 500)
    await report('has-it', 'erp')
    await box.pass(9 * 3_600_000)
    box.outbox.makeStatements()
    const [statement] = box.outbox.statementsOn('2026-11-24')
    expect(statement?.text).toContain('PO-order-1, route erp: done by An.')
    expect(statement?.byHand).toMatchObject([{ action: 'has-it' }])
  })
})
