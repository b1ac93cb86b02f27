import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import type { Order } from '../../src/model/order/order.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

const [line] = sampleOrder.lines
const oneLine = (overrides: object): Partial<Order> => ({ lines: [{ ...line, ...overrides }] })
const customer = (row: object) => ({ customers: [{ customer: sampleOrder.customer, ...row }] })
const article = (row: object) => ({ articles: [{ article: line.article, ...row }] })

const ARTICLE = 'packages[0].supplier_package.supplier_article_number'
const QUANTITY = 'packages[0].quantity_ordered'
const CUSTOMER = 'supplier_customer_number'
/** No document can hold this key, in any character set. */
const BAD = 'A\u0001'

/** Problems of the sample order after a change: first the path, then the subject. */
function said(id: string, settings: object, changed: Partial<Order>, tables: Record<string, unknown> = {}): string[] {
  const format = formats[id]
  if (!format) throw new Error(`No format is called ${id}.`)
  const profile = {
    supplier: sampleSupplier(tables),
    document: format.settings.parse({ format: id, ...format.example, ...settings }),
  }
  const order = { ...sampleOrder, lines: sampleOrder.lines.slice(0, 1) as [typeof line], ...changed }
  const problems = format.findProblems(order, profile)
  expect(format.write(order, profile, sampleOccasion)).toMatchObject(
    problems.length === 0 ? { ok: true } : { ok: false, error: problems },
  )
  return problems.map(({ path, code, message }) => `${path} ${code}: ${message}`)
}

/** The message about an unprintable character, with the noun of the field. */
const stranger = (noun: string, characters: string): string =>
  `The ${noun} holds the unprintable character U+0001, which ${characters} cannot carry; use another number or key this order by hand.`

const cases: readonly (readonly [id: string, settings: object, characters: string, digits: string])[] = [
  ['edifact-d96a', {}, 'UNOC', '15 digits that EDIFACT D.96A'],
  ['edifact-d01b', {}, 'UNOC', '34 digits that EDIFACT D.01B'],
  ['x12-850-4010', {}, 'X12 with the separators * > ~', '15 digits that X12 850 (004010)'],
  ['x12-850-5010', {}, 'X12 with the separators * > ~ ^', '15 digits that X12 850 (005010)'],
  ['tradacoms-orders-9', {}, 'TRADACOMS', '3 decimals or more than 15 digits'],
  ['ubl-order-2.1', {}, 'XML', '18 digits that UBL'],
  ['peppol-order-3', {}, 'XML', '18 digits that Peppol'],
  ['opentrans-2.1', {}, 'XML', '18 digits that openTRANS'],
  ['cxml-1.2', {}, 'XML', '15 digits that cXML'],
  ['idoc-orders05', {}, 'XML', '15 digits that ORDERS05'],
  ['gs1-order-3', {}, 'XML', '18 digits that GS1 XML'],
  ['template', { template: 'order-xml' }, 'utf-8', ''],
]

describe.each(cases)('%s refuses, and names', (id, settings, characters, digits) => {
  it('a key with a character that it cannot carry', () => {
    const number = stranger('order number', characters)
    expect(said(id, settings, { number: BAD })).toEqual([`order_number character: ${number}`])
    const posted = stranger('customer number', characters)
    expect(said(id, settings, { customer: BAD })).toEqual([`${CUSTOMER} character: ${posted}`])
    const told = stranger('article number', characters)
    expect(said(id, settings, oneLine({ article: BAD }))).toEqual([`${ARTICLE} character: ${told}`])
  })

  it('a key that is blank', () => {
    expect(said(id, settings, { number: ' ' })).toEqual(['order_number blank: The order number is blank; fill it in.'])
  })

  it('a quantity that is none, or of too many digits', () => {
    expect(said(id, settings, oneLine({ quantity: 'x' }))).toEqual([
      `${QUANTITY} character: The quantity is not a plain decimal number; write it as 12 or 1.5.`,
    ])
    const many = said(id, settings, oneLine({ quantity: '1'.repeat(40) }))
    expect(many).toEqual(digits === '' ? [] : [expect.stringContaining(digits)])
  })

  it('a date that is none', () => {
    expect(said(id, settings, { orderedOn: { ...sampleOrder.orderedOn, date: '24/11/2026' } })).toEqual([
      'ordered_on date-impossible: The order date is not a date; write it as 2026-11-26.',
    ])
    expect(said(id, settings, { deliveryDate: 'tomorrow' })).toEqual([
      'expected_delivery_date date-impossible: The delivery date is not a date; write it as 2026-11-26.',
    ])
  })

  it.each(['soldTo', 'shipTo', 'billTo'])("the customers table's %s", (role) => {
    const noun = `${role.replace('T', '-t')}`
    expect(said(id, settings, {}, customer({ [role]: BAD }))).toEqual([
      `${CUSTOMER} profile-incomplete: ${stranger(`${noun.toLowerCase()} number in the customers table`, characters)}`,
    ])
  })

  it('a GLN and a GTIN of the tables that cannot be one', () => {
    expect(said(id, settings, {}, customer({ gln: '541234500002' }))).toEqual([
      `${CUSTOMER} profile-incomplete: The GLN in the customers table is not 13 digits; correct the table.`,
    ])
    expect(said(id, settings, {}, article({ gtin: '1234567' }))).toEqual([
      `${ARTICLE} profile-incomplete: The GTIN in the articles table is not 8 to 14 digits; correct the table.`,
    ])
  })

  it('a unit of the articles table that it cannot write', () => {
    const problems = said(id, settings, {}, article({ unit: 'K\u0001' }))
    expect(problems[0]).toContain(
      `${ARTICLE} profile-incomplete: ${stranger('unit in the articles table', characters)}`,
    )
  })
})

