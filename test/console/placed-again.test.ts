import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/orders/fresco/order-1'
const MINUTE = 60_000
const BART = { by: 'Bart', note: 'Blocked.' }
const HELD = { state: 'held', reason: 'quantity' } as const

/** A person discarded the order at 10:00, and the chef placed it again at 10:10. */
async function opened(language = 'en') {
  const made = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
  const { box } = made
  box.accept({ starts: { erp: HELD } })
  box.outbox.discard('order-1', BART)
  await box.pass(10 * MINUTE)
  box.accept()
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn('An')
  return { box, browser, text: async (path = PATH) => (await browser.get(path)).text }
}

const AGAIN = 'Version 1 was discarded, and the chef placed it again at 10:10: that sends nothing.'

describe('an order that the chef places again after its discard', () => {
  it('stands under Call back, with the time and without a try', async () => {
    const { text } = await opened()
    for (const page of ['/console', '/console/call-backs?supplier=fresco']) {
      expect(await text(page)).toContain(AGAIN)
      expect(await text(page)).not.toContain('Tried')
    }
  })

  it('says so on its page, with the steps, and in what happened', async () => {
    const { text } = await opened()
    const page = await text()
    expect(page).toContain(AGAIN)
    expect(page).toContain(
      '<h1 id="verdict">Version 1 was discarded, and the chef placed it again. It is not sent on route erp.</h1>',
    )
    expect(page).toContain('Ask the customer whether they want it after all. If so, key it by hand.')
    expect(page).toContain('The chef placed it again after its discard.')
    expect(page).toContain('/do/called"')
    expect(page).toContain('/do/done?route=erp"')
  })

  it('is to be looked for first, where the ERP may have it', async () => {
    const { box, text } = await opened()
    box.sql.all("UPDATE deliveries SET reached = 'maybe'")
    const page = await text()
    expect(page).toContain('<h1 id="verdict">Version 1 was discarded. Your ERP may have it: look there.</h1>')
    expect(page).toContain(AGAIN)
    expect(page).toContain('note you verdict')
  })

  it('is called about, and then keyed by hand', async () => {
    const { box, browser, text } = await opened()
    const call = await browser.get(`${PATH}/do/called`)
    expect(call.text.split(AGAIN)).toHaveLength(2)
    expect(call.text).toContain('Ask the customer whether they want it after all.')
    expect((await browser.submit(call, `${PATH}/do/called`)).status).toBe(303)
    const called = await text()
    expect(called).toContain('An called at 10:10.')
    expect(called).toContain('<h1 id="verdict">Discarded')
    const path = `${PATH}/do/done?route=erp`
    const asked = await browser.get(path)
    expect(asked.text).toContain('This is version 1.')
    expect((await browser.submit(asked, path, { erp: 'S-1' })).status).toBe(303)
    expect(box.deliveries()).toEqual(['erp v1 done yes'])
    expect(await text()).toContain('Done: a colleague reported that your ERP has it.')
    expect(await text()).not.toContain(AGAIN)
  })

  it('names the change that was discarded, and not the version that the ERP has', async () => {
    const made = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    const { box } = made
    box.wire.answers(ERP, status(200))
    box.accept()
    await box.pass(MINUTE)
    box.accept({ content: 3 })
    box.outbox.discard('order-1', BART)
    box.accept({ content: 3 })
    const browser = made.browser({ 'accept-language': 'en' })
    await browser.signIn('An')
    for (const path of ['/console', PATH]) {
      const { text } = await browser.get(path)
      expect(text).toContain('Version 2 was discarded, and the chef placed it again at 10:01: that sends nothing.')
      expect(text).not.toContain('still counts')
    }
    expect((await browser.get(`${PATH}/do/done?route=erp`)).text).toContain('Change that order to version 2.')
  })

  it('names the version of each route: the order for its system, and the change for a mail that waits', async () => {
    const routes = [httpRoute('erp', ERP), httpRoute('desk', 'https://mails.example/', { document: DESK_MAIL })]
    const made = testConsole({ supplier: supplierWith({ routes }) })
    for (const content of [2, 3]) {
      made.box.accept({ content, starts: { erp: HELD, desk: HELD } })
      made.box.outbox.discardOn('order-1', 'erp', BART)
    }
    made.box.accept({ content: 2 })
    const browser = made.browser({ 'accept-language': 'en' })
    await browser.signIn('An')
    const asked = async (route: string) => (await browser.get(`${PATH}/do/done?route=${route}`)).text
    expect(await asked('erp')).toContain('This is version 1.')
    expect(await asked('desk')).toContain('This is version 2.')
  })

  it.each([
    ['nl', 'Versie 1 is verworpen, en de chef plaatste ze om 10:10 opnieuw: daardoor wordt niets verstuurd.'],
    ['fr', 'La version 1 a été écartée, et le chef l’a passée de nouveau à 10:10 : cela n’envoie rien.'],
    [
      'de',
      'Version 1 wurde verworfen, und der Küchenchef hat sie um 10:10 Uhr erneut aufgegeben: Dadurch wird nichts gesendet.',
    ],
  ])('is told in the language of the reader: %s', async (language, sentence) => {
    const { text } = await opened(language)
    expect((await text()).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')).toContain(sentence)
    expect((await text('/console')).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')).toContain(sentence)
  })
})
