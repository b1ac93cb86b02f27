import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { joined } from '../../src/documents/idoc/text.ts'
import { idocOrders05 } from '../../src/documents/idoc-orders05.ts'
import { sampleOrder } from './sample-order.ts'
import { type ReadElement, textsAt } from './xml/reader.ts'
import { joinedAt, keepsItsTree, one, writing } from './xml/writing.ts'

const golden = readFileSync(path.join(import.meta.dirname, '../golden/idoc-orders05.xml'), 'utf8')
const { profile, written, problemsOf } = writing(idocOrders05)
const [line] = sampleOrder.lines
const QUANTITY = 'packages[0].quantity_ordered'

/** The header's text, joined as SAP joins lines. */
function remarks(tree: ReadElement): string {
  const found: ReadElement[] = []
  const search = (element: ReadElement): void => {
    if (element.name === 'E1EDKT2') found.push(element)
    for (const child of element.children) search(child)
  }
  search(tree)
  const field = (element: ReadElement, name: string) => element.children.find((child) => child.name === name)?.text
  return joined(
    found.map((element) => {
      const how = field(element, 'TDFORMAT')
      return { text: field(element, 'TDLINE') ?? '', format: how === '/' || how === '=' ? how : undefined }
    }),
  )
}

describe('SAP IDoc ORDERS05', () => {
  it.each([['<ARCKEY>8f14e45f-ceea-467f-a9b1-0d5a3f7c2b11<', 'the only field of ORDERS05 that has room for the id']])(
    'differs from the sample in %s: %s',
    (text) => expect(golden).toContain(text),
  )

  it('needs no setting but its name', () => {
    const { tree } = written(sampleOrder)
    expect(textsAt(tree, 'SNDPRN')).toEqual(['K-778812'])
    expect(textsAt(tree, 'RCVPRN')).toEqual(['SAP'])
  })

  it('holds a customer number of 17 characters once the sender has an id of its own, else 10', () => {
    const customer = (length: number) => one({ customer: 'K'.repeat(length) })
    const named = profile({ sender: { id: 'APICBASE' } })
    const tooLong = ['supplier_customer_number too-long']
    expect([problemsOf(customer(10)), problemsOf(customer(11))]).toEqual([[], tooLong])
    expect(idocOrders05.findProblems(customer(11), profile())[0]?.message).toBe(
      'The number of who orders has 11 characters and ORDERS05 takes at most 10. Use a shorter one or key this order by hand.',
    )
    expect([problemsOf(customer(17), named), problemsOf(customer(18), named)]).toEqual([[], tooLong])
    expect(textsAt(written(customer(17), named).tree, 'SNDPRN')).toEqual(['APICBASE'])
  })

  it.each([
    [{ number: 'n'.repeat(35) }, []],
    [{ number: 'n'.repeat(36) }, ['order_number too-long']],
    [{ number: 'PO 1 ' }, ['order_number character']],
    [{ customer: 'K 1 ' }, ['supplier_customer_number character']],
    [{ lines: [{ ...line, article: 'A 1 ' }] }, ['packages[0].supplier_package.supplier_article_number character']],
    [{ lines: [{ ...line, quantity: '123456789012345' }] }, []],
    [{ lines: [{ ...line, quantity: '12345678901234.5' }] }, [`${QUANTITY} too-long`]],
    [{ lines: [{ ...line, quantity: '1234567890123456' }] }, [`${QUANTITY} too-long`]],
  ] as [Parameters<typeof one>[0], string[]][])('%#: holds to the lengths of the fields', (overrides, expected) => {
    expect(problemsOf(one(overrides))).toEqual(expected)
  })

  it('leaves out an amount whose point has no place any more', () => {
    const { tree, warnings } = written(one({ lines: [{ ...line, price: '12345678901.2345' }] }))
    expect(textsAt(tree, 'VPREI')).toEqual([])
    expect(warnings.map(({ code, was }) => [code, was])).toEqual([['omitted', '12345678901.2345']])
  })

  it('writes a replacement as ORDCHG with changes in header and items, and says what it does', () => {
    const { tree } = written(sampleOrder, profile(), { purpose: 'replacement', version: 2, possibleRepeat: true })
    expect(textsAt(tree, 'MESTYP')).toEqual(['ORDCHG'])
    expect(textsAt(tree, 'E1EDK01/ACTION')).toEqual(['004'])
    expect(remarks(tree).split('\n')).toEqual([
      'POSSIBLE REPEAT',
      'REPLACES every earlier version of order PO-2026-004217',
      sampleOrder.remarks,
    ])
  })

  it('wraps what it says itself, too', () => {
    const number = 'N'.repeat(35)
    const { tree } = written(one({ number }), profile(), { purpose: 'replacement', version: 2 })
    for (const text of textsAt(tree, 'TDLINE')) expect(text.length).toBeLessThanOrEqual(70)
    expect(remarks(tree)).toBe(`REPLACES every earlier version of order ${number}\n${sampleOrder.remarks}`)
  })

  it('marks a test in the control record', () => {
    expect(textsAt(written(sampleOrder, profile({ test: true })).tree, 'EDI_DC40/TEST')).toEqual(['X'])
  })

  it('takes names, GLN, GTIN and unit from the tables', () => {
    const customers = [{ customer: 'K-778812', name: 'B'.repeat(36), gln: '5412345000020' }]
    const articles = [{ article: line.article, gtin: '5412345000013', unit: 'KILO' }]
    const { tree, warnings } = written(one({}), profile({ units: { KILO: 'KG' } }, { customers, articles }))
    expect(textsAt(tree, 'ILNNR')).toEqual(['5412345000020', '5412345000020'])
    expect(textsAt(tree, 'IDTNR')).toEqual([line.article, '5412345000013'])
    expect(textsAt(tree, 'MENEE')).toEqual(['KG'])
    expect(textsAt(tree, 'NAME1')).toEqual(['B'.repeat(35), 'B'.repeat(35)])
    expect(warnings.map(({ path: field, code }) => [field, code])).toEqual([['supplier_customer_number', 'cut']])
    const long = profile({}, { articles: [{ article: line.article, unit: 'PACK' }] })
    expect(problemsOf(one({}), long)[0]).toContain('profile-incomplete')
  })

  it('keeps what it says itself when the remarks fill all lines there are', () => {
    const long = one({ remarks: Array.from({ length: 9999 }, () => 'a').join('\n') })
    expect(textsAt(written(long).tree, 'TDLINE')).toHaveLength(9999)
    const { tree, warnings } = written(long, profile(), { possibleRepeat: true })
    expect(textsAt(tree, 'TDLINE')).toHaveLength(9999)
    expect(textsAt(tree, 'TDLINE')[0]).toBe('POSSIBLE REPEAT')
    expect(warnings.map(({ path: field, code }) => [field, code])).toEqual([['order_remarks', 'cut']])
  })

  it('puts the remarks with the first line where the supplier wants them there', () => {
    const { tree, warnings } = written(one({ remarks: 'a\tb' }), profile({}, { remarks: 'first-line' }))
    expect(textsAt(tree, 'E1EDPT2/TDLINE')).toEqual(['a b'])
    expect(warnings.map(({ path: field, code }) => [field, code])).toEqual([['order_remarks', 'replaced']])
  })

  it('says in which currency an amount is, where there is one', () => {
    const currencies = (overrides: object) =>
      textsAt(written(one({ lines: [{ ...line, ...overrides }] })).tree, 'CURCY')
    expect(currencies({})).toHaveLength(2)
    expect(currencies({ price: null })).toHaveLength(2)
    expect(currencies({ total: null })).toHaveLength(2)
    expect(currencies({ price: null, total: null })).toHaveLength(1)
  })

  it('tells a GTIN from an article number, and counts lines without prices too', () => {
    const to = profile({}, { price: 'omit', articles: [{ article: line.article, gtin: '5412345000013' }] })
    const { tree } = written(sampleOrder, to)
    expect(textsAt(tree, 'E1EDP19/QUALF')).toEqual(['002', '003', '002'])
    expect(textsAt(tree, 'SUMME')).toEqual(['2'])
  })

  it.each([
    ['123456789012.34', '1', ['123456789012.34', '1']],
    ['1234567890123.45', '1', []],
    ['1234567890.12340', '1', ['1234567890.1234', '1']],
    ['2.50000000000000000', '1', ['2.5', '1']],
    ['2.50000000000000000', '6', ['2.5', '6']],
    ['10', '123456789', ['10', '123456789']],
    ['10', '2.5', ['100', '25']],
    ['10', '1234567890', []],
    ['10', '4000000000', ['0.0000000025', '1']],
  ])('writes a price of %s for %s as SAP has it: %j', (price, priceQuantity, expected) => {
    const { tree } = written(one({ lines: [{ ...line, price, priceQuantity }] }))
    expect([...textsAt(tree, 'VPREI'), ...textsAt(tree, 'PEINH')]).toEqual(expected)
  })

  it.each(['12345678901234567.8', '012345678901234567.8', '-123456789012345678'])(
    'leaves out the total %s, whose sign or point has no place, and says so once',
    (total) =>
      expect(written(one({ total })).warnings).toEqual([
        { path: 'theoretical_price', code: 'omitted', was: total, became: '' },
      ]),
  )

  it('leaves out every price where the supplier wants none', () => {
    expect(written(sampleOrder, profile({}, { price: 'omit' })).text).not.toMatch(/VPREI|NETWR|PEINH|>002<\/SUMID/)
  })

  it('keeps its tree whatever the text', () => {
    keepsItsTree(
      idocOrders05,
      {},
      {
        name: joinedAt('KTEXT'),
        remarks,
        person: joinedAt('BNAME'),
        optional: /E1EDKT1|KTEXT|BNAME/,
      },
    )
  })
})
