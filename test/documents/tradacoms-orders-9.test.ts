import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RenderContext } from '../../src/documents/format.ts'
import { tradacomsOrders9 } from '../../src/documents/tradacoms-orders-9.ts'
import type { TextOutput } from '../../src/model/document.ts'
import type { Order } from '../../src/model/order/order.ts'
import { encode } from '../../src/text/charset.ts'
import { histories } from '../fakes/histories.ts'
import { order, recorded, sampleLine } from './edifact/writing.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'
import { shownByLine } from './shown-by-line.ts'
import { all, first, miscounts, readTradacoms, tags } from './tradacoms/reader.ts'
import { wildText } from './wild-text.ts'

const settings = (overrides: object = {}) =>
  tradacomsOrders9.settings.parse({
    format: 'tradacoms-orders-9',
    sender: { id: '5000000000005', name: 'Bistro Example' },
    recipient: { id: '5010000000004', name: 'Supplier Ltd' },
    ...overrides,
  })
const profile = (document: object = {}, supplier: Record<string, unknown> = {}) => ({
  document: settings(document),
  supplier: sampleSupplier({ price: 'net', ...supplier }),
})
function written(from: Order, to = profile(), on: Partial<RenderContext> = {}): TextOutput {
  const result = tradacomsOrders9.write(from, to, { ...sampleOccasion, ...on })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const read = (from: Order, to = profile(), on: Partial<RenderContext> = {}) => readTradacoms(written(from, to, on).text)
const oneLine = (overrides: object) => order({ lines: [{ ...sampleLine, ...overrides }] })

describe('a TRADACOMS order', () => {
  it('ends each segment with a line where the partner reads by line', () => {
    const byLine = written(sampleOrder, profile({ segmentLineEnds: true })).text
    expect(byLine).toBe(shownByLine(written(sampleOrder).text).replaceAll('\n', '\r\n'))
    expect(miscounts(read(sampleOrder))).toEqual([])
  })

  it('records what the message has no place for, and every respelling', () => {
    expect(written(sampleOrder).warnings.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'id omitted',
      'owned_by.username omitted',
      'order_remarks replaced',
      'packages[0].stock_item.name replaced',
      'packages[1].stock_item.name replaced',
    ])
  })

  it('says ORDTES in a test, and the amendment codes in a replacement', () => {
    expect(first(read(sampleOrder, profile({ test: true })), 'STX')?.[6]).toEqual(['ORDTES'])
    const replacement = read(sampleOrder, profile(), { purpose: 'replacement' })
    expect(first(replacement, 'TYP')).toEqual([['0440'], ['AMENDMENTS']])
    expect(first(replacement, 'ORD')?.[2]).toEqual(['A'])
    expect(first(read(sampleOrder), 'ORD')?.[2]).toEqual(['N'])
  })

  it.each([
    [1, '1', '000001'],
    [9999, '9999', '009999'],
    [10_000, '1', '010000'],
    [19_999, '1', '019999'],
    [12_345_678, '6912', '12345678'],
  ])('numbers the file with control number %i as generation %s', (controlNumber, generation, reference) => {
    const segments = read(sampleOrder, profile(), { controlNumber })
    expect(first(segments, 'FIL')?.[0]).toEqual([generation])
    expect(first(segments, 'STX')?.[4]).toEqual([reference])
  })

  it('fills its reference up to as many digits as were agreed', () => {
    const reference = (referenceDigits: number) => first(read(sampleOrder, profile({ referenceDigits })), 'STX')?.[4]
    expect([reference(1), reference(9)]).toEqual([['4217'], ['000004217']])
  })

  it('has a generation of its own where files are counted apart', () => {
    const segments = read(sampleOrder, profile(), { controlNumber: 4217, groupNumber: 812 })
    expect(first(segments, 'FIL')?.[0]).toEqual(['812'])
    expect(first(segments, 'STX')?.[4]).toEqual(['004217'])
  })

  it('names parties by GLN, by code, or both', () => {
    const coded = profile({
      recipient: { id: 'SUP1', gln: '5010000000004' },
      sender: { id: 'BUYER' },
      supplierCode: 'S9',
    })
    const segments = read(sampleOrder, coded)
    expect(first(segments, 'SDT')).toEqual([['5010000000004', 'S9']])
    expect(first(segments, 'CDT')).toEqual([['', 'BUYER']])
    const known = profile({}, { customers: [{ customer: 'K-778812', gln: '5000000000012' }] })
    expect(first(read(sampleOrder, known), 'CLO')?.[0]).toEqual(['5000000000012', '', 'K-778812'])
  })

  it('puts a GTIN of fourteen digits where DUN-14 stands, and a shorter one before the code', () => {
    const articles = [
      { article: "AB-100'23", gtin: '5412345678908' },
      { article: '200457', gtin: '05412345678908' },
    ]
    expect(all(read(sampleOrder, profile({}, { articles })), 'OLD').map(([, product]) => product)).toEqual([
      ['5412345678908', "AB-100'23"],
      ['', '200457', '05412345678908'],
    ])
  })

  it('goes on in DNA with what DIN has no room for, and says there that it may be a repeat', () => {
    const remarks = 'GRAAG OP TIJD LEVEREN '.repeat(12).trim()
    const segments = read(order({ remarks }), profile(), { possibleRepeat: true })
    const [din] = all(segments, 'DIN')
    const notes = all(segments, 'DNA')
    expect(notes.map(([number]) => number)).toEqual([['1'], ['2']])
    expect(notes.at(-1)?.[3]).toEqual(['POSSIBLE REPEAT'])
    expect([din, ...notes.slice(0, -1)].flatMap((elements) => elements?.[3] ?? []).join('')).toBe(remarks)
    expect(tags(read(order({ remarks: '', deliveryDate: null })))).not.toContain('DIN')
  })

  it.each([
    ['6', {}, ['6']],
    ['123456789012345', {}, ['123456789012345']],
    ['1.5', {}, ['', '1500']],
    ['0.125', { unit: 'KGM' }, ['', '125', 'KGM']],
    ['2', { unit: 'KGM', weighted: true }, ['', '2000', 'KGM']],
  ])('writes the quantity %s of an article %j as %j', (quantity, row, expected) => {
    const to = profile({}, { articles: [{ article: sampleLine.article, ...row }] })
    expect(first(read(oneLine({ quantity }), to), 'OLD')?.[5]).toEqual(expected)
  })

  it.each([
    ['12.3456', ['123456'], []],
    ['3.10', ['31000'], []],
    ['0.00000', ['0'], []],
    ['12.34567', [''], ['omitted']],
    ['12345678901234', [''], ['omitted']],
    ['-1', [''], ['omitted']],
  ])('writes the cost %s as %j with four implied decimals', (price, expected, codes) => {
    const document = written(oneLine({ price, name: 'A' }))
    expect(first(readTradacoms(document.text), 'OLD')?.[6]).toEqual(expected)
    expect(document.warnings.filter(({ path }) => path.includes('price')).map(({ code }) => code)).toEqual(codes)
  })

  it.each(['information', 'omit'])(
    'leaves costs out under %s, because it could not say that they are theoretical',
    (price) => {
      expect(first(read(sampleOrder, profile({}, { price })), 'OLD')?.[6]).toEqual([''])
    },
  )

  it.each([
    { sender: { id: '5'.repeat(15) } },
    { sender: { id: 'buyer' } },
    { recipient: { id: 'S', name: 'N'.repeat(36) } },
    { recipient: { id: 'S', name: '£' } },
    { priority: 'D' },
  ])('refuses %j at start-up', (overrides) => expect(() => settings(overrides)).toThrow())
})

