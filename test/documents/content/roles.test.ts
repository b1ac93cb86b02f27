import { describe, expect, it } from 'vitest'
import { rolesOf } from '../../../src/documents/content/roles.ts'
import { formats } from '../../../src/documents/registry.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../sample-order.ts'

/** The sample order's customer, with another number in each role. */
const row = { customer: 'K-778812', soldTo: 'S-100', shipTo: 'D-200', billTo: 'B-300' }

const columns = (...fields: string[]) =>
  ['orderNumber', ...fields, 'articleNumber', 'quantity'].map((field) => ({ field }))

function written(id: string, settings: object, customer: object = row) {
  const format = formats[id]
  if (!format) throw new Error(`No format is called ${id}.`)
  const profile = {
    supplier: sampleSupplier({ customers: [customer] }),
    document: format.settings.parse({ format: id, ...format.example, ...settings }),
  }
  const problems = format.findProblems(sampleOrder, profile)
  const result = format.write(sampleOrder, profile, sampleOccasion)
  expect(result.ok).toBe(problems.length === 0)
  return { problems, warnings: result.ok ? result.value.warnings : [], text: JSON.stringify(result) }
}

describe("the customers table's numbers", () => {
  it('are each the number that Apicbase sends, where the table has none', () => {
    expect(rolesOf(sampleOrder, { customers: [{ customer: 'K-778812', shipTo: 'D-200' }] })).toEqual({
      soldTo: 'K-778812',
      shipTo: 'D-200',
      billTo: null,
    })
    expect(rolesOf(sampleOrder, {})).toEqual({ soldTo: 'K-778812', shipTo: 'K-778812', billTo: null })
  })

  it.each<[string, object, readonly string[]]>([
    ['edifact-d96a', {}, ['NAD+BY+S-100::91', 'NAD+DP+D-200::91', 'NAD+IV+B-300::91']],
    ['x12-850-4010', {}, ['N1*BY**91*S-100~', 'N1*ST**91*D-200~', 'N1*BT**91*B-300~']],
    ['tradacoms-orders-9', {}, ['CDT=9501101020016:S-100', 'CLO=::D-200']],
    ['ubl-order-2.1', {}, ['>S-100<', '>D-200<', '>B-300<']],
    ['peppol-order-3', {}, ['>S-100<', '>D-200<']],
    ['opentrans-2.1', {}, ['>S-100<', '>D-200<', '>B-300<', 'invoice_recipient']],
    ['cxml-1.2', {}, ['>S-100<', 'addressID=\\"D-200\\"', 'addressID=\\"B-300\\"']],
    ['idoc-orders05', {}, ['<SNDPRN>S-100<', '<PARVW>RE<', '<PARTN>B-300<', '<PARTN>D-200<']],
    ['gs1-order-3', {}, ['>S-100<', '>D-200<', '>B-300<', '<billTo>']],
    ['json', {}, ['S-100', 'D-200', 'B-300', 'K-778812']],
    ['template', { template: 'order-xml' }, ['<soldTo>S-100<', '<shipTo>D-200<', '<billTo>B-300<', '>K-778812<']],
    ['csv', { columns: columns('soldTo', 'shipTo', 'billTo') }, ['S-100,D-200,B-300']],
  ])('stand in %s, in the places of its parties, and that of Apicbase does not', (id, settings, places) => {
    const { problems, text } = written(id, settings)
    expect(problems).toEqual([])
    for (const place of places) expect(text).toContain(place)
    // JSON and template also write the number that Apicbase sent.
    if (id !== 'json' && id !== 'template') expect(text).not.toContain('K-778812')
  })

  it.each([
    ['tradacoms-orders-9', {}],
    ['peppol-order-3', {}],
  ])('that %s has no place for are recorded as left out', (id, settings) => {
    expect(written(id, settings).warnings).toContainEqual({
      path: 'supplier_customer_number',
      code: 'omitted',
      was: 'B-300',
      became: '',
    })
  })

  it.each(['tradacoms-orders-9', 'peppol-order-3'])('that %s writes for another party are not left out', (id) => {
    const one = { customer: 'K-778812', soldTo: 'S-100', shipTo: 'S-100', billTo: 'S-100' }
    const { text, warnings } = written(id, {}, one)
    expect(text).toContain('S-100')
    expect(warnings.filter(({ path }) => path === 'supplier_customer_number')).toEqual([])
  })

  it.each<[string, object, readonly string[]]>([
    ['csv', {}, ['S-100', 'D-200', 'B-300']],
    ['fixed-width', {}, ['S-100', 'D-200', 'B-300']],
    ['csv', { columns: columns('soldTo', 'shipTo') }, ['B-300']],
    ['csv', { columns: columns('customerNumber', 'shipTo', 'billTo', 'soldTo') }, []],
  ])('that %s has no column for are recorded as left out: %j', (id, settings, lost) => {
    const { warnings } = written(id, settings)
    expect(warnings.filter(({ path }) => path === 'supplier_customer_number')).toEqual(
      lost.map((was) => ({ path: 'supplier_customer_number', code: 'omitted', was, became: '' })),
    )
  })

  it('that are the number of Apicbase, or of a column, are not recorded in a file', () => {
    const of = (customer: object) => written('csv', {}, { customer: 'K-778812', ...customer }).warnings
    expect(of({ soldTo: 'K-778812' })).toEqual([])
    expect(of({ soldTo: 'S-1', shipTo: 'S-1' }).map(({ was }) => was)).toEqual(['S-1'])
  })

  it('yield to nothing in Peppol: a GLN is recorded where a ship-to number stands in its place', () => {
    const { text, warnings } = written('peppol-order-3', {}, { ...row, gln: '5412345000020' })
    expect(text).not.toContain('5412345000020<')
    expect(warnings.map(({ was }) => was)).toContain('5412345000020')
  })

  it.each<[string, RegExp]>([
    ['gs1-order-3', /<buyer>\\n\s*<gln>5412345000020</],
    ['idoc-orders05', /<PARVW>AG<.*?<ILNNR>5412345000020<.*?<PARVW>WE</],
    ['edifact-d96a', /NAD\+BY\+5412345000020/],
    ['x12-850-4010', /N1\*BY\*\*UL\*5412345000020/],
    ['ubl-order-2.1', /BuyerCustomerParty.*>5412345000020</],
    ['opentrans-2.1', />5412345000020</],
  ])('leave a GLN to the buyer in %s, because a GLN names one party', (id, buyer) => {
    const { text } = written(id, {}, { ...row, gln: '5412345000020' })
    expect(text).toMatch(buyer)
    expect(text.match(/5412345000020/g)).toHaveLength(1)
  })

  it.each(['tradacoms-orders-9', 'peppol-order-3'])('leave a GLN of the buyer out of the place in %s', (id) => {
    const known = { customer: 'K-778812', soldTo: 'S-100', shipTo: 'D-200', gln: '5412345000020' }
    const { text, warnings } = written(id, {}, known)
    expect(text.match(/=5412345000020|>5412345000020</g)).toBeNull()
    expect(warnings).toContainEqual({
      path: 'supplier_customer_number',
      code: 'omitted',
      was: '5412345000020',
      became: '',
    })
  })

  it.each<[string, number]>([
    ['gs1-order-3', 2],
    ['idoc-orders05', 2],
    ['tradacoms-orders-9', 1],
  ])('are one place with its GLN in %s, where the buyer is the place', (id, times) => {
    const { text } = written(id, {}, { customer: 'K-778812', gln: '5412345000020' })
    expect(text.match(/5412345000020/g)).toHaveLength(times)
  })

  it('say who buys beside a GLN too', () => {
    const known = { ...row, gln: '5412345000020' }
    expect(written('edifact-d96a', {}, known).text).toContain("NAD+BY+5412345000020::9'RFF+IT:S-100'")
    expect(written('x12-850-4010', {}, known).text).toContain('N1*BY**UL*5412345000020~REF*IT*S-100~N1*ST**91*D-200~')
    const same = { customer: 'K-778812', gln: '5412345000020' }
    expect(written('x12-850-4010', {}, same).text).toContain('N1*BY**UL*5412345000020~N1*ST**91*K-778812~')
  })

  it.each<[string, object, object]>([
    ['edifact-d96a', {}, { soldTo: 'S'.repeat(36) }],
    ['x12-850-4010', {}, { billTo: 'a*b' }],
    ['x12-850-4010', {}, { soldTo: 'S'.repeat(31), gln: '5412345000020' }],
    ['tradacoms-orders-9', {}, { shipTo: 'D'.repeat(18) }],
    ['idoc-orders05', {}, { shipTo: 'D'.repeat(18) }],
    ['gs1-order-3', {}, { billTo: 'B'.repeat(81) }],
    ['ubl-order-2.1', {}, { billTo: 'B\u0001' }],
  ])("that do not fit %s are the supplier's to mend: %#", (id, settings, more) => {
    expect(written(id, settings, { ...row, ...more }).problems).toMatchObject([
      { path: 'supplier_customer_number', code: 'profile-incomplete' },
    ])
  })

  it('spare an order whose own number would not fit', () => {
    const order = { ...sampleOrder, customer: 'K'.repeat(40) }
    const format = formats['idoc-orders05']
    const supplier = sampleSupplier({ customers: [{ ...row, customer: order.customer }] })
    const document = format?.settings.parse({ format: 'idoc-orders05' })
    expect(document && format?.findProblems(order, { supplier, document })).toEqual([])
  })
})
