import { describe, expect, it } from 'vitest'
import { type Browser, type ConsoleWish, type Shown, TOKEN, testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import type { TestOutbox } from '../fakes/outbox.ts'
import { ESCAPED, HALF_DAY, HELD, NOTE, ORDER } from './typed-form.ts'

async function opened(wish: ConsoleWish = {}) {
  const made = testConsole({
    supplier: supplierWith({ routes: [httpRoute('erp', ERP), mailboxRoute('wms')] }),
    ...wish,
  })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An')
  const endSession = () => made.box.clock.set(made.box.clock.now() + HALF_DAY)
  return { ...made, browser, endSession }
}

const signInAgain = (browser: Browser, page: Shown, name = 'An', token = TOKEN): Promise<Shown> =>
  browser.submit(page, '/console/sign-in', { name, token })

const deeds = (box: TestOutbox) => box.outbox.events(99).rows.map(({ action, note }) => [action, note])

describe('a form that was sent after the session had ended', () => {
  it('comes back after the sign-in with what was typed, does nothing, and works at the next press', async () => {
    const { box, browser, endSession } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const action = `${ORDER}/do/done?route=erp`
    const asked = await browser.get(action)
    endSession()
    const signIn = await browser.submit(asked, action, { note: NOTE, erp: 'V-2026/118' })
    expect([signIn.status, signIn.location]).toEqual([401, null])
    expect(signIn.text).toContain('Nothing was done: you were signed out')
    expect(signIn.text).toContain('the form comes back with what you had entered')
    expect(signIn.text).not.toContain('<b>no</b>')
    const again = await signInAgain(browser, signIn)
    expect(again.status).toBe(409)
    expect(again.text).toContain('Your entries are still here')
    expect(again.text).toContain(ESCAPED)
    expect(again.text).toContain('value="V-2026/118"')
    expect(again.text).not.toContain(TOKEN)
    expect(deeds(box)).toEqual([])
    const done = await browser.submit(again, action, { note: NOTE, erp: 'V-2026/118' })
    expect(done.status).toBe(303)
    expect(deeds(box)).toEqual([['done', NOTE]])
  })

  it('stays through a wrong token and a missing name', async () => {
    const { box, browser, endSession } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${ORDER}/do/discard`)
    endSession()
    let page = await browser.submit(asked, `${ORDER}/do/discard`, { note: NOTE })
    page = await signInAgain(browser, page, 'An', 'wrong')
    page = await signInAgain(browser, page, ' ')
    expect(page.text).toContain('the form comes back')
    expect((await signInAgain(browser, page)).text).toContain(ESCAPED)
    expect(deeds(box)).toEqual([])
  })

  it('stays through a change of the language, which tries no token', async () => {
    const { box, browser, endSession } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${ORDER}/do/discard`)
    endSession()
    let page = await browser.submit(asked, `${ORDER}/do/discard`, { note: NOTE })
    expect(page.text).not.toContain(`href="${ORDER}/do/discard`)
    for (let at = 0; at < 9; at++) page = await browser.inLanguage(page, 'nl')
    expect([page.status, page.text.includes('<html lang="nl">')]).toEqual([401, true])
    expect(page.text).toContain('het formulier komt terug met')
    page = await browser.inLanguage(await signInAgain(browser, page, 'An', 'wrong'), 'nl')
    expect([page.status, page.text.includes('value="An"')]).toEqual([200, true])
    const again = await signInAgain(browser, page)
    expect([again.status, again.text.includes(ESCAPED), deeds(box)]).toEqual([409, true, []])
    expect(again.text).toContain('<html lang="nl">')
  })

  it('comes back too where the person signed in again in another window', async () => {
    const { box, browser, endSession } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${ORDER}/do/discard`)
    endSession()
    await browser.signIn('An')
    const again = await browser.submit(asked, `${ORDER}/do/discard`, { note: NOTE })
    expect([again.status, again.text.includes(ESCAPED), deeds(box)]).toEqual([409, true, []])
  })

  it('says that the order has changed meanwhile', async () => {
    const { box, browser, endSession } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${ORDER}/do/release`)
    endSession()
    box.accept({ content: 7, starts: { erp: HELD, wms: HELD } })
    const signIn = await browser.submit(asked, `${ORDER}/do/release`, { note: NOTE })
    const { text } = await signInAgain(browser, signIn)
    expect(text).toContain('The order has changed since this page was made.')
    expect(text).toContain(ESCAPED)
  })

  it('is shown to nobody without the role for it', async () => {
    const console = { access: [{ who: 'Vi', role: 'view' as const, token: 'VI_TOKEN' }] }
    const { box, browser, endSession } = await opened({
      console,
      secrets: { VI_TOKEN: 'a-token-of-a-person-who-reads' },
    })
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${ORDER}/do/discard`)
    endSession()
    const signIn = await browser.submit(asked, `${ORDER}/do/discard`, { note: NOTE })
    const refused = await signInAgain(browser, signIn, 'Vi', 'a-token-of-a-person-who-reads')
    expect([refused.status, refused.text.includes('Lotte')]).toEqual([403, false])
  })

  it('is not kept where another site posted it', async () => {
    const { browser, endSession } = await opened()
    endSession()
    for (const site of ['cross-site', 'same-site', 'none']) {
      const signIn = await browser.post(`${ORDER}/do/discard`, { note: NOTE }, { 'sec-fetch-site': site })
      expect([signIn.status, signIn.text.includes('Lotte')]).toEqual([401, false])
      expect(signIn.text).toContain('Enter again what you had entered there.')
    }
    const planted = { name: 'An', token: TOKEN, to: `${ORDER}/do/discard`, kept: 'note=planted' }
    expect((await browser.post('/console/sign-in', planted, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })

  it('is kept up to a size that the sign-in can post', async () => {
    const { box, browser, endSession } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    endSession()
    const action = `${ORDER}/do/notify-customer`
    const signIn = await browser.post(action, { message: '語'.repeat(2_000), note: '語'.repeat(500) })
    const fields = /name="kept" value="([^"]+)"/.exec(signIn.text)?.[1] ?? ''
    const posted = new URLSearchParams({ kept: fields.replaceAll('&amp;', '&'), to: action, token: TOKEN }).toString()
    expect(fields.length).toBeGreaterThan(20_000)
    expect(posted.length).toBeLessThan(65_000)
    const large = await browser.post(action, { message: '語'.repeat(6_000) })
    expect(large.text).not.toContain('name="kept"')
    expect(large.text).toContain('Enter again what you had entered there.')
    expect((await signInAgain(browser, large)).location).toBe(action)
  })

  it.each(['nl', 'fr', 'de', 'en'] as const)('says so in %s', async (language) => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const words = consoleWording[language]
    const speaking = { 'accept-language': language }
    const stranger = testConsole().browser(speaking)
    expect((await stranger.post(`${ORDER}/do/discard`, { note: 'x' })).text).toContain(words.signIn.kept)
    const { text } = await browser.post(`${ORDER}/do/discard`, { note: 'x', form: 'of another session' }, speaking)
    expect(text).toContain(words.frame.late)
  })
})
