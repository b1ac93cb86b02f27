import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { HELD, opened, PATH } from './order-page.ts'

describe('an order that was discarded after an uncertain attempt', () => {
  it('is not said to be in the ERP', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    box.sql.all("UPDATE deliveries SET reached = 'maybe' WHERE route = 'erp'")
    box.outbox.discard('order-1', { by: 'Jo', note: 'Too late.' })
    expect(box.outbox.view('order-1')?.deliveries[0]).toMatchObject({ state: 'discarded', reached: 'maybe' })
    const { text } = await browser.get(PATH)
    expect(text).toContain('Version 1 was discarded. Route erp may have it: look there.')
    expect(text).not.toContain('Done: your ERP has it.')
  })
})

it('is not said to be refused or away from the ERP, where the ERP acknowledged what a person had discarded', async () => {
  const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
  box.accept({ starts: { erp: HELD } })
  box.outbox.discard('order-1', { by: 'Jo', note: 'Too late.' })
  box.sql.all("UPDATE deliveries SET reached = 'yes'")
  const { text } = await browser.get(PATH)
  expect(text).toContain('<h1 id="verdict">Version 1 was discarded. Your ERP may have it: look there.</h1>')
})

it('names the change that may be in the ERP, where a person discarded it', async () => {
  const routes = [httpRoute('erp', ERP, { whenUncertain: 'hold' })]
  const { box, browser } = await opened({ supplier: supplierWith({ routes }) })
  box.wire.answers(ERP, status(200))
  box.accept()
  await box.pass(1_000)
  box.wire.answers(ERP, status(500))
  box.accept({ digest: 'changed', starts: { erp: { state: 'held', reason: 'revision' } } })
  expect(box.outbox.release('order-1', { by: 'Jo', as: 'replacement' })).toEqual({ ok: true })
  await box.pass(1_000)
  expect(box.outbox.discard('order-1', { by: 'Jo', note: 'Too late.' })).toEqual({ ok: true })
  const { text } = await browser.get(PATH)
  expect(text).toContain('Version 2 was discarded. Your ERP may have it: look there.')
  expect(text).not.toContain('Done: your ERP has it.')
})

describe('an order that may be in the ERP, and that a person discarded', () => {
  const TAKEN = [status(200), status(500)]
  /** With a version before that the ERP has for certain, the doubt is about the change. */
  async function discarded(isChange: boolean) {
    const routes = [httpRoute('erp', ERP, { whenUncertain: 'hold' })]
    const { box, browser } = await opened({ supplier: supplierWith({ routes }) })
    for (const [at, answer] of TAKEN.slice(isChange ? 0 : 1).entries()) {
      box.wire.answers(ERP, answer)
      box.accept({
        digest: `content-${at}`,
        ...(at > 0 ? { starts: { erp: { state: 'held', reason: 'revision' } } } : {}),
      })
      if (at > 0) box.outbox.release('order-1', { by: 'Jo', as: 'replacement' })
      await box.pass(1_000)
    }
    expect(box.outbox.discard('order-1', { by: 'Jo', note: 'Too late.' })).toEqual({ ok: true })
    const state = () => box.outbox.list({ state: null, text: null, before: null, limit: 1 }).rows[0]?.order.shownState
    expect(state()).toBe('attention')
    const press = async (name: string) => {
      const path = `${PATH}/do/${name}?route=erp`
      expect((await browser.get(PATH)).text).toContain(`href="${path}"`)
      const done = await browser.submit(await browser.get(path), path, { note: 'Looked.' })
      expect(done.status).toBe(303)
      return (await browser.get(PATH)).text
    }
    return { box, press, state }
  }

  it.each([
    [false, 'Discarded on route erp: the system there did not get it.', 'discarded'],
    [true, 'Done: your ERP has it.', 'settled'],
  ] as const)('is settled once a person looked and did not find it, where it is a change: %s', async (...scene) => {
    const [isChange, sentence, shown] = scene
    const { box, press, state } = await discarded(isChange)
    const text = await press('not-there')
    expect(text).toContain(`<h1 id="verdict">${sentence}`)
    expect(text).toContain('A person looked: the receiver does not have the order.')
    expect(text).not.toContain('/do/not-there')
    expect(text).not.toContain('may have arrived already')
    expect(state()).toBe(shown)
    expect(box.outbox.events(1).rows).toMatchObject([{ action: 'discard-delivery', route: 'erp', note: 'Looked.' }])
  })

  it.each([false, true])('is settled once a person found it there, where it is a change: %s', async (isChange) => {
    const { box, press, state } = await discarded(isChange)
    expect(await press('has-it')).toContain('<h1 id="verdict">Done: ')
    expect(state()).toBe('settled')
    expect(box.deliveries().at(-1)).toBe(`erp v${isChange ? 2 : 1} done yes`)
  })
})
