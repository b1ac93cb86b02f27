import { describe, expect, it } from 'vitest'
import { orderPath } from '../../src/console/frame/paths.ts'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, EDIFACT, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

async function orderPage(overrides: Record<string, unknown> = {}, language = 'en') {
  const supplier = supplierWith({ routes: [httpRoute('erp', ERP, { document: EDIFACT })] })
  const test = testConsole({ supplier })
  test.box.wire.answers(ERP, status(200))
  test.box.accept({ orderNumber: 'PO-1', body: bodyOf(postedOrder(overrides)) })
  await test.box.work()
  const browser = test.browser({ 'accept-language': language })
  await browser.signIn()
  return (await browser.get(orderPath('fresco', 'order-1'))).text
}

const hrefs = (text: string) => [...text.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id)

describe('the order beside its document', () => {
  it('leads from each value to its segment, and back', async () => {
    const text = await orderPage()
    const [, id = ''] = /id="f-quantity-0" href="#(s-0-\d+)"/.exec(text) ?? []
    const segment = text.split(`<li id="${id}"`)[1]?.split('</li>')[0] ?? ''
    expect(segment).toContain('QTY+21:2')
    expect(segment).toContain('href="#f-quantity-0"')
    expect(segment).toContain('>quantity<')
  })

  it('leads to no place that is not there, and gives each place once', async () => {
    const text = await orderPage()
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id)
    expect(hrefs(text).filter((id) => id !== '' && !id.startsWith('i-') && !ids.includes(id))).toEqual([])
    expect(ids.length).toBe(new Set(ids).size)
  })

  it('names the segments in the language of the reader', async () => {
    expect(await orderPage({}, 'nl')).toContain('>leverdag<')
    expect(await orderPage({}, 'fr')).toContain('>jour de livraison<')
    expect(await orderPage({}, 'de')).toContain('>Liefertag<')
  })

  it('shows hostile words of the order inertly, in the slip and in the segments', async () => {
    const whole = await orderPage({ order_remarks: `<script>alert(1)</script>" onmouseover='x' {{7*7}} ‮` })
    // The module that shows what is new, from an address that the gateway computes.
    const text = whole.replace(/<script type="module" src="\/console\/[0-9a-f]{16}\.js"><\/script>/, '')
    expect(text).not.toContain('<script')
    expect(text).not.toMatch(/<[a-z][^>]* onmouseover=/)
    expect(text).toContain('{{7*7}}')
    expect(text).toContain('FTX+AAI')
  })
})
