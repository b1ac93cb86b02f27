import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { defangLinks } from '../../src/text/unlinked.ts'
import { email, profile, written } from './email-writing.ts'
import { sampleOccasion, sampleOrder } from './sample-order.ts'

const golden = (name: string): string => readFileSync(path.join(import.meta.dirname, '../golden', name), 'utf8')

describe('email', () => {
  it('is laid out as the golden files have it, to be printed with a head on every page and no line torn in two', () => {
    const customers = [{ customer: 'K-778812', name: 'Bistro', soldTo: '100200', shipTo: 'D-200', billTo: 'F-900' }]
    const { mail } = written(sampleOrder, profile({}, { customers, language: 'nl' }))
    expect(mail.html).toBe(golden('order-email.html'))
    expect(mail.text).toBe(golden('order-email.txt'))
  })

  it.each([
    [{}, []],
    [{ soldTo: 'K-778812', shipTo: 'D-200' }, ['Ship to']],
    [{ billTo: 'F-900' }, ['Bill to']],
    [{ soldTo: '100200', billTo: 'K-778812' }, ['Sold to']],
  ])("says of the customer %j only what isn't the customer's own number", (roles, words) => {
    const { mail } = written(sampleOrder, profile({}, { customers: [{ customer: 'K-778812', ...roles }] }))
    for (const body of [mail.text, mail.html]) expect(body.match(/(Sold|Ship|Bill) to/g) ?? []).toEqual(words)
  })

  it('names the order and the customer in the subject, and has every line in both bodies', () => {
    const { mail } = written(sampleOrder)
    expect(mail.subject).toBe('Order PO-2026-004217: K-778812, for Thursday 26 November')
    for (const body of [mail.text, mail.html]) {
      for (const value of ['PO-2026-004217', 'K-778812', 'Thursday 26 November 2026', '200457', '10', '12.3456']) {
        expect(body).toContain(value)
      }
    }
    expect(mail.text).toContain('The customer writes:\n  > Leveren vóór 10:00')
    expect(mail.html).toContain('Tomaten &amp; basilicum &lt;bio&gt;')
  })

  it.each([
    ['en', '1.125', '1.5'],
    ['nl', '1,125', '1,5'],
    ['fr', '1,125', '1,5'],
    ['de', '1,125', '1,5'],
  ])('has in %s the decimal mark that its reader expects, in both bodies', (language, quantity, price) => {
    const lines = [{ ...sampleOrder.lines[0], quantity: '1.125', price: '1.5' }] as const
    const { mail } = written({ ...sampleOrder, lines }, profile({}, { language }))
    for (const body of [mail.text, mail.html]) for (const said of [quantity, price]) expect(body).toContain(said)
    expect(mail.text).toContain(language === 'en' ? 'EUR 105.07' : 'EUR 105,07')
  })

  it('quotes nobody where the customer wrote nothing and nobody is named', () => {
    const said = written(sampleOrder).mail
    const silent = written({ ...sampleOrder, remarks: '', person: '' }).mail
    for (const part of ['text', 'html'] as const)
      for (const words of ['The customer writes', 'chef.o']) {
        expect(said[part]).toContain(words)
        expect(silent[part]).not.toContain(words)
      }
  })

  it('marks a replacement and a possible repeat in subject and bodies', () => {
    const { mail } = written(sampleOrder, profile(), { version: 2, purpose: 'replacement', possibleRepeat: true })
    expect(mail.subject).toBe('POSSIBLE REPEAT: CHANGED: Order PO-2026-004217: K-778812, for Thursday 26 November')
    for (const body of [mail.text, mail.html]) expect(body).toMatch(/POSSIBLE REPEAT[\s\S]*This replaces every/)
  })

  it.each([
    ['nl', 'MISSCHIEN AL ONTVANGEN:', 'MISSCHIEN AL ONTVANGEN.'],
    ['fr', 'PEUT-ÊTRE DÉJÀ REÇUE :', 'PEUT-ÊTRE DÉJÀ REÇUE.'],
    ['de', 'VIELLEICHT SCHON ERHALTEN:', 'VIELLEICHT SCHON ERHALTEN.'],
  ])(
    'marks a possible repeat in %s for people, and for programs in one place of every language',
    (language, head, mark) => {
      const { mail } = written(sampleOrder, profile({}, { language }), { possibleRepeat: true })
      expect(mail.subject.indexOf(head)).toBe(0)
      for (const body of [mail.text, mail.html]) {
        expect(body).toContain(mark)
        expect(body).toMatch(/ \S.*\. \[POSSIBLE REPEAT\]/)
        expect(body.match(/POSSIBLE REPEAT/g)).toHaveLength(1)
      }
    },
  )

  it.each([
    ['a\nBcc: x@evil.example', 'character'],
    ['\u202e712', 'character'],
  ])('refuses %j as an order number', (number, code) => {
    const problems = [expect.objectContaining({ path: 'order_number', code })]
    expect(email.findProblems({ ...sampleOrder, number }, profile())).toEqual(problems)
    expect(email.write({ ...sampleOrder, number }, profile(), sampleOccasion)).toEqual({ ok: false, error: problems })
  })

  it('makes no link of what a customer writes, in neither body, and says what it changed', () => {
    const remarks = 'Betaal op https://evil.example/x of www.1und1.example, vóór 10.30 u. Bel chef@bistro.example'
    const { mail, warnings } = written({ ...sampleOrder, remarks, person: 'www.evil.example' })
    for (const body of [mail.text, mail.html]) {
      expect(body).not.toMatch(/<a\b|:\/\/|www\.|evil\.example/)
      expect(body).toContain('vóór 10.30 u. Bel chef@bistro[.]example')
    }
    expect(warnings.map(({ path }) => path)).toEqual(['order_remarks', 'owned_by.username'])
    expect(written(sampleOrder).mail.text).toContain("chef.o'neill@bistro.example")
    expect(defangLinks('\\\\server\\share mailto:x@y.example')).toBe('\\[\\]server\\share mailto:x@y[.]example')
  })

  it.each(['\u202a', '\u202e', '\u2066', '\u2069', '\ufeff'])(
    'refuses the mark %j, which turns writing or hides',
    (mark) => {
      const [problem] = email.findProblems({ ...sampleOrder, number: `A${mark}` }, profile())
      expect(problem).toMatchObject({ path: 'order_number', code: 'character' })
      expect(problem?.message).toContain(', which mail cannot carry;')
      expect(written({ ...sampleOrder, remarks: `a${mark}b` }).warnings).toMatchObject([{ path: 'order_remarks' }])
    },
  )

  it('carries the neighbours of those marks', () => {
    for (const mark of ['\u202f', '\u2065', '\u206a', '\ufefe'])
      expect(email.findProblems({ ...sampleOrder, number: `A${mark}` }, profile())).toEqual([])
  })

  it('names whom to answer, where the route says so', () => {
    const { mail } = written(sampleOrder, profile({ replyTo: 'help@gateway.example' }))
    expect(mail.replyTo).toBe('help@gateway.example')
    expect(Object.keys(written(sampleOrder).mail)).not.toContain('replyTo')
  })

  it('has a subject of one line, whatever stands in the names', () => {
    expect(written({ ...sampleOrder, customer: 'K  7' }).mail.subject).toBe(
      'Order PO-2026-004217: K 7, for Thursday 26 November',
    )
  })
})
