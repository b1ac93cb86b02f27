import { expect, it } from 'vitest'
import { readPosted } from '../../src/model/order/posted.ts'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/orders/fresco/order-1'
const MINUTE = 60_000
const BART = { by: 'Bart', note: 'As the chef asked.' }
const HELD = { state: 'held', reason: 'quantity' } as const
const REFUSED = /refused, and the order still counts/

async function opened(language = 'en') {
  const routes = [httpRoute('erp', ERP, { cancellations: 'send' })]
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes }) })
  box.wire.answers(ERP, status(200))
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn('An')
  const text = async (path = PATH) => (await browser.get(path)).text
  return { box, text }
}
type Made = Awaited<ReturnType<typeof opened>>

/** The chef posts the order as cancelled, and the gateway refuses the post. */
async function refuse({ box }: Pick<Made, 'box'>) {
  const body = bodyOf(postedOrder({ status: 'CANCELLED' }))
  const read = readPosted(JSON.parse(new TextDecoder().decode(body)))
  if (!('problems' in read)) throw new Error('The post is an order.')
  await box.pass(MINUTE)
  box.outbox.keepRefused({
    ...{ orderId: 'order-1', orderNumber: 'PO-order-1', customer: 'C-77', deliveryDate: '2026-11-26', body },
    ...{ problems: JSON.stringify(read.problems), refusedAt: box.clock.now() },
  })
  await box.pass(MINUTE)
}

/** The ERP has the order, the chef asks for a cancellation, and a person cancels. */
async function cancelled(language = 'en') {
  const made = await opened(language)
  made.box.accept()
  await refuse(made)
  expect(made.box.outbox.cancelOrder('order-1', BART)).toEqual({ ok: true })
  await made.box.pass(MINUTE)
  return made
}

it('needs no call and no line of the statement once a person cancelled it, as the chef asked', async () => {
  const { box } = await cancelled()
  expect(box.outbox.callBacks().counts.all).toBe(0)
  expect(box.outbox.statementsOn('2026-11-24')).toMatchObject([{ refused: 0, discarded: 1 }])
})

it('needs no call either where the chef asks after the cancellation', async () => {
  const made = await opened()
  made.box.accept()
  await made.box.pass(MINUTE)
  made.box.outbox.cancelOrder('order-1', BART)
  await made.box.pass(MINUTE)
  await refuse(made)
  expect(made.box.outbox.callBacks().counts.all).toBe(0)
})

it('needs no call where a person discarded it, as the chef asked', async () => {
  const made = await opened()
  made.box.accept({ starts: { erp: HELD } })
  await refuse(made)
  made.box.outbox.discard('order-1', BART)
  expect(made.box.outbox.callBacks().counts.all).toBe(0)
})

it('says that the chef placed it again after the cancellation, and compares it with nothing', async () => {
  const { box, text } = await cancelled()
  expect(box.accept()).toMatchObject({ status: 'held', version: 3 })
  const page = await text()
  expect(page).toContain('Waits for you: the chef placed it again after it was cancelled.')
  expect(page).toMatch(/Your ERP got the cancellation \(\d\d:\d\d\)\. Version 3 is not there yet\./)
  expect(page).not.toMatch(REFUSED)
  expect(page).not.toContain('Nothing changed that matters')
  expect(await text(`${PATH}/do/discard`)).toContain('the chef placed it again after it was cancelled')
})

it('offers no second cancellation: the system got the first', async () => {
  const { box, text } = await cancelled()
  box.accept()
  expect(await text()).not.toContain('/do/cancel-order"')
  expect(box.outbox.view('order-1')).not.toHaveProperty('keptBy')
  box.outbox.release('order-1', { ...BART, as: 'original' })
  await box.pass(MINUTE)
  expect(box.deliveries().at(-1)).toBe('erp v3 delivered yes')
  expect(await text()).toContain('/do/cancel-order"')
  expect(box.outbox.cancelOrder('order-1', BART)).toEqual({ ok: true })
})

it('has the short label in the list and on Today, and the cause in the alert', async () => {
  const { box, text } = await cancelled()
  box.accept()
  await box.work()
  const again = 'it is an earlier version again'
  for (const path of ['/console', '/console/orders']) expect(await text(path)).toContain(again)
  expect(box.troubles.at(-1)?.text).toContain('the chef placed the order again after it was cancelled')
})

it('stays cancelled after the discard', async () => {
  const { box, text } = await cancelled()
  box.accept()
  const asked = await text(`${PATH}/do/discard`)
  expect(asked).toContain('The order stays cancelled.')
  expect(asked).not.toContain('is valid again')
  box.outbox.discard('order-1', BART)
  expect(await text()).not.toContain('Nothing changed that matters')
})

it.each([
  ['nl', 'de chef plaatste ze opnieuw nadat ze geannuleerd was', 'De bestelling blijft geannuleerd.'],
  ['fr', 'le chef l’a passée de nouveau après son annulation', 'La commande reste annulée.'],
  ['de', 'Der Küchenchef hat sie nach der Stornierung erneut aufgegeben', 'Die Bestellung bleibt storniert.'],
])('is told in the language of the reader: %s', async (language, reason, stays) => {
  const { box, text } = await cancelled(language)
  box.accept()
  expect(await text()).toContain(reason)
  expect(await text(`${PATH}/do/discard`)).toContain(stays)
})

it('a change that the chef placed after the wish to cancel ends the wish', async () => {
  const made = await opened()
  made.box.accept()
  await refuse(made)
  expect(await made.text()).toMatch(REFUSED)
  expect(made.box.accept({ content: 3 })).toMatchObject({ status: 'held' })
  expect(await made.text()).not.toMatch(REFUSED)
})

it('the pages of the actions repeat that the chef asked for a cancellation', async () => {
  const made = await opened()
  made.box.accept()
  await made.box.pass(MINUTE)
  made.box.accept({ content: 3 })
  await refuse(made)
  for (const action of ['release-replacement', 'release-original', 'discard'])
    expect(await made.text(`${PATH}/do/${action}`)).toMatch(REFUSED)
})

it.each(['release', 'hold', 'discard', 'keyed'])(
  'the page that does “%s” with several orders repeats that the chef asked for a cancellation',
  async (action) => {
    const made = await opened()
    if (action === 'hold') made.box.outbox.pause('erp', BART)
    made.box.accept(action === 'hold' ? {} : { starts: { erp: HELD } })
    await refuse(made)
    const query = new URLSearchParams({ do: action, order: 'fresco/order-1' })
    expect(await made.text(`/console/orders/bulk?${query}`)).toMatch(REFUSED)
  },
)

it('says of a version that waits for a person that it is not sent', async () => {
  const made = await opened()
  made.box.accept({ starts: { erp: HELD } })
  await refuse(made)
  const today = await made.text('/console')
  expect(today).toContain('Version 1 of this order waits for you, and is not sent.')
  expect(today).not.toContain('still counts')
})

it('counts the refused orders of the customers to call alone', async () => {
  const { box, text } = await opened()
  for (const [orderId, customer] of [
    ['one', 'C-1'],
    ['two', 'C-1'],
    ['three', 'C-2'],
  ] as const)
    box.outbox.keepRefused({ orderId, orderNumber: orderId, customer, body: new Uint8Array(3), problems: '[]' })
  box.outbox.markCalled('one', BART)
  expect(box.outbox.callBacks().counts).toEqual({ all: 2, orders: 1, toCall: 1 })
  expect(await text('/console/call-backs?supplier=fresco')).toContain('Customers to call: 1. Orders concerned: 1.')
})
