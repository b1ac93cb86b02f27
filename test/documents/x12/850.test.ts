import { X12Parser } from 'node-x12'
import { describe, expect, it } from 'vitest'
import { order, recorded, sampleLine } from '../edifact/writing.ts'
import { sampleOrder } from '../sample-order.ts'
import { shownByLine } from '../shown-by-line.ts'
import { all, first, miscounts, readX12, tags } from './reader.ts'
import { formats, profile, type Release, read, settings, written } from './writing.ts'

describe('an X12 850', () => {
  it.each(['4010', '5010'] as const)(
    'ends each segment of %s with a line where the partner reads by line',
    (release) => {
      const byLine = written(sampleOrder, profile({ segmentLineEnds: true }, {}, release), {}, release).text
      const { text } = written(sampleOrder, profile({}, {}, release), {}, release)
      expect(byLine).toBe(shownByLine(text).replaceAll('\n', '\r\n'))
    },
  )

  it.each(['4010', '5010'] as const)('passes the strict parser of node-x12 and its own counts in %s', (release) => {
    const supplier = {
      customers: [{ customer: 'K-778812', gln: '5412345000020' }],
      articles: [{ article: '200457', gtin: '5412345678908', unit: 'KG' }],
    }
    const { text } = written(sampleOrder, profile({}, supplier, release), {}, release)
    expect(() => new X12Parser(true).parse(text)).not.toThrow()
    expect(miscounts(readX12(text))).toEqual([])
  })

  it('records the id that 4010 has no room for, and every respelling', () => {
    const warned = (release: Release) =>
      written(sampleOrder, profile({}, {}, release), {}, release).warnings.map(({ path, code }) => `${path} ${code}`)
    const wording = ['order_remarks', 'packages[0].stock_item.name', 'packages[1].stock_item.name']
    const respelled = wording.map((path) => `${path} replaced`)
    expect(warned('4010')).toEqual(['id omitted', ...respelled])
    expect(warned('5010')).toEqual(respelled)
  })

  it('has an ISA of 106 characters whatever the ids, and wraps control numbers after nine digits', () => {
    const long = profile({
      sender: { id: 'S'.repeat(15), qualifier: '01' },
      recipient: { id: 'R1', applicationCode: 'APP' },
    })
    const segments = read(sampleOrder, long, { controlNumber: 1_000_000_000 })
    expect(first(segments, 'ISA')?.[12]).toBe('000000001')
    expect(first(segments, 'GS')?.slice(1, 6)).toEqual(['S'.repeat(15), 'APP', '20261124', '0915', '1'])
    const coded = profile({ sender: { id: 'GATEWAY', applicationCode: 'OUR' } })
    expect(first(read(sampleOrder, coded), 'GS')?.slice(1, 3)).toEqual(['OUR', 'SUP1'])
    expect(miscounts(read(sampleOrder, long, { controlNumber: 999_999_999 }))).toEqual([])
    expect(() => settings({ sender: { id: 'S'.repeat(16) } })).toThrow()
  })

  it('numbers the group for itself where groups are counted apart', () => {
    const segments = read(sampleOrder, profile(), { controlNumber: 4217, groupNumber: 812 })
    expect([first(segments, 'ISA')?.[12], first(segments, 'GS')?.[5]]).toEqual(['000004217', '812'])
    expect(first(segments, 'GE')).toEqual(['1', '812'])
    expect(miscounts(segments)).toEqual([])
  })

  it('gives the set the number of its interchange where the partners agreed on that', () => {
    const segments = read(sampleOrder, profile({ messageReference: 'same' }), { groupNumber: 812 })
    expect([first(segments, 'ST'), first(segments, 'SE')?.[1]]).toEqual([['850', '000004217'], '000004217'])
    expect(miscounts(segments)).toEqual([])
  })

  it.each([
    [{}, '00'],
    [{ purpose: 'replacement' }, '05'],
    [{ possibleRepeat: true }, '07'],
    [{ purpose: 'replacement', possibleRepeat: true }, '05'],
  ] as const)('says for %j purpose %s', (occasion, code) => {
    expect(first(read(sampleOrder, profile(), occasion), 'BEG')?.[0]).toBe(code)
  })

  it('asks for a TA1 and marks a test where told to', () => {
    expect(first(read(sampleOrder, profile({ acknowledge: true, test: true })), 'ISA')?.slice(13, 15)).toEqual([
      '1',
      'T',
    ])
    expect(first(read(sampleOrder), 'ISA')?.slice(13, 15)).toEqual(['0', 'P'])
  })

  it('numbers apart for each pair of parties, for both releases alike, and for tests', () => {
    const name = (document: object, release: Release) =>
      formats[release].numbering?.(profile(document, {}, release).document)?.pair
    expect(name({}, '4010')).toBe(name({}, '5010'))
    expect(formats['4010'].numbering?.(profile().document)).toMatchObject({
      ...{ greatest: 999_999_999, greatestGroup: 999_999_999 },
    })
    expect(
      new Set([{}, { test: true }, { sender: { id: 'GATEWAY', qualifier: '01' } }].map((one) => name(one, '4010')))
        .size,
    ).toBe(3)
  })

  it('writes in the separators of the partner, and only those are kept out of wording', () => {
    const separators = { element: '|', component: ':', segment: '\n', repetition: '!' }
    const from = order({ remarks: 'a*b|c:d\ne!f^g~h>i' })
    const old = written(from, profile({ separators }))
    expect(old.text.slice(0, 3)).toBe('ISA')
    expect(first(readX12(old.text), 'MSG')?.[0]).toBe('a*b/c.d e!f^g~h>i')
    const { text } = written(from, profile({ separators }, {}, '5010'), {}, '5010')
    expect(first(readX12(text), 'ISA')?.slice(10, 12)).toEqual(['!', '00501'])
    expect(first(readX12(text), 'MTX')?.[1]).toBe('a*b/c.d e f^g~h>i')
    expect(tags(readX12(text))).toEqual(tags(read(from, profile({}, {}, '5010'), {}, '5010')))
  })

  it('writes in a separator that means something else in a pattern', () => {
    for (const element of ['^', ']', '\\']) {
      const segments = read(sampleOrder, profile({ separators: { element, repetition: '!' } }))
      expect(tags(segments)).toEqual(tags(read(sampleOrder)))
      expect(first(segments, 'BEG')).toEqual(first(read(sampleOrder), 'BEG'))
    }
  })

  it('keeps partners apart who differ in one separator', () => {
    const from = order({ remarks: 'a*b|c>d:e' })
    for (const [element, component, said] of [
      ['*', '>', 'a b|c d:e'],
      ['|', '>', 'a*b/c d:e'],
      ['|', ':', 'a*b/c>d.e'],
      ['*', ':', 'a b|c>d.e'],
    ] as const) {
      const { text } = written(from, profile({ separators: { element, component } }))
      expect(first(readX12(text), 'MSG')?.[0]).toBe(said)
      expect(text.slice(3, 6) + text[104]).toBe(`${element}00${component}`)
    }
  })

  it.each([
    { separators: { element: 'A' } },
    { separators: { element: '-' } },
    { separators: { element: '~' } },
    { separators: { element: '||' } },
    { separators: { segment: '\n' }, segmentLineEnds: true },
    { sender: { id: 'GATE*WAY' } },
    { recipient: { id: 'SUP1 ' } },
    { unit: 'PCE' },
    { units: { PCE: 'E>' } },
  ])('refuses %j at start-up', (overrides) => expect(() => settings(overrides)).toThrow())
})

