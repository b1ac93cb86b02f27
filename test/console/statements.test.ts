import { describe, expect, it } from 'vitest'
import { type ConsoleWish, testConsole } from '../fakes/console.ts'
import { ERP, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const HOSTILE = `<script>alert(1)</script>{{7*7}}\u202E`
const HOUR = 3_600_000
/** The clock of the test begins on Tuesday 24 November 2026 at 10:00; a statement is due at 18:00. */
const DAY = '/console/statements/2026-11-24'

async function opened(wish: ConsoleWish = {}, token?: string) {
  const made = testConsole(wish)
  const browser = made.browser({ 'accept-language': 'en' })
  made.box.wire.answers(ERP, status(200))
  made.box.outbox.makeStatements()
  await browser.signIn('An Peeters', token)
  return { box: made.box, browser }
}

const counts = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/<dt>(?:<svg.*?<\/svg>)? *([^<]+)<\/dt><dd>(\d+)<\/dd>/g)].map(([, label = '', count = '']) => [
      label,
      count,
    ]),
  )

describe('the page of a statement', () => {
  it('counts what came, what arrived and what waits, so far and when the day is over', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'arrived', orderNumber: 'PO-A', placedAt: box.clock.now() })
    await box.work()
    box.accept({
      orderId: 'held',
      orderNumber: 'PO-H',
      placedAt: box.clock.now(),
      starts: { erp: { state: 'held', reason: 'quantity' } },
    })
    box.clock.set(box.clock.now() + 60_000)
    const soFar = await browser.get(DAY)
    expect(soFar.text).toContain('so far, at 10:01')
    expect(soFar.text).toContain('1 order waits.')
    expect(counts(soFar.text)).toMatchObject({
      'received here': '2',
      'arrived, or keyed by hand': '1',
      'still open': '1',
    })
    expect(soFar.text).toContain('href="/console/orders/fresco/held"')
    await box.pass(9 * HOUR)
    box.outbox.makeStatements()
    expect((await browser.get(DAY)).text).toContain('statement 1, made at')
  })

  it('gives the reasons in the language of the reader, so far and when the day is over', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ language: 'fr', statement: { at: '18:00' } }) })
    box.accept({ orderId: 'held', starts: { erp: { state: 'held', reason: 'quantity' } } })
    box.accept({ orderId: 'tried' })
    box.wire.answers(ERP, () => new Response('Klant geblokkeerd', { status: 422 }))
    await box.work()
    const reasons = async (language: string) => {
      await browser.get(`${DAY}?language=${language}`)
      const { text } = await browser.get(DAY)
      return [...text.matchAll(/dir="auto">([^<]*)(?:<\/span>)?<\/td>/g)].map(([, cell = '']) => cell)
    }
    for (let at = 0; at < 2; at++) {
      const [held, tried, ...more] = await reasons('de')
      expect(more).toEqual([])
      expect(held).toBe('zurückgehalten: zweifelhafte Menge.')
      expect(tried).toMatch(/^abgewiesen auf Route erp: .*„Klant geblokkeerd“/)
      expect((await reasons('en'))[0]).toBe('held: a doubtful quantity.')
      await box.pass(9 * HOUR)
      box.outbox.makeStatements()
    }
    expect(box.outbox.statementsOn('2026-11-24')[0]?.text).toContain('retenue')
  })

  it('says that nothing waits, and who settled what by hand, with their words inert', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', orderNumber: HOSTILE, starts: { erp: { state: 'held', reason: 'quantity' } } })
    box.outbox.done('one', 'erp', { by: HOSTILE, note: HOSTILE })
    const { text } = await browser.get(DAY)
    expect(text).toContain('Nothing waits.')
    expect(text).toContain('Marked as keyed by hand')
    expect(text).not.toContain('<script')
    expect(text.split('&lt;script&gt;')).toHaveLength(4)
  })

  it('gives what waits as a file to print, with hostile text inert, to whoever may see the supplier', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', orderNumber: HOSTILE, starts: { erp: { state: 'held', reason: 'quantity' } } })
    expect((await browser.get(DAY)).text).toContain('href="/console/statements/print/fresco"')
    const { status: answered, text, headers } = await browser.get('/console/statements/print/fresco?as=file')
    expect([answered, headers.get('content-disposition')]).toEqual([200, 'attachment; filename="fresco.html"'])
    expect(text).toContain('alert(1)')
    expect(text).not.toContain('<script')
    expect((await browser.get('/console/statements/print/other')).status).toBe(404)
    expect((await browser.get('/console/statements/print/other?as=file')).status).toBe(404)
  })

  it('leads to the day before and, of a day that is past, to the day after', async () => {
    const { browser } = await opened()
    const today = await browser.get('/console/statements')
    expect([today.status, today.location]).toEqual([303, DAY])
    const { text } = await browser.get(DAY)
    expect(text).toContain('rel="prev" href="/console/statements/2026-11-23"')
    expect(text).not.toContain('rel="next"')
    const past = await browser.get('/console/statements/2026-11-23')
    expect(past.text).toContain(`rel="next" href="${DAY}"`)
    expect(past.text).toContain('There is no statement of this day.')
  })

  it.each(['yesterday', '2026-02-30', '%3Cscript%3E', '20261124'])(
    'is not found for what is no day: %s',
    async (day) => {
      const { browser } = await opened()
      expect((await browser.get(`/console/statements/${day}`)).status).toBe(404)
    },
  )

  it('shows nothing of another supplier', async () => {
    const people = { access: [{ who: 'Otto', role: 'view' as const, suppliers: ['other'], token: 'OTHER_TOKEN' }] }
    const secrets = { OTHER_TOKEN: 'a-token-of-otto-here' }
    const { box, browser } = await opened({ console: people, secrets }, secrets.OTHER_TOKEN)
    box.accept({ orderId: 'arrived', orderNumber: 'PO-A', placedAt: box.clock.now() })
    const { status: answered, text } = await browser.get(DAY)
    expect([answered, counts(text)]).toEqual([200, {}])
  })
})
