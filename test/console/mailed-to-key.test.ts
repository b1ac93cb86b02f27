import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { LIST, ORDER, opened } from './mailed-orders.ts'

const MINUTE = 60_000
const DAY = 86_400_000

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
    expect(await read(LIST)).toContain('No order has to be keyed')
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
    expect(await read(LIST)).toContain('No order has to be keyed')
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

it('does not stand on the list to key where another system has the order', async () => {
  const { box, accept, read } = await opened({})
  accept('one')
  await box.pass(MINUTE)
  expect(await read(LIST)).toContain('No order has to be keyed')
  expect(await read('/console')).not.toContain('/do/done')
})
