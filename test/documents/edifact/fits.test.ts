import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { edifactD96a } from '../../../src/documents/edifact-d96a.ts'
import { encode } from '../../../src/text/charset.ts'
import { anyCharacter } from '../../fakes/any-character.ts'
import { histories } from '../../fakes/histories.ts'
import { all, first, miscounts, readEdifact, tags } from './reader.ts'
import { order, profile, recorded, sampleLine, written } from './writing.ts'

describe('fits', () => {
  const article = (text: string) => order({ lines: [{ ...sampleLine, article: text }] })
  const quantity = (text: string) => order({ lines: [{ ...sampleLine, quantity: text }] })

  it.each([
    [order({ number: 'n'.repeat(35) }), null],
    [order({ number: 'n'.repeat(36) }), ['order_number', 'too-long']],
    [order({ number: '?'.repeat(35) }), null],
    [order({ customer: 'c'.repeat(36) }), ['supplier_customer_number', 'too-long']],
    [order({ customer: 'K€' }), ['supplier_customer_number', 'character']],
    [order({ number: 'PO 1 ' }), ['order_number', 'character']],
    [order({ customer: 'K-1 ' }), ['supplier_customer_number', 'character']],
    [article('A 1 '), ['packages[0].supplier_package.supplier_article_number', 'character']],
    [article(' A 1'), null],
    [article('a\nb'), ['packages[0].supplier_package.supplier_article_number', 'character']],
    [article('\ud800'), ['packages[0].supplier_package.supplier_article_number', 'character']],
    [quantity('123456789012.345'), null],
    [quantity('1234567890123.456'), ['packages[0].quantity_ordered', 'too-long']],
  ])('%#: names the field and why', (from, expected) => {
    const found = edifactD96a.findProblems(from, profile())
    expect(found.map(({ path, code }) => [path, code])).toEqual(expected ? [expected] : [])
    for (const { message } of found) expect(message.length).toBeLessThan(200)
  })

  it.each(['UNOA', 'UNOB', 'UNOC', 'UNOY'])('says that it is %s which lacks a character', (charset) => {
    expect(edifactD96a.findProblems(order({ number: 'A\u0001' }), profile({ charset }))).toMatchObject([
      { message: expect.stringContaining(`U+0001, which ${charset} cannot carry`) },
    ])
  })
})

const character = fc.oneof(
  fc.constantFrom(
    "'",
    '+',
    ':',
    '?',
    '*',
    '~',
    '=',
    '\r',
    '\n',
    '\t',
    '\0',
    ' ',
    '@',
    '€',
    'é',
    '🎂',
    '\ud83c',
    '\u0301',
  ),
  fc.string({ unit: anyCharacter, minLength: 1, maxLength: 1 }),
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
)
const wording = fc.array(character, { maxLength: 160 }).map((parts) => parts.join(''))
const level = fc.constantFrom('UNOA', 'UNOB', 'UNOC', 'UNOY')

describe('whatever the text', () => {
  it('keeps the structure, and order text is document text plus what was recorded', () => {
    fc.assert(
      fc.property(wording, wording, wording, level, (name, remarks, person, charset) => {
        const from = order({
          number: 'PO-1',
          remarks,
          person,
          lines: [{ ...sampleLine, article: 'A', name }],
        })
        const document = written(from, profile({ charset }))
        encode(document.text, document.charset)
        const segments = readEdifact(document.text, charset)
        expect(miscounts(segments)).toEqual([])
        const optional = ['FTX', 'CTA', 'COM', 'IMD']
        expect(
          tags(segments)
            .filter((tag) => !optional.includes(tag))
            .join(' '),
        ).toBe('UNB UNH BGM DTM DTM RFF NAD NAD NAD CUX LIN PIA QTY MOA PRI UNS MOA CNT UNT UNZ')
        const texts = all(segments, 'FTX').flatMap((elements) => elements[3] ?? [])
        expect(texts.join('')).toBe(recorded(document, 'order_remarks', remarks))
        const description = first(segments, 'IMD')?.[2]?.slice(3) ?? []
        expect(description.join('')).toBe(recorded(document, 'packages[0].stock_item.name', name))
        const mail = first(segments, 'COM')?.[0]?.[0]
        const contact = mail ?? first(segments, 'CTA')?.[1]?.[1] ?? ''
        expect(contact).toBe(mail ?? recorded(document, 'owned_by.username', person))
        if (mail !== undefined) expect(mail).toBe(person)
        for (const text of texts) expect([...text].length).toBeLessThanOrEqual(70)
        for (const text of description) expect([...text].length).toBeLessThanOrEqual(35)
      }),
      { numRuns: histories(300) },
    )
  })
})
