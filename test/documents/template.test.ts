import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { layout } from '../../src/documents/template/liquid.ts'
import { template } from '../../src/documents/template.ts'
import { encode } from '../../src/text/charset.ts'
import { sampleOccasion, sampleOrder } from './sample-order.ts'
import { having, mistakes, one, profile, written } from './template-writing.ts'
import { readXml, textsAt } from './xml/reader.ts'

const golden = (name: string) => readFileSync(path.join(import.meta.dirname, '../golden', name), 'utf8')

describe('template', () => {
  it.each([
    ['order-text', 'nl', 'order-text.txt', 'text/plain', 'txt'],
    ['order-xml', 'en', 'order-xml.xml', 'application/xml', 'xml'],
  ])(
    'fills %s as the golden file has it, and knows what kind of text it is',
    (name, language, file, mediaType, extension) => {
      const { text, ...rest } = written(sampleOrder, profile({ template: name }, { language }))
      expect(text).toBe(golden(file))
      expect(rest).toEqual({ charset: 'utf-8', warnings: [], mediaType, extension })
    },
  )

  it('speaks the language of the supplier', () => {
    for (const [language, word] of Object.entries({
      nl: 'Klantnummer',
      fr: 'Commande',
      de: 'Bestellung',
      en: 'Order',
    })) {
      expect(written(sampleOrder, profile({ template: 'order-text' }, { language })).text).toContain(word)
    }
  })

  it.each([
    ['nl', '1,125 KGM', 'EUR 12,3456'],
    ['fr', '1,125 KGM', 'EUR 12,3456'],
    ['de', '1,125 KGM', 'EUR 12,3456'],
    ['en', '1.125 KGM', 'EUR 12.3456'],
  ])('has in %s the decimal mark that the reader of order-text expects', (language, quantity, price) => {
    const [line] = sampleOrder.lines
    const articles = [{ article: line.article, unit: 'KGM', weighted: true }]
    const weighed = one({ lines: [{ ...line, quantity: '1.125' }] })
    const { text } = written(weighed, profile({ template: 'order-text' }, { language, articles }))
    expect(text).toContain(`: ${quantity} x `)
    expect(text).toContain(`(${price})`)
  })

  it('keeps the line ends of remarks where the text has them, whatever else must be respelled', () => {
    const remarks = 'a\r\nb \ufffe'
    const { text, warnings } = written(one({ remarks }))
    const [said] = textsAt(readXml(text), 'remarks')
    expect(said).toBe('a\r\nb \ufffd')
    expect(warnings).toEqual([{ path: 'order_remarks', code: 'replaced', was: remarks, became: said }])
  })

  it.each([
    ['order-xml', 'a\vb', 'a b'],
    ['order-text', 'a\u2028b', 'a\nb'],
  ])('records in %s what ended a line and does so no more', (name, remarks, became) => {
    const { warnings } = written(one({ remarks }), profile({ template: name }))
    expect(warnings).toEqual([{ path: 'order_remarks', code: 'replaced', was: remarks, became }])
  })

  it('says who buys, receives and pays where the supplier tells them apart', () => {
    const customers = [{ customer: 'K-778812', soldTo: '100200', shipTo: 'D-200', billTo: 'F-900' }]
    const { text } = written(sampleOrder, profile({ template: 'order-text' }, { customers }))
    expect(text).toContain('\nCustomer number: K-778812\nSold to: 100200\nShip to: D-200\nBill to: F-900\nOrdered on: ')
  })

  it('marks a replacement and a possible repeat', () => {
    const { text } = written(sampleOrder, profile({ template: 'order-text' }), {
      ...{ version: 2, purpose: 'replacement', possibleRepeat: true },
    })
    expect(text).toMatch(/^POSSIBLE REPEAT.*\nREPLACES .*\nOrder: PO-2026-004217 \(version 2\)\n/)
  })

  it.each([
    [{ mediaType: 'text/plain' }, []],
    [{ mediaType: 'Application/vnd.x-1+xml' }, []],
    [{ mediaType: 'text' }, ['must be a media type, such as text/plain']],
    [{ mediaType: 'text/plain; charset=x' }, ['must be a media type, such as text/plain']],
    [{ mediaType: '1/plain' }, ['must be a media type, such as text/plain']],
    [{ extension: 'T' }, []],
    [{ extension: 'Order12345' }, []],
    [{ extension: '' }, ['must be letters and digits, such as txt']],
    [{ extension: 'Order123456' }, ['must be letters and digits, such as txt']],
    [{ extension: '../x' }, ['must be letters and digits, such as txt']],
  ])('is sent as %j says, or start-up tells why not', (settings, why) => {
    expect(mistakes({ template: 'order-text', ...settings })).toEqual(why)
  })

  it.each(['us-ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'utf-8'])('is written in %s', (charset) => {
    expect(written(sampleOrder, profile({ template: 'order-text', charset }))).toMatchObject({ charset })
  })

  it('is of the media type and extension that the route names', () => {
    const named = { mediaType: 'text/x-order', extension: 'ord' }
    expect(written(sampleOrder, profile({ template: 'order-text', ...named }))).toMatchObject(named)
  })

  it('refuses an order that it cannot be filled with, and says what to correct', () => {
    having('{% if order.lines.size > 1 %}{{ order.nothing }}{% endif %}', (added) => {
      const to = profile({ template: added })
      const message =
        'The template added cannot be filled in: undefined variable: order.nothing, line:1, col:33. Correct the template.'
      const problems = [{ path: '', code: 'profile-incomplete', message }]
      expect(template.findProblems(sampleOrder, to)).toEqual(problems)
      expect(template.write(sampleOrder, to, sampleOccasion)).toEqual({ ok: false, error: problems })
      expect(template.findProblems(one({}), to)).toEqual([])
    })
  })

  it('is found at start-up to have a mistake, or a character that its set lacks', () => {
    const told = (text: string, charset: string) =>
      having(text, (added) =>
        template.settings
          .safeParse({ format: 'template', template: added, charset })
          .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`),
      )
    expect(told('{{ order.nothing }}', 'utf-8')).toEqual([
      'template has a mistake in it: undefined variable: order.nothing, line:1, col:4.',
    ])
    expect(told('5 € ✓', 'iso-8859-15')).toEqual([
      "template holds “✓”, which iso-8859-15 lacks. Choose charset 'utf-8', or another word.",
    ])
    expect(told('5 €', 'iso-8859-15')).toBeUndefined()
  })

  it('names every template when asked for one that is not there', () => {
    expect(mistakes({ template: 'order-txt' })).toEqual([
      expect.stringMatching(/^'order-txt' is not a template\. There are order-email\.html, .*order-text.*order-xml;/),
    ])
    expect(mistakes({ template: '__proto__' })).toHaveLength(1)
  })

  it.each([
    ['{% if %}', 'line:1'],
    ['{{ order.nmber }}', 'undefined variable: order.nmber'],
    ['{{ order.number | shout }}', 'undefined filter: shout'],
    ['{% include "elsewhere" %}', 'elsewhere'],
    ['{{ order.constructor.name }}', 'undefined variable'],
    ['{% for i in (1..100000000) %}{{ i }}{% endfor %}', 'limit'],
  ])('finds the mistake in %s before an order does', (text, expected) => {
    expect(() => layout(text, 'x', { put: (value) => value }).fill({ order: { number: '1' } })).toThrow(expected)
  })

  it('keeps a layout in its character set: words respelled and recorded, keys refused', () => {
    const to = profile({ template: 'order-text', charset: 'iso-8859-1' })
    const { text, warnings, charset } = written(one({ remarks: 'à 5 €' }), to)
    expect(new TextDecoder('latin1').decode(encode(text, charset))).toContain('> à 5 EUR')
    expect(warnings).toEqual([{ path: 'order_remarks', code: 'replaced', was: 'à 5 €', became: 'à 5 EUR' }])
    expect(template.findProblems(one({ number: '5€' }), to)).toMatchObject([
      { path: 'order_number', code: 'character' },
    ])
  })

  it('names in XML, by its number, what the character set lacks', () => {
    const { text, warnings } = written(one({ remarks: 'à 5 €' }), profile({ charset: 'us-ascii' }))
    expect(text).toContain('encoding="us-ascii"')
    expect(textsAt(readXml(text), 'remarks')).toEqual(['à 5 €'])
    expect(encode(text, 'us-ascii').length).toBe(text.length)
    expect(warnings).toEqual([])
  })
})