describe.each([
  ['peppol-order-3', {}],
  ['opentrans-2.1', {}],
  ['cxml-1.2', {}],
  ['idoc-orders05', {}],
  ['gs1-order-3', {}],
])('%s refuses a slip of the finger', (id, settings) => {
  const why = 'has a wrong length or check digit; correct the table.'

  it('in a GLN or a GTIN, by its check digit', () => {
    expect(said(id, settings, {}, customer({ gln: '5412345000021' }))).toEqual([
      `${CUSTOMER} profile-incomplete: The GLN 5412345000021 in the customers table ${why}`,
    ])
    expect(said(id, settings, {}, article({ gtin: '5412345000014' }))).toEqual([
      `${ARTICLE} profile-incomplete: The GTIN 5412345000014 in the articles table ${why}`,
    ])
    expect(
      said(id, settings, {}, { ...customer({ gln: '5412345000020' }), ...article({ gtin: '5412345000013' }) }),
    ).toEqual([])
  })
})

describe.each([
  ['peppol-order-3', {}, 'H87'],
  ['opentrans-2.1', {}, 'C62'],
  ['cxml-1.2', {}, 'PCE'],
  ['idoc-orders05', {}, 'PCE'],
  ['gs1-order-3', {}, 'PCE'],
])('%s refuses a unit', (id, settings, known) => {
  it('that is not of its list, unless the route names its code', () => {
    const unit = article({ unit: 'krat van 6' })
    expect(said(id, settings, {}, unit)).toEqual([
      expect.stringMatching(
        /^packages\[0\]\.supplier_package\.supplier_article_number profile-incomplete: The unit krat van 6 in the articles table is not in .+; give its code in the route's units\.$/,
      ),
    ])
    expect(said(id, { ...settings, units: { 'krat van 6': known } }, {}, unit)).toEqual([])
  })
})

describe.each([
  ['x12-850-4010', 'CA'],
  ['ubl-order-2.1', 'PCE'],
  ['peppol-order-3', 'H87'],
  ['opentrans-2.1', 'C62'],
  ['cxml-1.2', 'PCE'],
  ['idoc-orders05', 'PCE'],
  ['gs1-order-3', 'PCE'],
])('%s refuses a factor', (id, unit) => {
  it("without a unit, because the pieces would be counted in the route's unit, which is a package", () => {
    expect(said(id, {}, {}, article({ factor: '12' }))).toEqual([
      `${ARTICLE} profile-incomplete: The articles table gives a factor and no unit, so the route's unit would be wrong. Give the article its unit.`,
    ])
    expect(said(id, {}, {}, article({ factor: '12', unit }))).toEqual([])
    expect(said(id, {}, {}, article({ factor: '1.0' }))).toEqual([])
  })
})

describe.each([
  ['edifact-d96a', {}],
  ['tradacoms-orders-9', {}],
  ['csv', {}],
  ['json', {}],
  ['template', { template: 'order-xml' }],
])('%s writes a factor', (id, settings) => {
  it('without a unit, because it writes the quantity alone', () => {
    expect(said(id, settings, {}, article({ factor: '12' }))).toEqual([])
  })
})

describe('a number that two rows of the articles table share in different units', () => {
  const columns = ['orderNumber', 'articleNumber', 'quantity'].map((field) => ({ field }))
  const rows = (other: object) => ({
    articles: [
      { article: line.article, erpArticle: '777', unit: 'CS' },
      { article: 'A-2', erpArticle: '777', ...other },
    ],
  })

  it.each([
    ['tradacoms-orders-9', {}],
    ['csv', { columns }],
    ['fixed-width', { columns: columns.map((column) => ({ ...column, width: 35 })) }],
  ])('is refused by %s without a place for the unit', (id, settings) => {
    for (const other of [{ unit: 'EA' }, {}])
      expect(said(id, settings, {}, rows(other))).toEqual([
        `${ARTICLE} profile-incomplete: Rows of the articles table share the number 777 in several units, and this document shows no unit. Give each unit its own number.`,
      ])
    expect(said(id, settings, {}, rows({ unit: 'CS' }))).toEqual([])
    expect(said(id, settings, {}, rows({ unit: 'EA', erpArticle: '778' }))).toEqual([])
  })

  it.each([
    ['csv', {}],
    ['edifact-d96a', {}],
    ['x12-850-4010', {}],
    ['json', {}],
  ])('is written by %s, which shows the unit', (id, settings) => {
    expect(said(id, settings, {}, rows({ unit: 'EA' }))).toEqual([])
  })

  it('is written by TRADACOMS for an article that is measured, which has its unit', () => {
    const weighed = {
      articles: [
        { article: line.article, erpArticle: '777', unit: 'KGM', weighted: true },
        { article: 'A-2', erpArticle: '777', unit: 'EA' },
      ],
    }
    expect(said('tradacoms-orders-9', {}, {}, weighed)).toEqual([])
  })
})

describe('a cXML order', () => {
  it('names who pays by the number that Apicbase sends, which must fit where no other is known', () => {
    const known = (row: object) => ({ customers: [{ customer: BAD, soldTo: 'S-1', shipTo: 'D-1', ...row }] })
    expect(said('cxml-1.2', {}, { customer: BAD }, known({}))).toEqual([
      `${CUSTOMER} character: ${stranger('customer number', 'XML')}`,
    ])
    expect(said('cxml-1.2', {}, { customer: BAD }, known({ billTo: 'B-1' }))).toEqual([])
    const same = { customers: [{ customer: 'K-1', soldTo: 'K-1', shipTo: 'D-1' }] }
    expect(said('cxml-1.2', {}, { customer: 'K-1' }, same)).toEqual([])
  })
})
