import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ORDER_FIELDS } from '../../src/documents/captions/order-fields.ts'
import { CAPTIONS, type DocumentPart } from '../../src/documents/captions/part.ts'
import { formats } from '../../src/documents/registry.ts'
import { consoleWording } from '../fakes/console-wording.ts'

const GOLDEN = {
  'edifact-d96a': 'edi',
  'edifact-d01b': 'edi',
  'x12-850-4010': 'x12',
  'x12-850-5010': 'x12',
  'tradacoms-orders-9': 'tra',
  'idoc-orders05': 'xml',
  'ubl-order-2.1': 'xml',
  'peppol-order-3': 'xml',
  'gs1-order-3': 'xml',
  'opentrans-2.1': 'xml',
  'cxml-1.2': 'xml',
} as const

const read = (format: keyof typeof GOLDEN) => readFileSync(`test/golden/${format}.${GOLDEN[format]}`, 'utf8')
const partsOf = (format: keyof typeof GOLDEN, text = read(format)): readonly DocumentPart[] =>
  formats[format]?.parts?.(text) ?? []
const textsOf = (parts: readonly DocumentPart[], field: string, line: number | null): string =>
  parts
    .filter((part) => part.fields.includes(field as never) && part.line === line)
    .map(({ text }) => text)
    .join(' ')

describe.each(Object.keys(GOLDEN) as (keyof typeof GOLDEN)[])('the parts of %s', (format) => {
  const parts = partsOf(format)

  it('lose no character but the space between them', () => {
    const bare = (text: string) => text.replaceAll(/\s/g, '')
    expect(bare(parts.map(({ text }) => text).join(''))).toBe(bare(read(format)))
  })

  it('are named as the golden file says', async () => {
    const named = parts.map(({ text, caption, fields, line }) =>
      [
        line === null ? 'document' : `line ${line + 1}`,
        caption ?? 'no caption',
        fields.join(' ') || 'no field',
        text,
      ].join(' | '),
    )
    expect(named.every((one) => !one.endsWith('| '))).toBe(true)
    await expect(`${named.join('\n')}\n`).toMatchFileSnapshot(path.resolve(`test/golden/captions/${format}.txt`))
  })

  it('show where the order number, the customer, the day, the articles and the quantities went', () => {
    expect(textsOf(parts, 'order-number', null)).toContain('PO-2026-004217')
    expect(textsOf(parts, 'customer', null)).toContain('K-778812')
    expect(textsOf(parts, 'delivery-date', null) + textsOf(parts, 'delivery-date', 0)).toMatch(/26-?11-?26/)
    for (const [line, [article, quantity]] of [
      ['AB-100', '6'],
      ['200457', '10'],
    ].entries()) {
      expect(textsOf(parts, 'article', line)).toContain(article)
      expect(textsOf(parts, 'quantity', line)).toMatch(new RegExp(`\\b${quantity}\\b`))
      expect(textsOf(parts, 'name', line).length).toBeGreaterThan(10)
    }
  })

  it('are cut without a fault wherever the page cuts a long document', () => {
    const text = read(format)
    for (let length = 0; length < text.length; length += 7) partsOf(format, text.slice(0, length))
  })
})

describe('a partner with separators of its own', () => {
  it('gets the same captions', () => {
    const own = read('edifact-d96a')
    const other = own
      .replace("UNA:+.? '", 'UNA#*.! ~')
      .slice(9)
      .replaceAll(/\?(.)/g, '$1')
      .replaceAll('+', '*')
      .replaceAll(':', '#')
      .replaceAll("'", '~')
    const captions = (text: string) => partsOf('edifact-d96a', text).map(({ caption }) => caption)
    expect(captions(`UNA#*.! ~${other}`).filter((caption) => caption === 'quantity')).toHaveLength(2)
  })
})

describe('an EDIFACT document without UNA', () => {
  it('has the usual separators, and the same captions', () => {
    const captions = (text: string) => partsOf('edifact-d96a', text).map(({ caption }) => caption)
    const text = read('edifact-d96a')
    expect(captions(text.slice(text.indexOf('UNB')))).toEqual(captions(text).slice(1))
  })
})

describe('the party that pays', () => {
  it.each([
    ['x12-850-4010', 'N1*SE', 'N1*BT**91*K-9~'],
    ['edifact-d96a', 'NAD+SU', "NAD+IV+K-9::91'"],
  ] as const)('has a caption of its own in %s', (format, before, segment) => {
    const parts = partsOf(format, read(format).replace(before, `${segment}${before}`))
    expect(parts.find(({ text }) => text === segment)).toMatchObject({ caption: 'bill-to', fields: ['customer'] })
  })
})

describe('the captions', () => {
  it('exist in four languages, for every code and for no other', () => {
    for (const words of Object.values(consoleWording))
      expect(Object.keys(words.captions).sort()).toEqual([...CAPTIONS].sort())
    expect(new Set(CAPTIONS).size).toBe(CAPTIONS.length)
    expect(CAPTIONS.slice(0, ORDER_FIELDS.length)).toEqual(ORDER_FIELDS)
  })
})