describe('fits', () => {
  const sold = 'packages[0].supplier_package.supplier_article_number'
  it.each([
    [order({ number: 'N'.repeat(17) }), null],
    [order({ number: "'".repeat(17) }), null],
    [order({ number: 'N'.repeat(18) }), ['order_number', 'too-long']],
    [order({ number: 'po-1' }), ['order_number', 'character']],
    [order({ customer: 'C'.repeat(18) }), ['supplier_customer_number', 'too-long']],
    [oneLine({ article: 'A'.repeat(30) }), null],
    [oneLine({ article: 'A'.repeat(31) }), [sold, 'too-long']],
    [oneLine({ quantity: '1.2345' }), ['packages[0].quantity_ordered', 'too-long']],
    [oneLine({ quantity: '1234567890123.5' }), ['packages[0].quantity_ordered', 'too-long']],
    [oneLine({ quantity: '1234567890123456' }), ['packages[0].quantity_ordered', 'too-long']],
    [oneLine({ quantity: 'x' }), ['packages[0].quantity_ordered', 'character']],
  ])('%#: names the field and why', (from, expected) => {
    const found = tradacomsOrders9.findProblems(from, profile())
    expect(found.map(({ path, code }) => [path, code])).toEqual(expected ? [expected] : [])
    for (const { message } of found) expect(message.length).toBeLessThan(200)
  })
})

describe('whatever the text', () => {
  it('keeps the structure, and order text is document text plus what was recorded', () => {
    fc.assert(
      fc.property(wildText, wildText, fc.boolean(), (name, remarks, segmentLineEnds) => {
        const from = order({ remarks, lines: [{ ...sampleLine, article: 'A', name }] })
        const document = written(from, profile({ segmentLineEnds }))
        encode(document.text, document.charset)
        const segments = readTradacoms(document.text)
        expect(miscounts(segments)).toEqual([])
        expect(
          tags(segments)
            .filter((tag) => tag !== 'DNA')
            .join(' '),
        ).toBe('STX MHD TYP SDT CDT FIL MTR MHD CLO ORD DIN OLD OTR MTR MHD OFT MTR END')
        const texts = [...all(segments, 'DIN'), ...all(segments, 'DNA')].flatMap((elements) => elements[3] ?? [])
        expect(texts.join('')).toBe(recorded(document, 'order_remarks', remarks))
        const names = first(segments, 'OLD')?.[9] ?? []
        expect(names.join('')).toBe(recorded(document, 'packages[0].stock_item.name', name))
        for (const text of [...texts, ...names]) expect(text.length).toBeLessThanOrEqual(40)
      }),
      { numRuns: histories(300) },
    )
  })
})
