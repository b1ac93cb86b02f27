import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { cut, status } from '../fakes/wire.ts'
import { ORDER, opened } from './mailed-orders.ts'

const MINUTE = 60_000

/** The buttons that send a held version, in their order, and whether each is among the rare actions. */
const releasesIn = (page: string): string[] =>
  [...page.matchAll(/\/do\/(release[\w-]*)"/g)].map(({ 1: name = '', index }) =>
    index > page.indexOf('<summary>') ? `${name} rare` : name,
  )

it.each([
  ['refused', 422],
  ['never took', 503],
])(
  'says of a change that the ERP has no earlier version, where it %s that version and people have a mail',
  async (_, code) => {
    const { box, accept, read } = await opened()
    box.wire.answers(ERP, status(code))
    accept('one')
    await box.pass(11 * MINUTE)
    box.accept({
      ...{
        orderId: 'one',
        digest: 'changed',
        deliveryDate: '2026-11-26',
        starts: { erp: { state: 'held', reason: 'revision' } },
      },
      body: bodyOf(postedOrder({ id: 'one', order_number: 'PO-one', order_remarks: 'By the back door' })),
    })
    const page = await read(ORDER)
    expect(page).toContain('the chef changed it after version 1, which people have only as a mail')
    expect(page).not.toContain('passed on to your ERP')
    expect(page).not.toContain('which your ERP has')
  },
)

describe('a change of an order that the ERP refused', () => {
  async function changed() {
    const made = await opened()
    const { box, accept } = made
    accept('one')
    await box.pass(MINUTE)
    box.accept({
      ...{ orderId: 'one', digest: 'changed', deliveryDate: '2026-11-26' },
      starts: { erp: { state: 'held', reason: 'revision' } },
      body: bodyOf(postedOrder({ id: 'one', order_number: 'PO-one', order_remarks: 'By the back door' })),
    })
    return made
  }

  it('is first of all a new order, because the ERP has none that it could replace', async () => {
    const { box, browser, read } = await changed()
    expect(releasesIn(await read(ORDER))).toEqual(['release-first', 'release-replacement rare'])
    const path = `${ORDER}/do/release-first`
    const asked = await browser.get(path)
    expect(asked.text).toContain('Version 2 leaves as a new order: your ERP has no earlier one.')
    expect(asked.text).toContain('If people have a mail of an earlier version, tell them.')
    expect(asked.text).not.toContain('it then has both')
    box.wire.answers(ERP, status(200))
    expect((await browser.submit(asked, path)).status).toBe(303)
    await box.pass(MINUTE)
    expect(box.outbox.view('one')?.deliveries.at(-1)).toMatchObject({ purpose: 'original', state: 'delivered' })
  })

  it('says of a replacement what an ERP without an earlier version may do', async () => {
    const { read } = await changed()
    expect(await read(`${ORDER}/do/release-replacement`)).toContain(
      'If it has no earlier one, it may refuse this, or take it as new.',
    )
  })
})

it.each([
  ['the ERP has', status(200), ['release-replacement', 'release-original']],
  ['the ERP may have', cut, ['release-replacement', 'release-original']],
] as const)('leads with the replacement of a version that %s', async (_, answer, releases) => {
  const { box, browser, accept, read } = await opened()
  box.wire.answers(ERP, answer)
  accept('one')
  await box.pass(MINUTE)
  box.accept({
    ...{ orderId: 'one', digest: 'changed', starts: { erp: { state: 'held', reason: 'revision' } as const } },
  })
  expect(releasesIn(await read(ORDER))).toEqual(releases)
  expect((await browser.get(`${ORDER}/do/release-original`)).text).toContain(
    'Your ERP gets version 2 as one more order. If it has the earlier one, it then has both.',
  )
})

it('sends a change as a new order after the order was cancelled', async () => {
  const supplier = supplierWith({ routes: [httpRoute('erp', ERP)], cancellations: 'send' })
  const { box, ...made } = testConsole({ supplier })
  box.wire.answers(ERP, status(200))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn()
  box.accept({ orderId: 'one' })
  await box.pass(MINUTE)
  expect(box.outbox.cancelOrder('one', { by: 'An', note: 'Not wanted.' })).toEqual({ ok: true })
  await box.pass(MINUTE)
  box.accept({ orderId: 'one', digest: 'changed', starts: { erp: { state: 'held', reason: 'revision' } } })
  expect(releasesIn((await browser.get(ORDER)).text)).toEqual(['release-first', 'release-replacement rare'])
})

it('compares a second change with the version that the ERP has, and not with the change that people have as a mail', async () => {
  const { box, accept, read } = await opened()
  box.wire.answers(ERP, status(200))
  accept('one')
  await box.pass(MINUTE)
  const change = (remark: string) =>
    box.accept({
      ...{
        orderId: 'one',
        digest: remark,
        deliveryDate: '2026-11-26',
        starts: { erp: { state: 'held', reason: 'revision' } },
      },
      body: bodyOf(postedOrder({ id: 'one', order_number: 'PO-one', order_remarks: remark })),
    })
  change('first')
  box.wire.answers(ERP, status(422))
  box.outbox.release('one', { by: 'An', as: 'replacement' })
  await box.pass(MINUTE)
  change('second')
  const page = await read(ORDER)
  expect(page).toContain('the chef changed it after version 1 was passed on to your ERP')
  expect(page).toContain('version 1, which your ERP has')
})
