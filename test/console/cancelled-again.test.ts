import { beforeEach, describe, expect, it } from 'vitest'
import { readPosted } from '../../src/model/order/posted.ts'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/orders/fresco/order-1'
const MINUTE = 60_000
const HELD = { state: 'held', reason: 'quantity' } as const

async function opened({ language = 'en', cancels = false } = {}) {
  const routes = [httpRoute('erp', ERP, cancels ? { cancellations: 'send' } : {})]
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes }) })
  box.wire.answers(ERP, status(200))
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn('Greet')
  return { box, browser, text: async (path = PATH) => (await browser.get(path)).text }
}

/** The chef posts the order once more, and the gateway refuses the post. */
function refuse({ box }: Pick<Awaited<ReturnType<typeof opened>>, 'box'>, change: object, id = 'order-1') {
  const body = bodyOf(postedOrder({ id, ...change }))
  const read = readPosted(JSON.parse(new TextDecoder().decode(body)))
  if (!('problems' in read)) throw new Error('The post is an order.')
  box.clock.advance(MINUTE)
  box.outbox.keepRefused({
    ...{ orderId: id, orderNumber: `PO-${id}`, customer: 'C-77', deliveryDate: '2026-11-26', body },
    ...{ problems: JSON.stringify(read.problems), refusedAt: box.clock.now() },
  })
}

describe('an accepted order that the chef sends again as cancelled', () => {
  let made: Awaited<ReturnType<typeof opened>>
  beforeEach(async () => {
    made = await opened()
    made.box.accept()
    await made.box.pass(MINUTE)
  })

  it('says so on its page, that it still counts, and what to do in the ERP', async () => {
    refuse(made, { status: 'CANCELLED' })
    const text = await made.text()
    expect(text).toMatch(
      /The chef sent it again as cancelled at \d\d:\d\d\. That was refused, and the order still counts\./,
    )
    expect(text).toContain('Call the customer, and ask whether the order is still wanted. If it is not:')
    expect(text).toContain(
      'Route erp brought the order, and gets no cancellation. To cancel it there, call the people there.',
    )
    expect(text).not.toContain('“Cancel the order…”')
    expect(text).toContain('The gateway refused what the chef sent.')
    expect(text).toContain('The order is not marked as placed.')
    expect(text).not.toContain('Route  did not take it.')
    expect(text).not.toContain('not-ordered')
  })

  it('says so on the page before the call, and in the call-back list', async () => {
    refuse(made, { status: 'CANCELLED' })
    const asked = await made.text(`${PATH}/do/called`)
    expect(asked).toMatch(/The chef sent it again as cancelled at \d\d:\d\d\./)
    expect(asked).toContain(
      'Route erp brought the order, and gets no cancellation. To cancel it there, call the people there.',
    )
    const today = await made.text('/console')
    expect(today).toContain(
      'The refused post says that the order is cancelled. Version 1 of this order is accepted and still counts.',
    )
    expect(today).not.toContain('it may be a cancellation')
  })

  it('stands apart in the statement from orders that were never accepted', async () => {
    refuse(made, { status: 'CANCELLED' })
    refuse(made, { status: 'DRAFT' }, 'order-2')
    made.box.clock.advance(MINUTE)
    const text = await made.text('/console/statements/2026-11-24')
    expect(text).toMatch(/Refused to the chef and not placed again: 1\. <a [^>]*order-2/)
    expect(text).toMatch(/Accepted, and what the chef posted later is not sent: 1\. <a [^>]*order-1/)
    const [statement] = made.box.outbox.statementsOn('2026-11-24')
    expect(statement).toMatchObject({ refused: 2, refusedLater: 1, refusedLaterOrders: [{ orderId: 'order-1' }] })
    expect(statement?.text).toContain('Refused to the customer and not placed again: 1 (PO-order-2)')
    expect(statement?.text).toContain('Accepted, and what the customer posted later is not sent: 1 (PO-order-1)')
  })

  it('says less where only a change was refused, or another status', async () => {
    refuse(made, { packages: [] })
    expect(await made.text()).toMatch(
      /The chef sent it again at \d\d:\d\d\. That was refused, and the order still counts\./,
    )
    expect(await made.text()).toContain('The refused post was a change of it.')
    refuse(made, { status: 'DRAFT' })
    expect(await made.text()).toContain('so it may be a cancellation.')
    expect(await made.text()).not.toContain('as cancelled')
  })

  it('names the colleague who called, and asks for no second call', async () => {
    refuse(made, { status: 'CANCELLED' })
    made.box.outbox.markCalled('order-1', { by: 'Bart' })
    const text = await made.text()
    expect(text).toMatch(/Bart called at \d\d:\d\d\./)
    expect(text).not.toContain('Call the customer, and ask')
    expect(text).toContain(
      'Route erp brought the order, and gets no cancellation. To cancel it there, call the people there.',
    )
  })
})

