import { describe, expect, it } from 'vitest'
import { eventually } from '../fakes/eventually.ts'
import { deskRoute, mailingOutbox } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const MINUTE = 60_000

/** The mail of route desk, which takes over from an ERP that answers so. */
async function mailAfter({
  language = 'en',
  answer = 503,
  more = [],
  publicUrl,
}: {
  readonly language?: string
  readonly answer?: number
  readonly more?: readonly Record<string, unknown>[]
  readonly publicUrl?: string
} = {}) {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 5 }] })
  const supplier = supplierWith({ routes: [erp, deskRoute, ...more], language })
  const { test, mails } = mailingOutbox({ supplier, ports: publicUrl === undefined ? {} : { publicUrl } })
  test.wire.answers(ERP, status(answer))
  test.wire.answers(WMS, status(200))
  test.accept({ orderId: 'order 1' })
  await test.pass(6 * MINUTE)
  await eventually(() => expect(mails).toHaveLength(1))
  return { text: mails[0]?.text ?? '', html: mails[0]?.html ?? '' }
}

const ORDER_PAGE = 'https://orders.gateway.example/console/orders/fresco/order%201'

describe('a mail in the place of a system', () => {
  it.each([
    ['en', 'Report it here'],
    ['nl', 'Meld het hier'],
    ['fr', 'Marquez-la ici comme saisie'],
    ['de', 'Markieren Sie sie hier als erfasst'],
  ])('leads to the page on which a person reports the order, in %s', async (language, words) => {
    const { text, html } = await mailAfter({ language, publicUrl: 'https://orders.gateway.example' })
    expect(text.replaceAll('\u00a0', ' ')).toMatch(new RegExp(`${words} ?: ${ORDER_PAGE.replaceAll('.', '\\.')}\\n`))
    expect(html).toContain(`<a href="${ORDER_PAGE}"`)
    expect(html).toContain(`>${words}</a>`)
  })

  it('leads there after a refusal too, and nowhere without an address of the gateway', async () => {
    expect((await mailAfter({ answer: 422, publicUrl: 'https://orders.gateway.example' })).text).toContain(ORDER_PAGE)
    const { text, html } = await mailAfter()
    expect(text).not.toContain('Report it here')
    expect(html).not.toContain('Report it here')
  })

  it.each([
    ['en', 'This is about the system behind route erp.'],
    ['nl', 'Het gaat om het systeem achter route erp.'],
    ['fr', 'Il s’agit du système derrière la route erp.'],
    ['de', 'Es geht um das System hinter Route erp.'],
  ])('names the route of the system where there are two, in %s', async (language, words) => {
    const both = await mailAfter({ language, more: [httpRoute('wms', WMS)] })
    expect(both.text).toContain(words)
    expect(both.html).toContain(words)
    expect((await mailAfter({ language })).text).not.toContain(words)
  })

  it.each([
    ['nl', 'Uw systeem kreeg deze bestelling niet', 'nam'],
    ['de', 'Ihr System hat diese Bestellung nicht bekommen', 'nicht angenommen'],
  ])('does not sound like a refusal where the system did not answer, in %s', async (language, words, refusal) => {
    const { text } = await mailAfter({ language })
    expect(text).toContain(words)
    expect(text).not.toContain(refusal)
  })
})
