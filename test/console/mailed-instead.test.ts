import { describe, expect, it } from 'vitest'
import { contrl } from '../fakes/acknowledgements.ts'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, EDIFACT, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { cut, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const LIST = '/console/statements/print/fresco'
const ORDER = '/console/orders/fresco/one'

/** An ERP that refuses each order, and a fallback that brings it: a mail to people, or another system. */
async function opened(
  fallback: Record<string, unknown> = { document: DESK_MAIL },
  language = 'en',
  toErp: Record<string, unknown> = httpRoute('erp', ERP),
  more: readonly Record<string, unknown>[] = [],
) {
  const erp = { ...toErp, fallbacks: [{ route: 'desk', afterMinutes: 10 }] }
  const breakGlass = { mail: { from: 'a@gateway.example', to: ['desk@fresco.example'] }, everyMinutes: 60 }
  const supplier = supplierWith({ breakGlass, routes: [erp, httpRoute('desk', WMS, fallback), ...more] })
  const { box, ...made } = testConsole({ supplier })
  box.wire.answers(ERP, () => new Response('Customer blocked', { status: 422 }))
  box.wire.answers(WMS, status(200))
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn()
  const accept = (orderId: string) => {
    const body = bodyOf(postedOrder({ id: orderId, order_number: `PO-${orderId}` }))
    return box.accept({ orderId, body, deliveryDate: '2026-11-26' })
  }
  return { box, browser, accept, read: async (path: string) => (await browser.get(path)).text }
}

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
    expect(page).not.toContain('after your ERP got version 1')
    expect(page).not.toContain('which your ERP has')
  },
)

/** The buttons that send a held version, in their order, and whether each is among the rare actions. */
const releasesIn = (page: string): string[] =>
  [...page.matchAll(/\/do\/(release[\w-]*)"/g)].map(({ 1: name = '', index }) =>
    index > page.indexOf('<summary>') ? `${name} rare` : name,
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
  expect(page).toContain('the chef changed it after your ERP got version 1')
  expect(page).toContain('version 1, which your ERP has')
})

describe('an order that reached the ERP, and that the ERP then rejected', () => {
  const waits = { document: EDIFACT, receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }

  async function mailed(
    toErp: Record<string, unknown>,
    reject: (box: Awaited<ReturnType<typeof opened>>['box']) => void,
  ) {
    const { box, accept, read } = await opened({ document: DESK_MAIL }, 'en', toErp)
    box.wire.answers(ERP, status(200))
    accept('one')
    await box.pass(1_000)
    reject(box)
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['desk v1 delivered yes', 'erp v1 superseded yes'])
    expect(box.outbox.view('one')?.shownState).toBe('attention')
    const page = await read(ORDER)
    expect(page).toContain(
      '<h1 id="verdict">Route erp refused it. In its place, people have a mail of route desk: key it by hand',
    )
    expect(page).not.toContain('our ERP has')
    expect(await read(LIST)).toContain('1 order is not in your ERP yet')
  }

  it('is not said to be in the ERP after the error of a translator', () =>
    mailed(httpRoute('erp', ERP, waits), (box) => box.hear(contrl('00000000000001', '4'))))

  it('is not said to be in the ERP after a mailbox reported a failure', () =>
    mailed(mailboxRoute('erp'), ({ outbox }) => {
      const [document] = outbox.listMailbox('erp')
      outbox.fetchDocument('erp', document?.id ?? '')
      outbox.applyMailboxStatus('erp', document?.id ?? '', 'failed', 'Unknown article')
    }))

  it('is in the ERP after all, where the system reports so after the failure', async () => {
    const { box, accept, read } = await opened({ document: DESK_MAIL }, 'en', mailboxRoute('erp'))
    accept('one')
    await box.pass(1_000)
    const [document] = box.outbox.listMailbox('erp')
    const report = (status: 'failed' | 'consumed') =>
      box.outbox.applyMailboxStatus('erp', document?.id ?? '', status, null)
    report('failed')
    await box.pass(1_000)
    report('consumed')
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['desk v1 delivered yes', 'erp v1 superseded yes'])
    expect(await read(ORDER)).not.toContain('key it by hand')
    expect(await read(LIST)).toContain('All orders are in your ERP')
  })
})

