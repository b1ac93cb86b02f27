import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Decimal } from '../../src/decimal.ts'
import type { WrittenMail } from '../../src/document.ts'
import { email as emailOf } from '../../src/documents/email.ts'
import type { Occasion } from '../../src/documents/format.ts'
import { formats } from '../../src/documents/registry.ts'
import { unlinked } from '../../src/documents/unlinked.ts'
import type { Line, Order } from '../../src/order.ts'
import { templates } from '../../templates/index.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

const email = registered()
const plain = { format: 'email', from: 'orders@gateway.example', to: ['desk@fresco.example'] }
const edifact = { format: 'edifact-d96a', sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }
const profile = (document: object = {}, supplier: Record<string, unknown> = {}) => ({
  document: email.settings.parse({ ...plain, ...document }),
  supplier: sampleSupplier(supplier),
})
function registered() {
  if (!formats.email) throw new Error('email is not registered')
  return formats.email
}
function written(order: Order, to = profile(), on: Partial<Occasion> = {}): WrittenMail {
  const result = email.write(order, to, { ...sampleOccasion, ...on })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  if (!('mail' in result.value)) throw new Error('email wrote a text')
  return result.value
}
const golden = (name: string): string => readFileSync(path.join(import.meta.dirname, '../golden', name), 'utf8')
const issues = (document: object) => email.settings.safeParse({ ...plain, ...document }).error?.issues ?? []

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
    expect(mail.subject).toBe('Order PO-2026-004217 - K-778812')
    for (const body of [mail.text, mail.html]) {
      for (const value of ['PO-2026-004217', 'K-778812', '2026-11-26', '200457', '10', '12.3456']) {
        expect(body).toContain(value)
      }
    }
    expect(mail.text).toContain('The customer writes:\n> Leveren vóór 10:00')
    expect(mail.html).toContain('Tomaten &amp; basilicum &lt;bio&gt;')
  })

  it('quotes nobody where the customer wrote nothing and nobody is named', () => {
    const said = written(sampleOrder).mail
    const silent = written({ ...sampleOrder, remarks: '', person: '' }).mail
    for (const part of ['text', 'html'] as const)
      for (const words of ['The customer writes', 'Ordered by']) {
        expect(said[part]).toContain(words)
        expect(silent[part]).not.toContain(words)
      }
  })

  it('marks a replacement and a possible repeat in subject and bodies', () => {
    const { mail } = written(sampleOrder, profile(), { version: 2, purpose: 'replacement', possibleRepeat: true })
    expect(mail.subject).toBe('POSSIBLE REPEAT: REPLACES: Order PO-2026-004217 - K-778812 - version 2')
    for (const body of [mail.text, mail.html]) expect(body).toMatch(/POSSIBLE REPEAT[\s\S]*REPLACES every/)
  })

  it('carries the document of another format, warnings and all', () => {
    const order = { ...sampleOrder, remarks: 'Graag ✓' }
    const { mail, warnings } = written(order, profile({ attach: { ...edifact, charset: 'UNOC' } }))
    expect(mail.attachment).toMatchObject({
      ...{ charset: 'iso-8859-1', mediaType: 'application/EDIFACT', extension: 'edi' },
      text: expect.stringMatching(/^UNA.*UNZ/s),
    })
    expect(warnings.filter(({ path }) => path === 'order_remarks')).toEqual([
      { path: 'order_remarks', code: 'replaced', was: 'Graag ✓', became: 'Graag ?' },
    ])
  })

  it('records once what became of the order in mail and attachment alike', () => {
    const [first, ...others] = sampleOrder.lines
    const dozen: Line = { ...first, price: '12.345', priceQuantity: '6' as Decimal }
    const x12 = { format: 'x12-850-4010', sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }
    const { warnings } = written({ ...sampleOrder, lines: [dozen, ...others] }, profile({ attach: x12 }))
    expect(warnings.filter(({ path }) => path.includes('price'))).toMatchObject([{ was: '12.345', became: '2.0575' }])
  })

  it('records both where the mail and its attachment have become something else', () => {
    const remarks = 'Zie https://bistro.example ✓'
    const { warnings } = written({ ...sampleOrder, remarks, person: '✓' }, profile({ attach: edifact }))
    expect(warnings.filter(({ path }) => path === 'order_remarks')).toMatchObject([
      { code: 'replaced', was: remarks, became: 'Zie https://bistro.example ?' },
      { code: 'replaced', was: remarks, became: expect.stringMatching(/✓$/) },
    ])
  })

  it('fits what its attachment fits, and is numbered as it is', () => {
    const to = profile({ attach: edifact })
    const long = { ...sampleOrder, number: 'n'.repeat(36) }
    expect(email.fits(long, profile())).toEqual([])
    expect(email.fits(long, to)).toMatchObject([{ path: 'order_number', code: 'too-long' }])
    expect(email.numbering?.(to.document)?.pair).toContain('GATEWAY')
    expect(email.numbering?.(profile().document)).toBeUndefined()
  })

  it.each([
    ['a\nBcc: x@evil.example', 'character'],
    ['\u202e712', 'character'],
  ])('refuses %j as an order number', (number, code) => {
    const problems = [expect.objectContaining({ path: 'order_number', code })]
    expect(email.fits({ ...sampleOrder, number }, profile())).toEqual(problems)
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
    expect(unlinked('\\\\server\\share mailto:x@y.example')).toBe('\\[\\]server\\share mailto:x@y[.]example')
  })

  it.each([
    [{ from: 'Orders <orders@gateway.example>' }, ['from']],
    [{ from: 'orders@gateway.example\r\nBcc: x@evil.example' }, ['from']],
    [{ to: ['desk@fresco.example, other@fresco.example'] }, ['to', 0]],
    [{ to: [] }, ['to']],
    [{ replyTo: 'desk' }, ['replyTo']],
    [{ template: 'order-mail' }, ['template']],
    [{ attach: { format: 'email' } }, ['attach', 'format']],
    [{ attach: { ...edifact, sender: {} } }, ['attach', 'sender', 'id']],
  ])('finds the mistake in %j', (document, path) => {
    expect(issues(document).map((issue) => issue.path)).toEqual([path])
  })

  it.each(['\u202a', '\u202e', '\u2066', '\u2069', '\ufeff'])(
    'refuses the mark %j, which turns writing or hides',
    (mark) => {
      const [problem] = email.fits({ ...sampleOrder, number: `A${mark}` }, profile())
      expect(problem).toMatchObject({ path: 'order_number', code: 'character' })
      expect(problem?.message).toContain(', which mail cannot carry;')
      expect(written({ ...sampleOrder, remarks: `a${mark}b` }).warnings).toMatchObject([{ path: 'order_remarks' }])
    },
  )

  it('carries the neighbours of those marks', () => {
    for (const mark of ['\u202f', '\u2065', '\u206a', '\ufefe'])
      expect(email.fits({ ...sampleOrder, number: `A${mark}` }, profile())).toEqual([])
  })

  it('goes to fifty people at most, by addresses that need no dot', () => {
    const people = (count: number) => Array.from({ length: count }, (_, at) => `desk${at}@fresco.example`)
    expect(issues({ to: people(50) })).toEqual([])
    expect(issues({ to: people(51) }).map(({ path }) => path)).toEqual([['to']])
    expect(issues({ from: 'orders@gateway', to: ["chef.o'neill@fresco"], replyTo: 'help@gateway' })).toEqual([])
  })

  it('names whom to answer, where the route says so', () => {
    const { mail } = written(sampleOrder, profile({ replyTo: 'help@gateway.example' }))
    expect(mail.replyTo).toBe('help@gateway.example')
    expect(Object.keys(written(sampleOrder).mail)).not.toContain('replyTo')
  })

  it('has a subject of one line, whatever stands in the names', () => {
    expect(written({ ...sampleOrder, customer: 'K  7' }).mail.subject).toBe('Order PO-2026-004217 - K 7')
  })

  it('says which parts a template lacks, and which templates there are', () => {
    expect(issues({ template: 'order-mail' }).map(({ message }) => message)).toEqual([
      "'order-mail' is not a mail template: it has no order-mail.subject, order-mail.text, order-mail.html. There are order-email; templates/README.md tells how to add one.",
    ])
  })

  it('lacks one part only, among several that are whole', () => {
    const everything: Record<string, string> = templates
    const added = { 'half.subject': 'S', 'half.html': 'H' }
    Object.assign(everything, added)
    try {
      expect(issues({ template: 'half' }).map(({ message }) => message)).toEqual([
        "'half' is not a mail template: it has no half.text. There are order-email, half; templates/README.md tells how to add one.",
      ])
    } finally {
      for (const name of Object.keys(added)) delete everything[name]
    }
  })

  it('attaches what a route of its own would send, with its media type and extension', () => {
    const { mail } = written(sampleOrder, profile({ attach: { format: 'template', template: 'order-xml' } }))
    expect(mail.attachment).toMatchObject({ mediaType: 'application/xml', extension: 'xml' })
    const named = { format: 'template', template: 'order-xml', mediaType: 'text/x-order', extension: 'ord' }
    expect(written(sampleOrder, profile({ attach: named })).mail.attachment).toMatchObject({
      ...{ mediaType: 'text/x-order', extension: 'ord' },
    })
  })

  it('must have something that it could attach', () =>
    expect(() => emailOf({}).settings.parse(plain)).toThrow('No format can be attached.'))

  it('is never attached to another', () => {
    const within = emailOf({ ...formats, email })
    const document = within.settings.parse({ ...plain, attach: { ...plain } })
    expect(() => within.write(sampleOrder, { document, supplier: sampleSupplier() }, sampleOccasion)).toThrow(
      'A mail cannot be attached to a mail.',
    )
  })

  it('refuses an order that its template cannot be filled with, and says what to correct', () => {
    const everything: Record<string, string> = templates
    const broken = '{% if order.lines.size > 1 %}{{ order.nothing }}{% endif %}'
    const added = { subject: 'S', text: 'T', html: broken }
    for (const [part, text] of Object.entries(added)) everything[`broken.${part}`] = text
    try {
      const to = profile({ template: 'broken' })
      const problems = [
        {
          path: '',
          code: 'profile-incomplete',
          message:
            'The mail template broken cannot be filled in: undefined variable: order.nothing, line:1, col:33. Correct the template.',
        },
      ]
      expect(email.fits(sampleOrder, to)).toEqual(problems)
      expect(email.write(sampleOrder, to, sampleOccasion)).toEqual({ ok: false, error: problems })
      const [line] = sampleOrder.lines
      expect(email.fits({ ...sampleOrder, lines: [line] }, to)).toEqual([])
    } finally {
      for (const part of Object.keys(added)) delete everything[`broken.${part}`]
    }
  })

  it('finds at start-up a mistake in its template', () => {
    const everything: Record<string, string> = templates
    const added = { subject: '{{ order.nothing }}', text: 'T', html: 'H' }
    for (const [part, text] of Object.entries(added)) everything[`wrong.${part}`] = text
    try {
      expect(issues({ template: 'wrong' }).map(({ message }) => message)).toEqual([
        'has a mistake in it: undefined variable: order.nothing, line:1, col:4.',
      ])
    } finally {
      for (const part of Object.keys(added)) delete everything[`wrong.${part}`]
    }
  })
})
