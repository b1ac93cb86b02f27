import fc from 'fast-check'
import { X12Parser } from 'node-x12'
import { describe, expect, it } from 'vitest'
import { encode } from '../../../src/text/charset.ts'
import { histories } from '../../fakes/histories.ts'
import { order, recorded, sampleLine } from '../edifact/writing.ts'
import { wildText } from '../wild-text.ts'
import { all, first, miscounts, readX12, tags } from './reader.ts'
import { formats, profile, written } from './writing.ts'

describe('fits', () => {
  const article = (text: string) => order({ lines: [{ ...sampleLine, article: text }] })
  const quantity = (text: string) => order({ lines: [{ ...sampleLine, quantity: text }] })

  it.each([
    [order({ number: 'n'.repeat(22) }), null],
    [order({ number: 'n'.repeat(23) }), ['order_number', 'too-long']],
    [order({ number: 'a*b' }), ['order_number', 'character']],
    [order({ number: 'a\x7f' }), ['order_number', 'character']],
    [order({ number: 'a\x1f' }), ['order_number', 'character']],
    [order({ number: '! }' }), null],
    [order({ number: 'a^b' }), null],
    [order({ number: 'a ' }), ['order_number', 'character']],
    [order({ customer: 'c'.repeat(80) }), null],
    [order({ customer: 'c'.repeat(81) }), ['supplier_customer_number', 'too-long']],
    [article('a'.repeat(48)), null],
    [article('a'.repeat(49)), ['packages[0].supplier_package.supplier_article_number', 'too-long']],
    [article('é'), ['packages[0].supplier_package.supplier_article_number', 'character']],
    [quantity('123456789012.345'), null],
    [quantity('1234567890123.456'), ['packages[0].quantity_ordered', 'too-long']],
  ])('%#: names the field and why', (from, expected) => {
    const found = formats['4010'].findProblems(from, profile())
    expect(found.map(({ path, code }) => [path, code])).toEqual(expected ? [expected] : [])
    for (const { message } of found) expect(message.length).toBeLessThan(200)
  })

  it.each([
    ['4010', 30],
    ['5010', 50],
  ] as const)(
    'has beside a GLN a reference of %s for who buys, where it goes elsewhere, which holds %i',
    (release, most) => {
      const told = (length: number, row: object = {}) => {
        const known = { customer: 'K-778812', gln: '5412345000020', soldTo: 'S'.repeat(length), shipTo: 'D-1', ...row }
        return formats[release].findProblems(order({}), profile({}, { customers: [known] }, release))
      }
      expect(told(most)).toEqual([])
      expect(told(most + 1)).toEqual([
        {
          path: 'supplier_customer_number',
          code: 'profile-incomplete',
          message: `The sold-to number beside a GLN has ${most + 1} characters and X12 850 (00${release}) takes at most ${most}. Use a shorter one or key this order by hand.`,
        },
      ])
      expect(told(most + 1, { gln: undefined })).toEqual([])
      expect(told(most + 1, { shipTo: 'S'.repeat(most + 1) })).toEqual([])
      // A number too long for every place is reported once.
      expect(told(81)).toHaveLength(1)
    },
  )

  it('refuses in 5010 the repetition separator too', () => {
    expect(formats['5010'].findProblems(order({ number: 'a^b' }), profile({}, {}, '5010'))).toHaveLength(1)
  })
})

const release = fc.constantFrom('4010', '5010')
const separators = fc.constantFrom(
  {},
  { element: '|', component: ':', segment: '\n' },
  { element: '+', component: ':', segment: "'", repetition: '?' },
  { element: ']', component: '\\', segment: '[', repetition: '^' },
)
const wording = fc.oneof(
  wildText,
  fc.array(fc.constantFrom(' ', '  ', 'woord', '*', '~', '>', '^', '🎂', 'é')).map((parts) => parts.join('').repeat(9)),
)

describe('whatever the text', () => {
  it('keeps the structure, and order text is document text plus what was recorded', () => {
    fc.assert(
      fc.property(wording, wording, wording, release, separators, (name, remarks, person, version, four) => {
        const from = order({ remarks, person, lines: [{ ...sampleLine, article: 'A', name }] })
        const document = written(from, profile({ separators: four }, {}, version), {}, version)
        encode(document.text, document.charset)
        const segments = readX12(document.text)
        expect(miscounts(segments)).toEqual([])
        new X12Parser(true).parse(document.text)
        const optional = ['N9', 'MSG', 'MTX', 'PER', 'PID']
        expect(
          tags(segments)
            .filter((tag) => !optional.includes(tag))
            .join(' '),
        ).toBe('ISA GS ST BEG CUR REF DTM N1 N1 N1 PO1 AMT CTT AMT SE GE IEA')
        const notes = [...all(segments, 'MSG').map(([text]) => text), ...all(segments, 'MTX').map(([, text]) => text)]
        expect(notes.join('')).toBe(recorded(document, 'order_remarks', remarks))
        const names = all(segments, 'PID').map((elements) => elements[4])
        expect(names.join('')).toBe(recorded(document, 'packages[0].stock_item.name', name))
        const contact = first(segments, 'PER')
        const shown = contact?.[3] ?? contact?.[1] ?? ''
        expect(shown).toBe(contact?.[3] === undefined ? recorded(document, 'owned_by.username', person) : person)
      }),
      { numRuns: histories(300) },
    )
  })
})
