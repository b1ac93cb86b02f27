import { Tracker } from 'edifact'
import orders from 'edifact/messages/ORDERS.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { edifactD96a } from '../../src/documents/edifact-d96a.ts'
import { all, first, miscounts, readEdifact, tags } from './edifact/reader.ts'
import { order, profile, read, sampleLine, written } from './edifact/writing.ts'
import { sampleOccasion, sampleOrder } from './sample-order.ts'
import { shownByLine } from './shown-by-line.ts'

describe('an EDIFACT D.96A order', () => {
  it('ends each segment with a line where the partner reads by line', () => {
    const byLine = written(sampleOrder, profile({ segmentLineEnds: true })).text
    expect(byLine).toBe(shownByLine(written(sampleOrder).text).replaceAll('\n', '\r\n'))
  })

  it('asks for an acknowledgement, and names the subset and the application, where the partners agreed on it', () => {
    const agreed = { acknowledge: true, associationCode: 'EAN008', applicationReference: 'ORDERS-BE' }
    const { text } = written(sampleOrder, profile(agreed))
    expect(text).toMatch(/UNB\+[^']*\+00000000004217\+\+ORDERS-BE\+\+1'UNH\+1\+ORDERS:D:96A:UN:EAN008'/)
    expect(written(sampleOrder, profile({ test: true, acknowledge: true })).text).toMatch(/217\+\+ORDERS\+\+1\+\+1'/)
  })

  it('follows the message table of the directory', () => {
    const supplier = { customers: [{ customer: 'K-778812', gln: '5412345000020' }] }
    const segments = read(sampleOrder, profile({}, supplier))
    const tracker = new Tracker(orders)
    for (const tag of tags(segments).slice(1, -1)) tracker.accept(tag)
    expect(miscounts(segments)).toEqual([])
  })

  it('marks a test interchange in the eleventh element of UNB', () => {
    expect(first(read(sampleOrder, profile({ test: true })), 'UNB')?.[10]).toEqual(['1'])
    expect(first(read(sampleOrder), 'UNB')).toHaveLength(5)
  })

  it.each([
    [{}, 'UNOC:3', '261124:0915'],
    [{ syntaxVersion: 4 }, 'UNOC:4', '20261124:0915'],
    [{ charset: 'UNOY' }, 'UNOY:4', '20261124:0915'],
    [{ charset: 'UNOA', syntaxVersion: 1 }, 'UNOA:1', '261124:0915'],
    [{ charset: 'UNOB', syntaxVersion: 2 }, 'UNOB:2', '261124:0915'],
  ])('with %j begins as syntax %s does, prepared at %s', (document, syntax, prepared) => {
    expect(written(sampleOrder, profile(document)).text).toContain(
      `UNB+${syntax}+GATEWAY:ZZZ+SUP1:ZZZ+${prepared}+00000000004217'`,
    )
  })

  it('releases the sign of repetition from version 4 on', () => {
    const text = (syntaxVersion: number) => written(order({ remarks: 'a*b' }), profile({ syntaxVersion })).text
    expect([text(3).includes('+a*b'), text(4).includes('+a?*b')]).toEqual([true, true])
  })

  it('may stand in a group, with a number and parties of its own', () => {
    const grouped = profile({ group: {}, associationCode: 'EAN008' })
    const segments = read(sampleOrder, grouped, { groupNumber: 812 })
    expect(first(segments, 'UNG')).toEqual([
      ['ORDERS'],
      ['GATEWAY', 'ZZZ'],
      ['SUP1', 'ZZZ'],
      ['261124', '0915'],
      ['00000000000812'],
      ['UN'],
      ['D', '96A', 'EAN008'],
    ])
    expect(first(segments, 'UNE')).toEqual([['1'], ['00000000000812']])
    expect(first(segments, 'UNZ')).toEqual([['1'], ['00000000004217']])
    expect(miscounts(segments)).toEqual([])
    expect(edifactD96a.numbering?.(grouped.document)?.greatestGroup).toBe(99_999_999_999_999)
    expect(edifactD96a.numbering?.(profile().document)?.greatestGroup).toBeNull()
    const theirs = profile({ group: { sender: { id: 'SHOP' }, recipient: { id: 'DESK', qualifier: '92' } } })
    const other = read(sampleOrder, theirs)
    expect(first(other, 'UNG')?.slice(1, 5)).toEqual([['SHOP'], ['DESK', '92'], ['261124', '0915'], ['00000000004217']])
  })

  it('refers to itself as the partners agreed', () => {
    const segments = read(sampleOrder, profile({ referenceDigits: 6, messageReference: 'same', group: {} }))
    const references = ['UNZ', 'UNE', 'UNT'].map((tag) => first(segments, tag)?.[1]?.[0])
    expect(references).toEqual(['004217', '004217', '004217'])
    expect(first(segments, 'UNH')?.[0]).toEqual(['004217'])
    expect(miscounts(segments)).toEqual([])
    expect(first(read(sampleOrder, profile({ referenceDigits: 1 })), 'UNB')?.[4]).toEqual(['4217'])
  })

  it('numbers apart for each pair of parties, and for tests', () => {
    const names = [
      {},
      { test: true },
      { recipient: { id: 'SUP2', qualifier: 'ZZZ' } },
      { sender: { id: 'GATEWAY"', qualifier: 'ZZZ' }, charset: 'UNOB' },
    ].map((overrides) => edifactD96a.numbering?.(profile(overrides).document)?.pair)
    expect(new Set(names).size).toBe(4)
    expect(edifactD96a.numbering?.(profile({ segmentLineEnds: true }).document)?.pair).toBe(names[0])
  })

  it.each([
    [{}, '9'],
    [{ purpose: 'replacement' }, '5'],
    [{ possibleRepeat: true }, '7'],
    [{ purpose: 'replacement', possibleRepeat: true }, '5'],
  ] as const)('says for %j function code %s', (occasion, code) => {
    expect(first(read(sampleOrder, profile(), occasion), 'BGM')?.[2]).toEqual([code])
  })

  it('leaves out what the chef did not ask', () => {
    const bare = order({ deliveryDate: null, remarks: '', person: null, total: null })
    const segments = read(bare)
    expect(all(segments, 'DTM').map(([element]) => element?.[0])).toEqual(['137'])
    expect(tags(segments)).not.toContain('FTX')
    expect(tags(segments)).not.toContain('CTA')
    expect(all(segments, 'MOA', '79')).toEqual([])
    expect(written(bare).warnings).toEqual([])
  })
})

describe('references, parties and prices', () => {
  it.each([
    ['a'.repeat(35), 'a'.repeat(35), []],
    ['8f14e45f-ceea-467f-a9b1-0d5a3f7c2b11', '8f14e45fceea467fa9b10d5a3f7c2b11', ['replaced']],
    ['a'.repeat(36), undefined, ['omitted']],
    ['id-✓', undefined, ['omitted']],
  ])('carries the id %s as %s', (id, reference, codes) => {
    const document = written(order({ id }))
    expect(first(readEdifact(document.text, 'UNOC'), 'RFF', 'CR')?.[0]?.[1]).toBe(reference)
    expect(document.warnings.map((warning) => warning.code)).toEqual(codes)
  })

  it('leaves a mail address too long for CTA to COM, and cuts a name', () => {
    const mail = `${'m'.repeat(40)}@bistro.example`
    const segments = read(order({ person: mail }))
    expect(first(segments, 'CTA')).toEqual([['OC']])
    expect(first(segments, 'COM')?.[0]?.[0]).toBe(mail)
    const document = written(order({ person: 'n'.repeat(36) }))
    expect(document.warnings.map((warning) => warning.code)).toEqual(['cut'])
  })

  it('puts the GLN of the customers table in NAD+BY and the customer number in its RFF', () => {
    const segments = read(sampleOrder, profile({}, { customers: [{ customer: 'K-778812', gln: '5412345000020' }] }))
    expect(first(segments, 'NAD', 'BY')?.[1]).toEqual(['5412345000020', '', '9'])
    expect(tags(segments).slice(tags(segments).indexOf('NAD')).slice(0, 2)).toEqual(['NAD', 'RFF'])
    expect(first(segments, 'RFF', 'IT')?.[0]?.[1]).toBe('K-778812')
    expect(first(segments, 'NAD', 'DP')?.[1]).toEqual(['K-778812', '', '91'])
  })

  it('names the supplier by its GLN only when the recipient is one', () => {
    const recipient = { id: '5412345000013', qualifier: '14' }
    expect(first(read(sampleOrder, profile({ recipient })), 'NAD', 'SU')?.[1]).toEqual(['5412345000013', '', '9'])
    const coded = profile({ recipient, supplierCode: 'FRESCO' })
    expect(first(read(sampleOrder, coded), 'NAD', 'SU')?.[1]).toEqual(['FRESCO', '', '92'])
  })

  it('adds GTIN and unit from the articles table', () => {
    const articles = [{ article: '200457', gtin: '5412345678908', unit: 'KGM' }]
    const segments = read(sampleOrder, profile({}, { articles }))
    expect(all(segments, 'LIN')).toEqual([[['1']], [['2'], [''], ['5412345678908', 'EN']]])
    expect(all(segments, 'PIA').map(([kind]) => kind?.[0])).toEqual(['5', '1'])
    expect(all(segments, 'QTY').map(([quantity]) => quantity)).toEqual([
      ['21', '6'],
      ['21', '10', 'KGM'],
    ])
  })

  it.each([{ unit: 'KILO' }, { gtin: '541' }])('refuses a table row that cannot be written: %j', (row) => {
    const to = profile({}, { articles: [{ article: '200457', ...row }] })
    const path = 'packages[1].supplier_package.supplier_article_number'
    expect(edifactD96a.findProblems(sampleOrder, to)).toMatchObject([{ path, code: 'profile-incomplete' }])
    expect(edifactD96a.write(sampleOrder, to, sampleOccasion).ok).toBe(false)
  })

  it.each([
    ['net', ['AAA', 'AAA'], 3],
    ['information', ['INF', 'INF'], 3],
    ['omit', [], 0],
  ] as const)('sends prices by the policy %s', (price, qualifiers, amounts) => {
    const segments = read(sampleOrder, profile({}, { price }))
    expect(all(segments, 'PRI').map(([element]) => element?.[0])).toEqual(qualifiers)
    expect(all(segments, 'MOA')).toHaveLength(amounts)
  })

  it.each([
    ['0.50', '0.50', []],
    ['-123456789012.345', '-123456789012.345', []],
    ['1234567890123.456', undefined, ['omitted']],
    ['.5', undefined, ['omitted']],
    ['1e3', '1000', ['replaced']],
  ])('sends the price %s as %s', (price, sent, codes) => {
    const document = written(order({ lines: [{ ...sampleLine, price }] }))
    expect(first(readEdifact(document.text, 'UNOC'), 'PRI')?.[0]?.[1]).toBe(sent)
    expect(document.warnings.map((warning) => warning.code)).toEqual(codes)
  })
})
