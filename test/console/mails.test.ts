import { describe, expect, it } from 'vitest'
import type { LocalMail } from '../../src/services.ts'
import { type ConsoleWish, testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'
import { supplierWith } from '../fakes/orders.ts'

const ORIGIN = 'http://localhost:8931'
const HOSTILE = '<img src=x onerror=alert(1)><script>hostile()</script>'

const mail: LocalMail = {
  id: 'mail-1',
  at: Date.UTC(2026, 10, 24, 8),
  from: 'gateway@fresco.example',
  to: ['desk@fresco.example', 'depot@fresco.example'],
  replyTo: 'chef@bistro.example',
  subject: `Order ${HOSTILE}`,
  text: `${HOSTILE}\nhttps://orders.fresco.example/console/orders/fresco/order-1\nhttps://evil.example/x`,
  html: `<!doctype html><html><head><title>x</title></head><body>${HOSTILE}<a href="https://orders.fresco.example/console/orders/fresco/order-1">open</a></body></html>`,
  attachments: [{ filename: 'PO 1"\r\nx: y.xml', type: 'text/html', content: new TextEncoder().encode('<a/>').buffer }],
}

function laptop(mails: readonly LocalMail[] = [mail], wish: ConsoleWish = {}) {
  const supplier = supplierWith({})
  const gateway = { suppliers: { fresco: supplier }, publicUrl: 'https://orders.fresco.example' }
  const services = { isLocal: true, localMails: () => mails, gateway, ...wish.services }
  return testConsole({ origin: ORIGIN, supplier, ...wish, services }).browser()
}

describe('a mail that a laptop did not send', () => {
  it('opens from the welcome page', async () => {
    expect((await laptop().get('/')).text).toContain('<a href="/mails/mail-1">')
  })

  it.each(['nl', 'fr', 'de', 'en'] as const)(
    'shows who wrote to whom, the text and the files, in %s',
    async (language) => {
      const { status, text } = await laptop().get('/mails/mail-1', { 'accept-language': language })
      expect(status).toBe(200)
      expect(text).toContain('gateway@fresco.example')
      expect(text).toContain('desk@fresco.example, depot@fresco.example')
      expect(text).toContain('chef@bistro.example')
      expect(text).toContain('href="/mails/mail-1/files/1"')
      expect(text).toContain(consoleWording[language].welcome.mailNotSent)
    },
  )

  it('leads to this machine where the mail leads to the public address, and links no other address', async () => {
    const browser = laptop()
    const { text } = await browser.get('/mails/mail-1')
    expect(text).toContain(`<a href="${ORIGIN}/console/orders/fresco/order-1"`)
    expect(text).not.toContain('href="https://evil.example')
    const part = await browser.get('/mails/mail-1/html')
    expect(part.text).toContain(`<a href="${ORIGIN}/console/orders/fresco/order-1">`)
    expect(part.text).toMatch(/^<!doctype html><html><head><base target="_blank">/)
  })

  it('shows hostile text as text, and the HTML part in a sandbox without scripts, files and forms', async () => {
    const browser = laptop()
    const { text, headers } = await browser.get('/mails/mail-1')
    expect(text).not.toContain('<script>hostile')
    expect(text).not.toContain('<img')
    expect(text).toMatch(
      /<iframe [^>]*src="\/mails\/mail-1\/html" sandbox="allow-popups allow-popups-to-escape-sandbox"/,
    )
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*; frame-src 'self'$/)
    const part = await browser.get('/mails/mail-1/html')
    expect(part.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    )
    expect(part.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('gives an attachment as a download, under a name that breaks out of no header', async () => {
    const { status, text, headers } = await laptop().get('/mails/mail-1/files/1')
    expect([status, text]).toEqual([200, '<a/>'])
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('content-disposition')).toBe('attachment; filename="PO_1_x_y.xml"')
  })

  it('of text alone has no frame', async () => {
    const { html: _, attachments: __, ...plain } = mail
    const browser = laptop([plain])
    expect((await browser.get('/mails/mail-1')).text).not.toContain('<iframe')
    expect((await browser.get('/mails/mail-1/html')).status).toBe(404)
    expect((await browser.get('/mails/mail-1/files/1')).status).toBe(404)
  })

  it('that is no longer kept leads back to the list', async () => {
    const { status, text } = await laptop([]).get('/mails/mail-1')
    expect(status).toBe(404)
    expect(text).toContain(consoleWording.en.welcome.missingMail)
  })

  it.each([
    ['in production', { services: { isLocal: false } }],
    ['under the name of another host', { origin: 'http://rebound.example:8931' }],
  ])('is at no address %s', async (_, wish) => {
    const browser = laptop([mail], wish)
    for (const path of ['/mails/mail-1', '/mails/mail-1/html', '/mails/mail-1/files/1']) {
      const { status, text } = await browser.get(path)
      expect(status, path).toBe(404)
      expect(text, path).not.toContain('fresco')
    }
  })
})
