import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { confirmationPage, HEADERS } from '../../src/api/confirmation-page.ts'
import { STYLE } from '../../src/api/confirmation-style.ts'

const policy = HEADERS['content-security-policy']

describe('the page of a link', () => {
  it.each([
    ['nl', 'Ja, wij hebben deze bestelling'],
    ['fr', 'Oui, nous avons cette commande'],
    ['de', 'Ja, wir haben diese Bestellung'],
    ['en', 'Yes, we have this order'],
  ] as const)('asks in %s, by a form that needs no script', (language, button) => {
    const page = confirmationPage({ orderNumber: 'PO-1', state: 'open', cancels: false }, language)
    expect(page).toContain(`<html lang="${language}">`)
    expect(page).toMatch(new RegExp(`<form method="post"><button>.*${button}</button></form>`))
    expect(page).toContain('PO-1')
    expect(page).not.toMatch(/<script|onclick|https?:/)
    expect(page).toContain(`lang="${language}" hreflang="${language}" aria-current="true"`)
    for (const other of ['nl', 'fr', 'de', 'en']) expect(page).toContain(`href="?language=${other}"`)
  })

  it.each([
    ['nl', 'Ja, wij leveren deze bestelling niet', 'geannuleerd', 'De annulering van'],
    ['fr', 'Oui, nous ne la livrerons pas', 'annulée', 'L’annulation de'],
    ['de', 'Ja, wir liefern sie nicht', 'storniert', 'Die Stornierung der'],
    ['en', 'Yes, we will not deliver it', 'is cancelled', 'The cancellation of'],
  ] as const)(
    'asks in %s of a mail that takes the order back whether that was read',
    (language, button, word, thanks) => {
      const page = confirmationPage({ orderNumber: 'PO-1', state: 'open', cancels: true }, language)
      expect(page).toContain(`${button}</button>`)
      expect(page).toMatch(new RegExp(`PO-1.*${word}`))
      expect(confirmationPage({ orderNumber: 'PO-1', state: 'confirmed', cancels: true }, language)).toContain(thanks)
    },
  )

  it.each(['confirmed', 'replaced'] as const)('has nothing to press when the order is %s', (state) => {
    const page = confirmationPage({ orderNumber: 'PO-1', state, cancels: false }, 'en')
    expect(page).not.toContain('<form')
    expect(page).toContain('PO-1')
  })

  it('tells of a link that is not ours only that', () => {
    expect(confirmationPage(null, 'en')).toMatch(/not valid/)
    expect(confirmationPage(null, 'en')).not.toContain('<form')
  })

  it('lets no order number out of its place', () => {
    const page = confirmationPage(
      { orderNumber: '"><script>alert(1)</script>{number}', state: 'open', cancels: false },
      'en',
    )
    expect(page).not.toContain('<script')
  })

  it('names the order desk, with a number that a phone calls', () => {
    const desk = { name: 'Van Acker & Co', phone: '+32 9 111 22 33' }
    const page = confirmationPage({ orderNumber: 'PO-1', state: 'open', cancels: false }, 'en', desk)
    expect(page).toContain('<small>Van Acker &#38; Co</small>')
    expect(page).toContain('<a href="tel:+3291112233">+32 9 111 22 33</a>')
  })

  it('allows its own style and nothing else', () => {
    const digest = createHash('sha256').update(STYLE).digest('base64')
    expect(policy).toContain(`style-src 'sha256-${digest}'`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*/)
  })
})