describe('parties, units and prices', () => {
  it('fills a number of one character up to the two that N104 has', () => {
    const customers = [{ customer: 'K-778812', soldTo: '1', shipTo: '2', billTo: '3' }]
    expect(all(read(sampleOrder, profile({ supplierCode: '4' }, { customers })), 'N1')).toEqual([
      ['BY', '', '91', '1 '],
      ['ST', '', '91', '2 '],
      ['BT', '', '91', '3 '],
      ['SE', '', '92', '4 '],
    ])
  })

  it('names the buyer by the GLN of the customers table, and still gives the customer number', () => {
    const segments = read(sampleOrder, profile({}, { customers: [{ customer: 'K-778812', gln: '5412345000020' }] }))
    expect(all(segments, 'N1').map((elements) => elements.slice(2))).toEqual([
      ['UL', '5412345000020'],
      ['91', 'K-778812'],
      ['92', 'SUP1'],
    ])
  })

  it('takes units from the articles table, in X12 or by the units of the route', () => {
    const articles = [
      { article: '200457', gtin: '5412345678908', unit: 'PCE' },
      { article: "AB-100'23", unit: 'KG' },
    ]
    const [kilo, piece] = all(read(sampleOrder, profile({ units: { PCE: 'EA' } }, { articles })), 'PO1')
    expect(kilo?.slice(0, 3)).toEqual(['1', '6', 'KG'])
    expect(piece).toEqual(['2', '10', 'EA', '3.1', '', 'VN', '200457', 'UK', '05412345678908'])
    const path = 'packages[1].supplier_package.supplier_article_number'
    expect(formats['4010'].findProblems(sampleOrder, profile({}, { articles }))).toMatchObject([
      { path, code: 'profile-incomplete' },
    ])
  })

  it.each([
    ['net', ['3.1', '', 'VN'], 3],
    ['information', ['3.1', 'ES', 'VN'], 3],
    ['omit', ['', '', 'VN'], 0],
  ] as const)('sends prices by the policy %s', (price, elements, amounts) => {
    const segments = read(sampleOrder, profile({}, { price }))
    expect(all(segments, 'PO1')[1]?.slice(3, 6)).toEqual(elements)
    expect(all(segments, 'AMT')).toHaveLength(amounts)
  })

  it('calls an estimate what there is of a price, beside a GTIN as without one', () => {
    const priced = (price: string | null, gtin?: string) => {
      const to = profile({}, { price: 'information', articles: [{ article: sampleLine.article, gtin }] })
      return first(read(order({ lines: [{ ...sampleLine, price }] }), to), 'PO1')?.slice(3, 5)
    }
    for (const gtin of ['5412345678908', undefined]) {
      expect(priced('3.10', gtin)).toEqual(['3.1', 'ES'])
      expect(priced(null, gtin)).toEqual(['', ''])
    }
  })

  it.each([
    ['0.50', '0.5', []],
    ['100', '100', []],
    ['31.00', '31', []],
    ['1e3', '1000', ['replaced']],
    ['123456789012345.678', '', ['omitted']],
    ['free', '', ['omitted']],
  ])('sends the price %s as “%s”', (price, sent, codes) => {
    const document = written(order({ lines: [{ ...sampleLine, name: 'a', price }], remarks: '' }))
    expect(first(readX12(document.text), 'PO1')?.[3]).toBe(sent)
    expect(document.warnings.map(({ code }) => code)).toEqual(codes)
  })

  it('leaves out a hash total of more than ten digits', () => {
    const quantity = '1234567890.5'
    expect(first(read(order({ lines: [{ ...sampleLine, quantity }] })), 'CTT')).toEqual(['1'])
    expect(first(read(order({ lines: [{ ...sampleLine, quantity: '12.5' }, sampleLine] })), 'CTT')).toEqual([
      '2',
      '18.5',
    ])
  })
})

