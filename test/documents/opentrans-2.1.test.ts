import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openTrans21 } from '../../src/documents/opentrans-2.1.ts'
import { sampleOrder } from './sample-order.ts'
import { leaves, textsAt } from './xml/reader.ts'
import { attributeOf, joinedAt, keepsItsTree, one, writing } from './xml/writing.ts'

const golden = readFileSync(path.join(import.meta.dirname, '../golden/opentrans-2.1.xml'), 'utf8')
const { profile, written, problemsOf } = writing(openTrans21)
const [line] = sampleOrder.lines
const ARTICLE = 'packages[0].supplier_package.supplier_article_number'

describe('openTRANS 2.1', () => {
  it.each([
    ['<GENERATOR_INFO>Orderbridge<', 'our own name'],
    [
      '<DELIVERY_START_DATE>2026-11-26<',
      'the order names a day, and dtDATETIME takes one; a time and a zone would be ours',
    ],
    [
      '<bmecat:EMAIL>chef.o&apos;neill@bistro.example<',
      'CONTACT_NAME holds 50 characters; the address stands whole here',
    ],
  ])('differs from the sample in %s: %s', (text) => expect(golden).toContain(text))

  it('needs no setting but its name', () => {
    const { tree } = written(sampleOrder)
    expect(textsAt(tree, 'bmecat:SUPPLIER_IDREF')).toEqual(['Fresco Foods'])
    expect(attributeOf(tree, 'bmecat:SUPPLIER_IDREF', 'type')).toBe('party_specific')
  })

  it('flags theoretical prices, and leaves out all of them and the currency where the supplier wants none', () => {
    const { tree } = written(sampleOrder)
    expect(textsAt(tree, 'bmecat:PRICE_FLAG')).toEqual(['true', 'true'])
    expect(attributeOf(tree, 'bmecat:PRICE_FLAG', 'type')).toBe('information')
    expect(written(sampleOrder, profile({}, { price: 'omit' })).text).not.toMatch(/PRICE|AMOUNT|CURRENCY/)
  })

  it('writes a replacement as ORDERCHANGE with the whole order in it', () => {
    const { tree } = written(sampleOrder, profile(), { purpose: 'replacement', version: 3 })
    expect(tree.name).toBe('ORDERCHANGE')
    expect(textsAt(tree, 'ORDERCHANGE_SEQUENCE_ID')).toEqual(['3'])
    expect(textsAt(tree, 'ORDERCHANGE_DATE')).toEqual(['2026-11-24T09:15:40+01:00'])
    expect(textsAt(tree, 'ORDERCHANGE_HEADER/CONTROL_INFO/GENERATION_DATE')).toEqual(['2026-11-24T09:15:40+01:00'])
    expect(textsAt(tree, 'ORDERCHANGE_INFO/REMARKS')[1]).toBe('REPLACES every earlier version of order PO-2026-004217')
    const items = (name: string, from = written(sampleOrder).tree) =>
      leaves(from)
        .filter(([at]) => at.includes('ORDER_ITEM/'))
        .map(([at, text]) => [at.replace(name, ''), text])
    expect(items('ORDERCHANGE/ORDERCHANGE_ITEM_LIST', tree)).toEqual(items('ORDER/ORDER_ITEM_LIST'))
  })

  it('counts each change and each correction on', () => {
    const number = (occasion: object) =>
      textsAt(
        written(sampleOrder, profile(), { purpose: 'replacement', ...occasion }).tree,
        'ORDERCHANGE_SEQUENCE_ID',
      )[0]
    const corrections = [number({ version: 1, correction: 1 }), number({ version: 1, correction: 2 })]
    const change = number({ version: 2, earlierCorrections: 2 })
    expect([...corrections, change]).toEqual(['2', '3', '4'])
  })

  it('says POSSIBLE REPEAT, and puts a test before a person', () => {
    const { tree } = written(sampleOrder, profile({ test: true }), { possibleRepeat: true })
    expect(textsAt(tree, 'REMARKS')).toContain('POSSIBLE REPEAT')
    expect(textsAt(tree, 'STOP_AUTOMATIC_PROCESSING')).toEqual(['TEST ORDER, NOT TO BE DELIVERED'])
  })

  it('takes units, names and numbers from the tables, in the list that openTRANS has', () => {
    const row = { article: line.article, gtin: '5412345000013' }
    const units = (unit: string) => profile({ sender: { id: 'B1' } }, { articles: [{ ...row, unit }] })
    const customers = [{ customer: 'K-778812', name: 'Bistro', gln: '5412345000020' }]
    const { tree } = written(one({}), { ...units('XPK'), supplier: { ...units('XPK').supplier, customers } })
    expect(textsAt(tree, 'ORDER_UNIT')).toEqual(['PK'])
    expect(textsAt(tree, 'INTERNATIONAL_PID')).toEqual(['5412345000013'])
    expect(attributeOf(tree, 'bmecat:INTERNATIONAL_PID', 'type')).toBe('gtin')
    expect(textsAt(tree, 'PARTY/bmecat:PARTY_ID')).toEqual(['K-778812', '5412345000020', 'B1', 'Fresco Foods'])
    expect(problemsOf(one({}), units('H87'))).toEqual([`${ARTICLE} profile-incomplete`])
  })

  it('puts the remarks with the first line where the supplier wants them there, and records what they lose', () => {
    const { tree, warnings } = written(one({ remarks: 'a\u0001b' }), profile({}, { remarks: 'first-line' }))
    expect(textsAt(tree, 'ORDER_ITEM/REMARKS')).toEqual(['a b'])
    expect(warnings).toEqual([{ path: 'order_remarks', code: 'replaced', was: 'a\u0001b', became: 'a b' }])
  })

  it('refuses a currency that its list has not, unless no amount is written', () => {
    expect(problemsOf(one({}), profile({}, { currency: 'PLN' }))).toEqual([' profile-incomplete'])
    expect(problemsOf(one({}), profile({}, { currency: 'PLN', price: 'omit' }))).toEqual([])
  })

  it.each([
    [{ number: 'n'.repeat(250) }, []],
    [{ number: 'n'.repeat(251) }, ['order_number too-long']],
    [{ lines: [{ ...line, article: '1'.repeat(32) }] }, []],
    [{ lines: [{ ...line, article: '1'.repeat(33) }] }, [`${ARTICLE} too-long`]],
  ] as [Parameters<typeof one>[0], string[]][])('%#: holds to the lengths of the schema', (overrides, expected) => {
    expect(problemsOf(one(overrides))).toEqual(expected)
  })

  it('cuts a name at 150 characters and a person at 50, and loses no remark', () => {
    const order = one({
      remarks: '😀'.repeat(64_001),
      person: 'p'.repeat(51),
      lines: [{ ...line, name: 'é'.repeat(151) }],
    })
    const { tree, warnings } = written(order)
    expect(textsAt(tree, 'DESCRIPTION_SHORT')).toEqual(['é'.repeat(150)])
    expect(textsAt(tree, 'CONTACT_NAME')).toEqual(['p'.repeat(50)])
    expect(
      textsAt(tree, 'REMARKS')
        .slice(0, 2)
        .map((text) => [...text].length),
    ).toEqual([64_000, 1])
    expect(warnings.map(({ path: field, code }) => `${field} ${code}`).sort()).toEqual([
      'owned_by.username cut',
      'packages[0].stock_item.name cut',
    ])
  })

  it('keeps its tree whatever the text', () => {
    keepsItsTree(
      openTrans21,
      {},
      {
        name: joinedAt('DESCRIPTION_SHORT'),
        remarks: (tree) => textsAt(tree, 'REMARKS').slice(0, -1).join(''),
        person: joinedAt('CONTACT_NAME'),
        optional: /ADDRESS/,
      },
    )
  })
})
