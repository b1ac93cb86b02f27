import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { gs1Order3 } from '../../src/documents/gs1-order-3.ts'
import { sampleOrder } from './sample-order.ts'
import { textsAt } from './xml/reader.ts'
import { attributeOf, joinedAt, keepsItsTree, one, writing } from './xml/writing.ts'

const golden = readFileSync(path.join(import.meta.dirname, '../golden/gs1-order-3.xml'), 'utf8')
const parties = { sender: { id: '5412345000013' }, recipient: { id: '4098765000010', qualifier: '14' } }
const { profile, written, problemsOf } = writing(gs1Order3, parties)
const [line] = sampleOrder.lines
const ARTICLE = 'packages[0].supplier_package.supplier_article_number'

describe('GS1 XML Order 3', () => {
  it.each([
    [
      '<personName>chef.o&apos;neill@bistro.example<',
      'who ordered is in the order, and the buyer has a contact for it',
    ],
  ])('differs from the sample in %s: %s', (text) => expect(golden).toContain(text))

  it('verifies the GLNs of sender and recipient at start', () => {
    expect(() => profile({ sender: { id: '5412345000014' } })).toThrow()
    expect(() => profile({ recipient: { id: 'SUP1' } })).toThrow()
    expect(() => profile({ recipient: undefined })).toThrow()
  })

  it('takes GLN, GTIN in 14 digits and unit from the tables, and refuses a wrong check digit', () => {
    const tables = (gtin: string, gln: string) =>
      profile(
        {},
        { articles: [{ article: line.article, gtin, unit: 'KGM' }], customers: [{ customer: 'K-778812', gln }] },
      )
    const { tree, text } = written(one({}), tables('5412345000013', '5412345000020'))
    expect(textsAt(tree, 'gtin')).toEqual(['05412345000013'])
    expect(textsAt(tree, 'buyer/gln')).toEqual(['5412345000020'])
    expect(textsAt(tree, 'shipTo/gln')).toEqual(['5412345000020'])
    expect(text).toContain('measurementUnitCode="KGM"')
    expect(problemsOf(one({}), tables('5412345000014', '5412345000021'))).toEqual([
      'supplier_customer_number profile-incomplete',
      `${ARTICLE} profile-incomplete`,
    ])
  })

  it('writes a replacement as the refreshed order under a number of its own', () => {
    const { tree } = written(sampleOrder, profile(), { purpose: 'replacement', version: 2 })
    expect(textsAt(tree, 'documentActionCode')).toEqual(['CHANGE_BY_REFRESH'])
    expect(textsAt(tree, 'revisionNumber')).toEqual(['2'])
    expect(textsAt(tree, 'InstanceIdentifier')).toEqual([`${sampleOrder.id}.2`])
    expect(textsAt(tree, 'order/note')).toEqual(['REPLACES every earlier version of order PO-2026-004217'])
  })

  it('writes each correction under a number of its own', () => {
    const numbers = [1, 2].map((correction) => {
      const { tree } = written(sampleOrder, profile(), { purpose: 'replacement', correction })
      return [...textsAt(tree, 'InstanceIdentifier'), ...textsAt(tree, 'revisionNumber')]
    })
    expect(numbers).toEqual([
      [`${sampleOrder.id}.1-1`, '2'],
      [`${sampleOrder.id}.1-2`, '3'],
    ])
  })

  it('says what may be a repeat or is a test, without calling the document a copy', () => {
    const { tree } = written(sampleOrder, profile({ test: true }), { possibleRepeat: true })
    expect(textsAt(tree, 'order/note')).toEqual(['POSSIBLE REPEAT; TEST ORDER, NOT TO BE DELIVERED'])
    expect(textsAt(tree, 'documentStatusCode')).toEqual(['ORIGINAL'])
  })

  it('marks theoretical prices, and leaves out all of them where the supplier wants none', () => {
    const { tree } = written(sampleOrder)
    expect(textsAt(tree, 'eComStringAttributeValuePairList')).toEqual(['INFORMATION', 'INFORMATION'])
    expect(attributeOf(tree, 'eComStringAttributeValuePairList', 'attributeName')).toBe('priceBasis')
    expect(written(sampleOrder, profile({}, { price: 'omit' })).text).not.toMatch(/Amount|Price|avpList/)
  })

  it('cuts a name at 200 characters, and spreads remarks over instructions of 1000', () => {
    const order = one({ remarks: '😀'.repeat(1001), lines: [{ ...line, name: 'é'.repeat(201) }] })
    const { tree, warnings } = written(order)
    expect(textsAt(tree, 'tradeItemDescription')).toEqual(['é'.repeat(200)])
    expect(textsAt(tree, 'additionalOrderInstruction').map((text) => [...text].length)).toEqual([1000, 1])
    expect(warnings.map(({ code }) => code)).toEqual(['cut'])
  })

  it('spreads remarks that stand in the first line over instructions of 200', () => {
    const { tree } = written(one({ remarks: 'a'.repeat(401) }), profile({}, { remarks: 'first-line' }))
    expect(textsAt(tree, 'additionalOrderLineInstruction').map((text) => text.length)).toEqual([200, 200, 1])
    expect(textsAt(tree, 'additionalOrderInstruction')).toEqual([])
  })

  it('gives a mail address as a channel where all of it has room there', () => {
    const channel = (person: string) => textsAt(written(one({ person })).tree, 'communicationValue')
    const mail = (length: number) => `${'m'.repeat(length - 4)}@b.c`
    expect([channel(mail(200)), channel(mail(201))]).toEqual([[mail(200)], []])
  })

  it.each([
    [{ number: 'n'.repeat(80) }, []],
    [{ number: 'n'.repeat(81) }, ['order_number too-long']],
    [{ customer: 'n'.repeat(81) }, ['supplier_customer_number too-long']],
  ] as [Parameters<typeof one>[0], string[]][])('%#: holds to the lengths of the schema', (overrides, expected) => {
    expect(problemsOf(one(overrides))).toEqual(expected)
  })

  it('keeps its tree whatever the text', () => {
    keepsItsTree(gs1Order3, parties, {
      name: joinedAt('tradeItemDescription'),
      remarks: joinedAt('additionalOrderInstruction'),
      person: joinedAt('personName'),
      optional: /Description|Instruction|contact/,
    })
  })
})