describe('wording', () => {
  it('breaks before a space, because one at the end would be taken for padding', () => {
    const remarks = `${'woord '.repeat(60)}einde`
    const document = written(order({ remarks }))
    const parts = all(readX12(document.text), 'MSG').map(([text]) => text ?? '')
    expect(parts).toHaveLength(2)
    expect(parts[1]).toMatch(/^ woord/)
    expect(parts.join('')).toBe(recorded(document, 'order_remarks', remarks))
  })

  it.each([
    [400, 5, []],
    [401, 5, ['cut']],
  ] as const)('spreads a name of %i characters over %i PID', (length, count, codes) => {
    const document = written(order({ remarks: '', lines: [{ ...sampleLine, name: 'n'.repeat(length) }] }))
    expect(all(readX12(document.text), 'PID')).toHaveLength(count)
    expect(document.warnings.map(({ code }) => code)).toEqual(codes)
  })

  it('gives a mail address too long for a name to PER04 alone, and cuts a name', () => {
    const mail = `${'m'.repeat(60)}@b.example`
    expect(first(read(order({ person: mail })), 'PER')).toEqual(['BD', '', 'EM', mail])
    expect(first(read(order({ person: 'n'.repeat(61) })), 'PER')).toEqual(['BD', 'n'.repeat(60)])
    expect(tags(read(order({ person: null })))).not.toContain('PER')
  })
})
