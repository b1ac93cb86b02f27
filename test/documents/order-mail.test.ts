import { describe, expect, it } from 'vitest'
import { composeMail } from '../../src/steps/compose-mail.ts'
import { profile, written } from './email-writing.ts'
import { sampleOccasion, sampleOrder } from './sample-order.ts'

const articles = [
  { article: '300457', unit: 'KGM', factor: '5' },
  { article: '300100', unit: 'PCE' },
]
const customers = [{ customer: 'K-778812', name: 'Brasserie Het Spoor' }]
const desk = (language = 'en') => profile({}, { articles, customers, language, price: 'omit' })
const tomatoes = {
  article: '300457',
  name: 'Tomaten los 5 kg',
  quantity: '60',
  priceQuantity: '5',
  price: null,
  total: null,
}
const cream = { article: '300100', name: 'Crème fraîche', quantity: '12', price: null, total: null }
const order = { ...sampleOrder, lines: [tomatoes, cream] as const }
const confirmUrl = 'https://orders.gateway.example/confirm/fresco/desk/token'
const both = ({ text, html }: { text: string; html: string }) => [text, html]

describe('the mail of an order', () => {
  it.each([
    ['en', 'Order PO-2026-004217: Brasserie Het Spoor, for Thursday 26 November'],
    ['nl', 'Bestelling PO-2026-004217: Brasserie Het Spoor, voor donderdag 26 november'],
    ['fr', 'Commande PO-2026-004217 : Brasserie Het Spoor, pour le jeudi 26 novembre'],
    ['de', 'Bestellung PO-2026-004217: Brasserie Het Spoor, für Donnerstag, 26. November'],
  ])('says in %s in its subject what it is about, for whom and for which day', (language, subject) => {
    expect(written(order, desk(language)).mail.subject).toBe(subject)
  })

  it.each([
    ['en', '60 kg', '12 pieces'],
    ['nl', '60 kg', '12 stuks'],
    ['fr', '60 kg', '12 pièces'],
    ['de', '60 kg', '12 Stück'],
  ])('says quantities in the units of %s, and as the chef ordered them', (language, ...amounts) => {
    const { mail } = written(order, desk(language))
    for (const body of both(mail)) {
      for (const amount of amounts) expect(body).toContain(amount)
      expect(body).toContain('12 × 5 kg')
      expect(body).not.toMatch(/KGM|PCE/)
    }
  })

  it('says one piece of one, and leaves a unit that only the supplier knows', () => {
    const lines = [{ ...cream, quantity: '1' }] as const
    expect(written({ ...order, lines }, desk()).mail.text).toContain('1 piece ')
    const own = profile({}, { articles: [{ article: '300100', unit: 'DOOS' }], price: 'omit' })
    expect(written({ ...order, lines }, own).mail.text).toContain('1 DOOS')
  })

  it('has one button, and says in the text what the address opens', () => {
    const { mail } = written(order, desk(), { confirmUrl })
    expect(mail.html.match(/<a /g)).toHaveLength(1)
    expect(mail.html).toMatch(new RegExp(`<a href="${confirmUrl}"[^>]*>We have it</a>`))
    expect(mail.text).toContain(`(opens a page with one button):\n${confirmUrl}\n`)
    expect(written(order, desk()).mail.html).not.toContain('<a ')
  })

  it('says the cut-off where there is one', () => {
    const cutOff = { date: '2026-11-26', time: '09:30:00', offset: '+01:00' }
    for (const body of both(written(order, desk(), { cutOff }).mail))
      expect(body).toContain('cut-off Thursday 26 November at 09:30')
    for (const body of both(written(order, desk()).mail)) expect(body).not.toContain('cut-off')
  })
})

