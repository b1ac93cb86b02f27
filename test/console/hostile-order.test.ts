import { describe, expect, it } from 'vitest'
import { bodyOf, postedOrder } from '../fakes/orders.ts'
import { HELD, opened, PATH } from './order-page.ts'

const LONG = 'x'.repeat(10_000)
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  '{{7*7}}',
  '\u202Egnp.exe\u202C',
  '</title></textarea></style><b>',
  '&lt;script&gt;',
  '=HYPERLINK("https://evil.example")',
  LONG,
]

describe('hostile words of an order', () => {
  it.each(HOSTILE)('stay words on every page: %.40s', async (words) => {
    const { box, browser } = await opened()
    const [line] = postedOrder().packages
    const body = bodyOf(
      postedOrder({
        ...{ order_number: words.slice(0, 35), order_remarks: words, supplier_customer_number: words.slice(0, 35) },
        owned_by: { username: words },
        packages: [{ ...line, stock_item: { name: words } }],
      }),
    )
    box.accept({ body, orderNumber: words, customer: words, orderId: 'order-1', starts: { erp: HELD, wms: HELD } })
    box.outbox.discardOn('order-1', 'wms', { by: words, note: words })
    for (const path of [
      '/console',
      '/console/orders',
      `/console/orders?q=${encodeURIComponent(words.slice(0, 200))}`,
      PATH,
      `${PATH}/do/release`,
    ]) {
      const { status, text: whole } = await browser.get(path)
      expect(status, path).toBe(200)
      // The module that shows what is new, from an address that the gateway computes.
      const text = whole.replace(/<script type="module" src="\/console\/[0-9a-f]{16}\.js"><\/script>/, '')
      // Every tag and attribute is the page's own: what is left after taking them out holds no bracket.
      expect(text.replaceAll(TAG, ''), path).not.toMatch(/[<>]/)
      for (const [tag] of text.matchAll(TAG)) {
        expect(tag, path).not.toMatch(/^<(script|img|iframe|object|style)/i)
        for (const [, name = '', value = ''] of tag.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)) {
          expect(name, path).not.toMatch(/^(on|style|src|srcdoc)/i)
          if (name === 'href' || name === 'action') expect(value, path).toMatch(/^(\/(?!\/)|#)/)
        }
      }
    }
  })

  it.each(HOSTILE)('are no formula in a file for a spreadsheet: %.40s', async (words) => {
    const { box, browser } = await opened()
    box.accept({ orderNumber: words, customer: words })
    const { text } = await browser.get('/console/orders/list.csv')
    for (const cell of text.split(/[;\r\n]+/)) expect(cell).not.toMatch(/^"?\s*[=+@-]/)
  })
})

/** A tag with quoted attributes, and the line that begins the document. */
const TAG = /<!doctype html>|<\/?[a-z][a-z0-9]*(?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*\/?>/g