it('leads to the cancellation where the route can cancel, and says nothing once it is cancelled', async () => {
  const made = await opened({ cancels: true })
  made.box.accept()
  await made.box.pass(MINUTE)
  refuse(made, { status: 'CANCELLED' })
  expect(await made.text()).toContain('Press “Cancel the order…”.')
  expect(await made.text()).not.toContain('gets no cancellation')
  made.box.outbox.cancelOrder('order-1', { by: 'Bart', note: 'As the chef asked.' })
  await made.box.pass(MINUTE)
  expect(await made.text()).not.toContain('still counts')
  expect(await made.text('/console')).not.toContain('still counts')
  expect(await made.text('/console/statements/2026-11-24')).not.toContain('Refused to the chef and not placed again')
  expect(await made.text('/console/statements/2026-11-24')).not.toContain('what the chef posted later')
})

it('leads to the discard where nothing has left, and says nothing once it is discarded', async () => {
  const made = await opened()
  made.box.accept({ starts: { erp: HELD } })
  refuse(made, { status: 'CANCELLED' })
  expect(await made.text()).toContain('Press “Discard it…”.')
  made.box.outbox.discard('order-1', { by: 'Bart' })
  expect(await made.text()).not.toContain('still counts')
  expect(await made.text('/console')).not.toContain('still counts')
})

it('leads to the hold, and then to the discard, where it waits for its route', async () => {
  const made = await opened()
  made.box.wire.answers(ERP, status(503))
  made.box.accept()
  await made.box.pass(1_000)
  refuse(made, { status: 'CANCELLED' })
  expect(await made.text()).toContain('Press “Hold it…”, then “Discard it…”.')
})

it.each([
  ['nl', 'De chef stuurde ze om', 'opnieuw als geannuleerd'],
  ['fr', 'Le chef l’a renvoyée comme annulée à', 'la commande reste valable'],
  ['de', 'Der Küchenchef hat sie um', 'noch einmal als storniert gesendet'],
])('is told in the language of the reader: %s', async (language, ...sentences) => {
  const made = await opened({ language })
  made.box.accept()
  await made.box.pass(MINUTE)
  refuse(made, { status: 'CANCELLED' })
  for (const sentence of sentences) expect(await made.text()).toContain(sentence)
})

it('promises no cancellation in the title of the fold where no route can cancel', async () => {
  for (const cancels of [false, true]) {
    const made = await opened({ cancels })
    made.box.accept()
    await made.box.pass(MINUTE)
    const [, title = ''] = /<summary>([^<]*)<\/summary><ul/.exec(await made.text()) ?? []
    expect(title.includes('take it back')).toBe(cancels)
  }
})

describe('an order that reaches nobody, and that the chef cancels', () => {
  const NO_CALL = 'The chef sent it as cancelled: deliver nothing. No call is needed.'

  it('needs no call, and stands in no list of calls and in no statement', async () => {
    const made = await opened()
    refuse(made, { status: 'CANCELLED' })
    const text = await made.text()
    expect(text).toContain(NO_CALL)
    expect(text).toContain('To order, place it. To cancel, call the supplier.')
    expect(text).not.toContain('the chef has to order again')
    expect(text).not.toContain('/do/called')
    expect(await made.text('/console')).toContain('Nobody has to be called.')
    expect(made.box.outbox.callBacks()).toEqual({ callBacks: [], counts: { all: 0, orders: 0, toCall: 0 } })
    made.box.clock.advance(MINUTE)
    expect(made.box.outbox.statementsOn('2026-11-24')).toMatchObject([{ refused: 0, complete: true }])
  })

  it('needs no call about an earlier refusal either, and a call once the chef orders again', async () => {
    const made = await opened()
    refuse(made, { packages: [] })
    expect(made.box.outbox.callBacks().counts.toCall).toBe(1)
    refuse(made, { status: 'CANCELLED' })
    expect(made.box.outbox.callBacks().counts.toCall).toBe(0)
    refuse(made, { packages: [] })
    expect(made.box.outbox.callBacks().counts.toCall).toBe(1)
    expect(await made.text()).not.toContain(NO_CALL)
  })

  it('needs no call where a person discarded it before any document left', async () => {
    const made = await opened()
    made.box.accept({ starts: { erp: HELD } })
    made.box.outbox.discard('order-1', { by: 'Bart' })
    refuse(made, { status: 'CANCELLED' })
    expect(made.box.outbox.callBacks().counts.toCall).toBe(0)
  })

  it('needs a call with another status, which may be a mistake', async () => {
    const made = await opened()
    refuse(made, { status: 'DRAFT' })
    expect(made.box.outbox.callBacks().counts.toCall).toBe(1)
  })
})
