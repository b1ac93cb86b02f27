import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { type Answer, status } from '../fakes/wire.ts'
import { PATH, REFUSAL, refuses } from './refused-by-erp.ts'

const SHOP = 'https://shop.example/orders'
const MINUTE = 60_000

describe('an order that only a mail has in place of the ERP, while a second system collects it', () => {
  const mail = httpRoute('desk', WMS, {
    document: DESK_MAIL,
  })

  async function mailed(answer: Answer, settings: Record<string, unknown> = {}) {
    const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 10 }], ...settings })
    const { box, ...made } = testConsole({ supplier: supplierWith({ routes: [erp, mail, mailboxRoute('box')] }) })
    box.wire.answers(ERP, answer)
    box.wire.answers(WMS, status(200))
    const browser = made.browser({ 'accept-language': 'en' })
    await browser.signIn('An Peeters')
    box.accept({ body: bodyOf(postedOrder()) })
    await box.pass(MINUTE)
    return { box, browser, page: async () => (await browser.get(PATH)).text }
  }

  it('leads with the refusal, and asks to key it for the ERP alone', async () => {
    const { box, browser, page } = await mailed(refuses)
    const text = await page()
    expect(text).toContain(
      '<h1 id="verdict">Route erp refused it. In its place, people have a mail of route desk: key it by hand',
    )
    expect(text).toContain('class="note you verdict"')
    expect(text).toMatch(new RegExp(`The reason of route erp: <q>[^<]*${REFUSAL}`))
    expect((await browser.get('/console/orders')).text).toContain('Look into it')
    const path = `${PATH}/do/done?route=erp`
    expect(text).toContain(`href="${path}"`)
    await browser.submit(await browser.get(path), path, { erp: 'SO-88122' })
    const states = box.outbox.view('order-1')?.deliveries.map((one) => [one.route, one.state])
    expect(new Map(states as [string, string][]).get('erp')).toBe('done')
    expect(new Map(states as [string, string][]).get('box')).toBe('waiting')
    expect(await page()).not.toContain('refused it. In its place, people have')
  })

  it('is keyed for the ERP also where the ERP has the version before', async () => {
    const { box, browser, page } = await mailed(status(200))
    const starts = { erp: { state: 'held', reason: 'revision' } } as const
    box.accept({ digest: 'changed', body: bodyOf(postedOrder()), starts })
    box.wire.answers(ERP, refuses)
    expect(box.outbox.release('order-1', { by: 'Greet', as: 'replacement' })).toEqual({ ok: true })
    await box.pass(MINUTE)
    const path = `${PATH}/do/done?route=erp`
    expect(await page()).toContain(`href="${path}"`)
    await browser.submit(await browser.get(path), path)
    const erp = box.outbox.view('order-1')?.deliveries.filter(({ route }) => route === 'erp')
    expect(erp?.map(({ version, state }) => [version, state])).toEqual([
      [1, 'delivered'],
      [2, 'done'],
    ])
    expect(await page()).not.toContain('refused the change')
  })

  it('is keyed with its change, also while the ERP has not confirmed the version before', async () => {
    const { box, browser, page } = await mailed(status(200), { receipt: 'person' })
    box.wire.answers(ERP, refuses)
    box.accept({ digest: 'changed', body: bodyOf(postedOrder()) })
    box.outbox.release('order-1', { by: 'Greet', as: 'replacement' })
    await box.pass(MINUTE)
    expect(box.deliveries()).toEqual(expect.arrayContaining(['erp v1 sent yes', 'erp v2 superseded no']))
    const text = await page()
    expect(text).toContain('Route erp may have it. People have a mail of route desk. Look in your ERP first.')
    expect(text).toMatch(/Route erp got version 1 \([^)]*\), and has not confirmed it yet/)
    expect(box.outbox.breakGlass().orders).toMatchObject([{ mayHaveArrived: true }])
    const path = `${PATH}/do/done?route=erp`
    expect((await page()).split(`href="${path}"`)).toHaveLength(2)
    await browser.submit(await browser.get(path), path)
    expect(box.deliveries()).toEqual(expect.arrayContaining(['erp v1 superseded yes', 'erp v2 done yes']))
    expect(await page()).not.toContain(path)
  })

  it('still needs a person after a change of it was discarded', async () => {
    const { box, browser } = await mailed(refuses)
    const HELD = { state: 'held', reason: 'revision' } as const
    box.accept({ digest: 'changed', body: bodyOf(postedOrder()), starts: { erp: HELD, box: HELD } })
    expect((await browser.get('/console')).text).not.toContain('Route erp refused')
    expect(box.outbox.discard('order-1', { by: 'Greet', note: 'A mistake.' })).toEqual({ ok: true })
    expect((await browser.get('/console')).text).toContain('Route erp refused')
    expect((await browser.get('/console/orders')).text).toContain('Look into it')
    const path = `${PATH}/do/done?route=erp`
    await browser.submit(await browser.get(path), path, { erp: 'SO-88122' })
    expect((await browser.get('/console')).text).not.toContain('Route erp refused')
  })

  it('still needs a person where the change went to another system alone', async () => {
    const routes = [
      httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 10 }] }),
      mail,
      httpRoute('shop', SHOP),
    ]
    const { box, ...made } = testConsole({ supplier: supplierWith({ routes }) })
    box.wire.answers(ERP, refuses)
    for (const url of [WMS, SHOP]) box.wire.answers(url, status(200))
    const browser = made.browser({ 'accept-language': 'en' })
    await browser.signIn('An Peeters')
    box.accept({ body: bodyOf(postedOrder()) })
    await box.pass(MINUTE)
    const HELD = { state: 'held', reason: 'revision' } as const
    box.accept({ digest: 'changed', body: bodyOf(postedOrder()), starts: { erp: HELD, shop: HELD } })
    expect(box.outbox.discardOn('order-1', 'erp', { by: 'Greet', note: 'Nothing for the ERP.' })).toEqual({ ok: true })
    expect(box.outbox.release('order-1', { by: 'Greet', as: 'replacement' })).toEqual({ ok: true })
    await box.pass(MINUTE)
    expect(box.deliveries()).toEqual(expect.arrayContaining(['shop v2 delivered yes', 'erp v2 discarded no']))
    expect((await browser.get('/console')).text).toContain('Route erp refused')
    expect(box.outbox.view('order-1')?.refusedBefore).toEqual(['erp'])
    const path = `${PATH}/do/done?route=erp`
    expect((await browser.get(PATH)).text).toContain(path)
    await browser.submit(await browser.get(path), path)
    expect(box.outbox.view('order-1')?.shownState).toBe('settled')
    expect((await browser.get('/console')).text).not.toContain('Route erp refused')
  })

  it('is no order to discard where the ERP may have an earlier version', async () => {
    const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 10 }] }), mail]
    const { box, ...made } = testConsole({ supplier: supplierWith({ routes }) })
    for (const url of [ERP, WMS]) box.wire.answers(url, status(200))
    const browser = made.browser({ 'accept-language': 'en' })
    await browser.signIn('An Peeters')
    box.accept({ body: bodyOf(postedOrder()) })
    await box.pass(1_000)
    const starts = { erp: { state: 'held', reason: 'revision' } } as const
    box.accept({ digest: 'changed', body: bodyOf(postedOrder()), starts })
    box.wire.answers(ERP, refuses)
    box.outbox.release('order-1', { by: 'Greet', as: 'replacement' })
    await box.pass(MINUTE)
    expect(box.outbox.discard('order-1', { by: 'Greet', note: 'Blocked.', mailed: true })).toMatchObject({ ok: false })
    expect((await browser.get(PATH)).text).not.toContain('/do/discard')
  })

  it('is on its way again once a change leaves for the ERP', async () => {
    const { box, page } = await mailed(refuses)
    const starts = { erp: { state: 'held', reason: 'revision' } } as const
    box.accept({ digest: 'changed', body: bodyOf(postedOrder()), starts })
    box.wire.answers(ERP, status(503))
    expect(box.outbox.release('order-1', { by: 'Greet', as: 'original' })).toEqual({ ok: true })
    await box.pass(1_000)
    const text = await page()
    expect(text).toContain('<h1 id="verdict">On its way: ')
    expect(text).not.toContain('key it by hand')
  })

  it('asks to look in the ERP first, where the ERP may have it', async () => {
    const { box, page } = await mailed(status(500), { whenUncertain: 'hold' })
    expect(box.outbox.sendBy('order-1', 'erp', 'desk', { by: 'Greet' })).toEqual({ ok: true })
    await box.pass(MINUTE)
    const text = await page()
    expect(text).toContain('<h1 id="verdict">Route erp may have it. People have a mail of route desk.')
    expect(text).toContain(`href="${PATH}/do/has-it?route=erp"`)
  })
})

it('settles an uncertain order as arrived, before anything is sent again', async () => {
  const { box, ...made } = testConsole({
    supplier: supplierWith({ routes: [httpRoute('erp', ERP, { whenUncertain: 'hold' })] }),
  })
  box.wire.answers(ERP, status(500))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters')
  box.accept({ body: bodyOf(postedOrder()) })
  await box.pass(MINUTE)
  const page = (await browser.get(PATH)).text
  const path = `${PATH}/do/has-it?route=erp`
  expect(page.indexOf(`href="${path}"`)).toBeGreaterThan(0)
  expect(page.indexOf(`href="${path}"`)).toBeLessThan(page.indexOf(`href="${PATH}/do/release"`))
  const asked = await browser.get(path)
  expect(asked.text).toContain('Press only if you saw the order in your ERP.')
  await browser.submit(asked, path, { erp: 'SO-88122' })
  expect(box.outbox.view('order-1')).toMatchObject({
    state: 'settled',
    deliveries: [{ state: 'done', reached: 'yes' }],
  })
  expect((await browser.get(PATH)).text).toContain('Done: a colleague reported that your ERP has it.')
})