describe('the mail of a replacement', () => {
  it.each([
    [
      'Ring the bell',
      '',
      'The customer writes: Ring the bell -> (no longer)',
      /<s[^>]*>Ring the bell<\/s> <b[^>]*>no longer<\/b>/,
    ],
    [
      'Ring\r\nthe bell',
      'Call',
      'The customer writes: Ring the bell -> Call',
      /<s[^>]*>Ring the bell<\/s> <b[^>]*>Call<\/b>/,
    ],
    ['', 'Call', 'The customer writes: (new) -> Call', /new<\/small> <b[^>]*>Call<\/b>/],
  ])('says what the remarks were and what they become: %j, then %j', (was, becomes, text, html) => {
    const occasion = { version: 2, purpose: 'replacement', replaced: { ...order, remarks: was } } as const
    const { mail } = written({ ...order, remarks: becomes }, desk(), occasion)
    for (const body of both(mail)) expect(body).toContain('What changes')
    expect(mail.text).toContain(`  ${text}\n`)
    expect(mail.html).toMatch(html)
  })

  it('says which time, customer number and order number it had before', () => {
    const at = (time: string) => ({ deliveryTime: { time, offset: '+01:00' } })
    const changed = { ...order, ...at('15:00'), number: 'PO-2', customer: 'K-2' }
    const replaced = { ...order, ...at('09:00'), number: 'PO-1', customer: 'K-1' }
    const { mail } = written(changed, desk(), { version: 2, purpose: 'replacement', replaced })
    const day = 'Thursday 26 November 2026'
    for (const [was, becomes] of [
      ['PO-1', 'PO-2'],
      ['K-1', 'K-2'],
      [`${day} 09:00`, `${day} 15:00`],
    ]) {
      expect(mail.text).toContain(`${was} -> ${becomes}\n`)
      expect(mail.html).toContain(`<s>${was}</s> <b>${becomes}</b>`)
    }
  })

  it('shows no change of the day, if only one of the versions has a time', () => {
    const timed = { ...order, deliveryTime: { time: '09:00', offset: '+01:00' } }
    const { mail } = written(timed, desk(), { version: 2, purpose: 'replacement', replaced: order })
    for (const body of both(mail)) expect(body).not.toContain('What changes')
  })

  it('has no heads of articles where no line changed', () => {
    const heads = />(?:Was|Becomes)<\/th>/
    const remarks = { ...order, remarks: 'Call' }
    const day = { ...order, deliveryDate: '2026-11-25' }
    for (const replaced of [remarks, day]) {
      const { mail } = written(order, desk(), { version: 2, purpose: 'replacement', replaced })
      expect(mail.html).toContain('What changes')
      expect(mail.html).not.toMatch(heads)
    }
    expect(written(order, desk(), on).mail.html).toMatch(heads)
  })

  it('cuts long remarks where they changed, because each mail has its own remarks complete', () => {
    const replaced = { ...order, remarks: 'x'.repeat(10_000) }
    const { mail } = written({ ...order, remarks: '' }, desk(), { version: 2, purpose: 'replacement', replaced })
    for (const body of both(mail)) expect(body).toMatch(/x{300} …/)
    for (const body of both(mail)) expect(body).not.toMatch(/x{301}/)
  })

  const replaced = {
    ...order,
    deliveryDate: '2026-11-25',
    lines: [
      { ...tomatoes, quantity: '30' },
      { ...cream, article: '300999', name: 'Boter' },
    ] as const,
  }
  const on = { version: 2, purpose: 'replacement', replaced, confirmUrl } as const

  it('says for each line that changed what it was and what it becomes', () => {
    const { mail } = written(order, desk(), on)
    expect(mail.subject).toBe('CHANGED: Order PO-2026-004217: Brasserie Het Spoor, for Thursday 26 November')
    expect(mail.text).toContain('  300457  30 kg -> 60 kg  Tomaten los 5 kg\n')
    expect(mail.text).toContain('  300100  new: 12 pieces  Crème fraîche\n')
    expect(mail.text).toContain('  300999  no longer: 12   Boter\n')
    expect(mail.text).toContain('  Wednesday 25 November 2026 -> Thursday 26 November 2026')
    expect(mail.html).toMatch(/<s>30 kg<\/s>[\s\S]*?<b>60 kg<\/b>/)
    expect(mail.html).toContain('We have the change')
  })

  it('says that it replaces what came before, also where the gateway no longer knows it', () => {
    const { mail } = written(order, desk(), { version: 2, purpose: 'replacement' })
    for (const body of both(mail)) {
      expect(body).toMatch(/CHANGED[\s\S]*This replaces every earlier version/)
      expect(body).not.toContain('What changes')
    }
  })

  it('names no change where the lines are the same', () => {
    const { mail } = written(order, desk(), { ...on, replaced: order })
    for (const body of both(mail)) expect(body).not.toContain('What changes')
  })
})

it('says of a cancellation not to deliver, and what to do with what stands ready', () => {
  const { mail } = written(order, desk(), { version: 2, purpose: 'cancellation', confirmUrl })
  expect(mail.subject).toBe('CANCELLED: Order PO-2026-004217: Brasserie Het Spoor. Don’t deliver')
  for (const body of both(mail)) {
    expect(body).toMatch(/CANCELLED\. Don’t deliver this order\./)
    expect(body).toContain('None of this is delivered')
  }
  expect(mail.html).toContain('We won’t deliver it')
})

it('stays under 60 KB with 100 lines and prices, as it travels', async () => {
  const line = { ...tomatoes, name: 'Frietaardappelen Bintje vers gesneden 10 kg', price: '12.3456', total: '148.15' }
  const priced = profile({}, { articles, customers, language: 'fr', price: 'net' })
  const { mail } = written({ ...order, lines: [line, ...Array(99).fill(line)] }, priced, { confirmUrl })
  const identity = { key: 'a'.repeat(32), preparedAt: sampleOccasion.preparedAt, attachmentName: '' }
  expect((await composeMail(mail, identity)).byteLength).toBeLessThan(60_000)
})

it.each([
  ['en', '3.10 / 6 pieces'],
  ['nl', '3,10 / 6 stuks'],
  ['fr', '3,10 / 6 pièces'],
  ['de', '3,10 / 6 Stück'],
])('has in %s the price of a package where one piece has no exact price', (language, price) => {
  const own = profile({}, { articles: [{ article: '300100', unit: 'PCE', factor: '6' }], language, price: 'net' })
  const lines = [{ ...cream, quantity: '36', priceQuantity: '6', price: '3.10', total: '18.60' }] as const
  for (const body of both(written({ ...order, lines }, own).mail)) expect(body).toContain(price)
})
