import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csv } from '../../src/documents/csv.ts'
import type { TextOutput } from '../../src/model/document.ts'
import { encode } from '../../src/text/charset.ts'
import { histories } from '../fakes/histories.ts'
import { readCsv } from './csv-reader.ts'
import { EXACT, layout, profile, TIMED, written } from './csv-writing.ts'
import { order, recorded, sampleLine } from './edifact/writing.ts'
import { sampleOrder } from './sample-order.ts'
import { wildText } from './wild-text.ts'

const rows = (document: TextOutput, { document: { quoting, separator, lineEnds } }: ReturnType<typeof profile>) => {
  const end = lineEnds === 'lf' ? '\n' : '\r\n'
  if (quoting !== 'never') return readCsv(document.text, separator, end)
  return document.text
    .split(end)
    .slice(0, -1)
    .map((row) => row.split(separator))
}

describe('CSV by its name alone', () => {
  it('says in its last columns what takes the place of what, and what may be a repeat', () => {
    const on = { purpose: 'replacement', possibleRepeat: true, version: 3 } as const
    expect(readCsv(written(sampleOrder, profile(), on).text)[1]?.slice(-4)).toEqual([
      '3',
      'replacement',
      'POSSIBLE REPEAT',
      '',
    ])
  })

  it('has the time of delivery in a column of its own, and nothing there for a day alone', () => {
    expect(readCsv(written(TIMED).text)[1]?.at(-1)).toBe('09:30')
    expect(readCsv(written(sampleOrder).text)[1]?.at(-1)).toBe('')
  })

  it('leaves prices out where the supplier wants none', () => {
    expect(readCsv(written(sampleOrder, profile({}, { price: 'omit' })).text)[1]?.slice(9, 11)).toEqual(['', ''])
  })
})

describe('start-up', () => {
  const refused = (overrides: object): string => {
    const parsed = csv.settings.safeParse({ format: 'csv', ...overrides })
    return parsed.success ? '' : JSON.stringify(parsed.error.issues)
  }

  it.each([
    [{ columns: [...EXACT, { field: 'articelNumber' }] }, 'articleNumber'],
    [{ columns: EXACT.slice(1) }, "the field 'orderNumber'"],
    [{ columns: [...EXACT, { title: 'x' }] }, 'a column holds a field or a constant'],
    [{ columns: [...EXACT, { field: 'name', constant: 'x' }] }, 'one or the other'],
    [{ columns: [...EXACT, { field: 'customerNumber', overflow: 'cut' }] }, "must be 'refuse'"],
    [{ columns: [...EXACT, { field: 'deliveryTime', pattern: 'DD/MM/YYYY HH:mm' }] }, 'in another column'],
    [{ columns: [...EXACT, { field: 'deliveryDate', pattern: 'DD/MM' }] }, 'no year'],
    [{ columns: [...EXACT, { field: 'deliveryDate', width: 8 }] }, 'too narrow'],
    [{ columns: [...EXACT, { field: 'notice', width: 10 }] }, 'takes 15 characters'],
    [{ columns: [...EXACT, { field: 'purpose', width: 1, values: { original: 'N' } }] }, 'takes 11 characters'],
    [{ columns: [...EXACT, { field: 'total', decimalMark: '' }] }, 'how many decimals'],
    [{ columns: [...EXACT, { field: 'name', decimals: 2 }] }, 'quantities and prices only'],
    [{ columns: EXACT, records: [{ record: 'line', columns: EXACT }] }, 'one or the other'],
    [{ records: [{ record: 'header', columns: EXACT }] }, 'belongs to a line'],
    [{ separator: ';;' }, 'one character'],
    [{ separator: 'a' }, 'one character'],
    [{ separator: ',', decimalMark: ',', quoting: 'never' }, 'decimal mark'],
    [{ quoting: 'never', columns: [...EXACT, { field: 'total', decimalMark: ',' }] }, 'decimal mark'],
    [{ charset: 'iso-8859-1', byteOrderMark: true }, 'utf-8'],
    [{ charset: 'us-ascii', columns: [...EXACT, { constant: 'é' }] }, 'cannot carry'],
    [{ quoting: 'never', separator: '|', columns: [...EXACT, { constant: 'a|b' }] }, 'cannot carry'],
  ])('refuses %j', (overrides, words) => expect(refused(overrides)).toContain(words))
})

describe('whatever the text', () => {
  it('keeps rows and columns, and order text is document text plus what was recorded', () => {
    fc.assert(
      fc.property(wildText, wildText, wildText, layout, (name, remarks, person, document) => {
        const to = profile(document)
        const text = written(order({ remarks, person, lines: [{ ...sampleLine, article: 'A', name }, sampleLine] }), to)
        encode(text.text, text.charset)
        const read = rows(text, to)
        expect(read.map((row) => row.length)).toEqual([19, 19, 19])
        expect(read[1]?.[6]).toBe(recorded(text, 'packages[0].stock_item.name', name))
        expect(read[2]?.[12]).toBe(recorded(text, 'owned_by.username', person))
        expect(read[2]?.[13]).toBe(recorded(text, 'order_remarks', remarks))
      }),
      { numRuns: histories(300) },
    )
  })
})