describe('a settled order that the ERP refused, and that people have only as a mail', () => {
  it('stands on the list to key, with the reason and the action, until a person has keyed it', async () => {
    const { box, browser, accept, read } = await opened()
    accept('one')
    await box.pass(MINUTE)
    expect(box.outbox.view('one')?.state).toBe('settled')
    const list = await read(LIST)
    expect(list).toContain('1 order is not in your ERP yet')
    expect(list).toMatch(/Not in your ERP: people got only a mail.*PO-one.*Customer blocked/s)
    expect(list).not.toContain('/do/done')
    expect(list).toContain(`href="${ORDER}"`)
    expect(list).toContain('<input type="checkbox" name="order" value="fresco/one/paper-1"')
    expect(box.outbox.breakGlass().left).toBe(0)
    const path = `${ORDER}/do/done?route=erp`
    await browser.submit(await browser.get(path), path, { erp: 'SO-1' })
    expect(await read(LIST)).toContain('All orders are in your ERP')
  })

  it('leaves the list once a person discards it, or the delivery day is over', async () => {
    const { box, browser, accept, read } = await opened()
    accept('one')
    accept('two')
    await box.pass(MINUTE)
    expect(await read(LIST)).toContain('2 orders are not in your ERP yet')
    expect(box.outbox.discard('one', { by: 'An', note: 'Blocked.', mailed: true })).toEqual({ ok: true })
    expect(await read(LIST)).toContain('1 order is not in your ERP yet')
    await box.pass(3 * DAY)
    await browser.signIn()
    expect(await read(LIST)).toContain('All orders are in your ERP')
  })

  it('is mailed with the list, once', async () => {
    const { box, accept } = await opened()
    accept('one')
    await box.pass(MINUTE)
    const bundle = box.outbox.takeBreakGlassPage()
    expect(bundle).toMatchObject({ isNews: true, orders: ['one'] })
    box.outbox.bundleMailed(bundle?.orders ?? [])
    await box.pass(60 * MINUTE)
    expect(box.outbox.takeBreakGlassPage()).toMatchObject({ isNews: false, orders: ['one'] })
  })

  it('stands beside the orders that wait, each once', async () => {
    const { box, accept, read } = await opened()
    accept('one')
    await box.pass(MINUTE)
    box.outbox.pause('erp', { by: 'An', note: 'Stop.' })
    accept('two')
    await box.pass(1_000)
    const list = await read(LIST)
    expect(list).toContain('2 orders are not in your ERP yet')
    expect(list.match(/PO-one<small>/g)).toHaveLength(1)
    expect(list.indexOf('PO-one')).toBeLessThan(list.indexOf('PO-two'))
  })

  it('leads from Today to the action of one order, and to the list of several', async () => {
    const { box, accept, read } = await opened()
    accept('one')
    await box.pass(MINUTE)
    const today = await read('/console')
    expect(today).toContain(`<a class="btn go" href="${ORDER}/do/done?route=erp">I keyed it by hand, route erp…</a>`)
    expect(today).toContain(`<a class="btn" href="${ORDER}" dir="auto">Look at PO-one</a>`)
    accept('two')
    await box.pass(MINUTE)
    expect(await read('/console')).toContain(`<a class="btn go" href="${LIST}">Print what is not in your ERP yet</a>`)
  })

  it.each([
    ['nl', 'Niet in uw ERP: mensen kregen alleen een mail.', 'Ik heb ze met de hand ingevoerd, route erp…'],
    ['fr', 'Pas dans votre ERP', 'route erp…'],
    ['de', 'Nicht in Ihrem ERP', 'Route erp…'],
  ])('is named in %s', async (language, heading, action) => {
    const { box, accept, read } = await opened({ document: DESK_MAIL }, language)
    accept('one')
    await box.pass(MINUTE)
    expect(await read(LIST)).toContain(heading)
    expect(await read(LIST)).not.toContain(action)
    expect(await read('/console')).toContain(action)
  })
})

describe('an order that shall not be delivered', () => {
  const SHALL_NOT = 'It shall not be delivered…'
  const ADVICE = 'If an order shall not be delivered, discard it there.'

  it.each([
    ['has it', 200],
    ['has not got it yet', 503],
  ])('is discarded where another system %s, as Today advises', async (_, code) => {
    const more = [httpRoute('box', 'https://box.example/')]
    const { box, browser, accept, read } = await opened({ document: DESK_MAIL }, 'en', httpRoute('erp', ERP), more)
    box.wire.answers('https://box.example/', status(code))
    accept('one')
    await box.pass(MINUTE)
    expect(await read('/console')).toContain(ADVICE)
    expect(await read(ORDER)).toContain(SHALL_NOT)
    const path = `${ORDER}/do/discard-mailed`
    const asked = await browser.get(path)
    if (code === 200) expect(asked.text).toContain('Route box brought the order, and gets no cancellation.')
    else expect(asked.text).not.toContain('Route box')
    expect((await browser.submit(asked, path, { note: 'Blocked.' })).status).toBe(303)
    expect(await read('/console')).not.toContain(ADVICE)
    expect(await read(ORDER)).toContain(
      code === 200
        ? 'Discarded on route erp: the system there did not get it.'
        : 'Discarded: your ERP refused it, and people have a mail of it.',
    )
  })

  it('is not advised for a change of an order that the ERP has, which the page cancels', async () => {
    const { box, accept, read } = await opened()
    box.wire.answers(ERP, status(200))
    accept('one')
    await box.pass(MINUTE)
    box.wire.answers(ERP, status(422))
    box.accept({
      orderId: 'one',
      digest: 'changed',
      deliveryDate: '2026-11-26',
      starts: { erp: { state: 'held', reason: 'revision' } },
    })
    expect(box.outbox.release('one', { by: 'An', as: 'replacement' })).toEqual({ ok: true })
    await box.pass(MINUTE)
    expect(await read('/console')).toContain('Route erp refused it')
    expect(await read('/console')).not.toContain(ADVICE)
    expect(await read(ORDER)).not.toContain(SHALL_NOT)
  })
})

it('does not stand on the list to key where another system has the order', async () => {
  const { box, accept, read } = await opened({})
  accept('one')
  await box.pass(MINUTE)
  expect(await read(LIST)).toContain('All orders are in your ERP')
  expect(await read('/console')).not.toContain('/do/done')
})
