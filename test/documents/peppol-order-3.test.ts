import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peppolOrder3 } from '../../src/documents/peppol-order-3.ts'
import { add, compare, multiply, toDecimal } from '../../src/model/decimal.ts'
import type { Line } from '../../src/model/order/order.ts'
import { histories } from '../fakes/histories.ts'
import { sampleOrder } from './sample-order.ts'
import { textsAt } from './xml/reader.ts'
import { joinedAt, keepsItsTree, one, writing } from './xml/writing.ts'

const golden = readFileSync(path.join(import.meta.dirname, '../golden/peppol-order-3.xml'), 'utf8')
const seller = { name: 'Groothandel NV', country: 'NL', endpoint: { scheme: '0106', id: '12345678' } }
const buyer = { name: 'Bistro Example BV', endpoint: { scheme: '0208', id: '0123456749' } }
const parties = { buyer, seller }
const { profile, written, problemsOf } = writing(peppolOrder3, parties)
const [line] = sampleOrder.lines
const priced = (...lines: [Partial<Line>, ...Partial<Line>[]]) => {
  const [first, ...more] = lines.map((overrides) => ({ ...line, ...overrides }))
  return first ? one({ lines: [first, ...more] }) : one({})
}
const TOTAL = 'AnticipatedMonetaryTotal/cbc:PayableAmount'

describe('Peppol BIS Ordering 3', () => {
  it.each([
    ['<cbc:ElectronicMail>chef.o&apos;neill@bistro.example<', 'who ordered is a mail address, so it stands as one too'],
  ])('differs from the sample in %s: %s', (text) => expect(golden).toContain(text))

  it('takes the buyer from the customers table, where the legal name may differ from the place', () => {
    const row = { customer: 'K-778812', name: 'Bistro Zuid', gln: '5412345000020' }
    const own = { ...row, legalName: 'Bistro Groep NV', endpoint: { scheme: '0088', id: '5412345000020' } }
    const { tree } = written(sampleOrder, profile({ buyer: undefined }, { customers: [own] }))
    expect(textsAt(tree, 'BuyerCustomerParty/cac:Party/cbc:EndpointID')).toEqual(['5412345000020'])
    expect(textsAt(tree, 'BuyerCustomerParty/cac:Party/cac:PartyName/cbc:Name')).toEqual(['Bistro Zuid'])
    expect(textsAt(tree, 'cbc:RegistrationName')).toEqual(['Bistro Groep NV', 'Groothandel NV'])
    expect(textsAt(tree, 'DeliveryParty/cac:PartyIdentification/cbc:ID')).toEqual(['5412345000020'])
    expect(textsAt(tree, 'DeliveryParty/cac:PartyName/cbc:Name')).toEqual(['Bistro Zuid'])
    expect(textsAt(written(sampleOrder, profile({}, { customers: [row] })).tree, 'RegistrationName')[0]).toBe(
      buyer.name,
    )
  })

  it('names what is missing of the buyer instead of inventing it', () => {
    const without = (row: object) =>
      problemsOf(sampleOrder, profile({ buyer: undefined }, { customers: [{ customer: 'K-778812', ...row }] }))
    const incomplete = ['supplier_customer_number profile-incomplete']
    expect(without({})).toEqual(incomplete)
    expect(without({ name: 'Bistro' })).toEqual(incomplete)
    expect(without({ endpoint: buyer.endpoint })).toEqual(incomplete)
    expect(without({ name: 'Bistro', endpoint: buyer.endpoint })).toEqual([])
    expect(without({ name: 'Bistro', endpoint: { scheme: '0208', id: '0123456740' } })).toEqual(incomplete)
  })

  it.each([
    ['0208', '0123456740'],
    ['0088', '5412345000021'],
    ['0106', '1234567'],
    ['0192', '987654320'],
    ['0007', '5560360794'],
    ['0151', '51824753557'],
    ['ZZZZ', '1'],
  ])('refuses the endpoint %s:%s at start', (scheme, id) => {
    expect(() => profile({ seller: { ...seller, endpoint: { scheme, id } } })).toThrow()
  })

  it.each([
    ['0208', '0202239951'],
    ['0088', '5412345000013'],
    ['0192', '984661185'],
    ['0007', '5560360793'],
    ['0151', '51824753556'],
    ['0184', 'DK12345678'],
    ['9925', 'BE0202239951'],
  ])('takes the endpoint %s:%s', (scheme, id) => {
    expect(() => profile({ seller: { ...seller, endpoint: { scheme, id } } })).not.toThrow()
  })

  it('writes a unit of recommendation 21 with its X, and refuses one that no list has', () => {
    const units = (unit: string, document: object = {}) =>
      profile(document, { articles: [{ article: "AB-100'23", unit }] })
    expect(written(one({}), units('PK')).text).toContain('unitCode="XPK"')
    expect(written(one({}), units('KGM')).text).toContain('unitCode="KGM"')
    expect(problemsOf(one({}), units('PCE'))).toEqual([
      'packages[0].supplier_package.supplier_article_number profile-incomplete',
    ])
    expect(written(one({}), units('PCE', { units: { PCE: 'H87' } })).text).toContain('unitCode="H87"')
    expect(() => profile({ unit: 'PK' })).toThrow()
  })

  it('refuses a GTIN or GLN with a wrong check digit, and a currency that is none', () => {
    const articles = [{ article: "AB-100'23", gtin: '5412345000014' }]
    const customers = [{ customer: 'K-778812', gln: '5412345000014' }]
    expect(problemsOf(one({}), profile({}, { articles, customers, currency: 'XQX' }))).toEqual([
      'supplier_customer_number profile-incomplete',
      'packages[0].supplier_package.supplier_article_number profile-incomplete',
      ' profile-incomplete',
    ])
  })

  it('says of which list a GLN and a GTIN are', () => {
    const articles = [{ article: "AB-100'23", gtin: '5412345000013' }]
    const customers = [{ customer: 'K-778812', gln: '5412345000020' }]
    const { text } = written(one({}), profile({}, { articles, customers }))
    expect(text).toContain('<cbc:ID schemeID="0088">5412345000020</cbc:ID>')
    expect(text).toContain('<cbc:ID schemeID="0160">5412345000013</cbc:ID>')
  })

  it('says where an order goes that has no delivery date, and nothing of it where that is nowhere else', () => {
    const order = { ...sampleOrder, deliveryDate: null }
    const to = profile({}, { customers: [{ customer: 'K-778812', shipTo: 'D-200' }] })
    expect(textsAt(written(order, to).tree, 'cac:DeliveryParty/cac:PartyIdentification/cbc:ID')).toEqual(['D-200'])
    expect(written(order).text).not.toContain('cac:Delivery')
  })

  it('leaves out the total when the lines do not add up to it, and says so', () => {
    const { tree, warnings } = written(one({ total: '74.08' }))
    expect(textsAt(tree, TOTAL)).toEqual([])
    expect(textsAt(tree, 'LineItem/cbc:LineExtensionAmount')).toEqual(['74.07'])
    expect(warnings).toEqual([{ path: 'theoretical_price', code: 'omitted', was: '74.08', became: '' }])
  })

  it.each([
    [{ price: '12.3456', total: '74.09' }, true],
    [{ price: '12.3456', total: '74.10' }, false],
    [{ price: '12.3456', total: '74.0736' }, false],
    [{ price: '12.5', total: '75.000' }, true],
    [{ price: '12.5', total: null }, false],
    [{ price: null, total: '75.00' }, false],
    [{ price: '-12.5', total: '-75.00' }, false],
  ] as [Partial<Line>, boolean][])('prices a line %j: %s', (overrides, kept) => {
    const { tree, warnings } = written(priced(overrides))
    expect(textsAt(tree, 'cbc:PriceAmount')).toHaveLength(kept ? 1 : 0)
    expect(textsAt(tree, 'LineItem/cbc:LineExtensionAmount')).toHaveLength(kept ? 1 : 0)
    const left = warnings.filter(({ code, path: field }) => code === 'omitted' && field.startsWith('packages'))
    expect(left).toHaveLength(kept ? 0 : Object.values(overrides).filter((value) => value !== null).length)
  })

  it('drops zeros after the cents, and records even that', () => {
    const { tree, warnings } = written({ ...priced({ price: '12.5', total: '75.000' }), total: '75.000' })
    expect(textsAt(tree, TOTAL)).toEqual(['75.00'])
    expect(warnings.map(({ was, became }) => [was, became])).toEqual([
      ['75.000', '75.00'],
      ['75.000', '75.00'],
    ])
  })

  it('writes amounts that add up or none, whatever was posted', () => {
    const money = fc.oneof(
      fc.stringMatching(/^[0-9]{1,4}\.[0-9]{1,4}$/),
      fc.constantFrom(null, '0', '1e2', '-3', 'x', ''),
    )
    const lines = fc.array(fc.record({ price: money, total: money, right: fc.boolean() }), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(lines, money, fc.boolean(), (amounts, posted, right) => {
        const totals = amounts.map(({ price, total, right }) => {
          const exact = right && price ? toDecimal(price) : null
          return exact ? multiply(exact, '6') : total
        })
        const sum = totals.reduce<string>((before, total) => add(before, toDecimal(total ?? '0') ?? '0'), '0')
        const [first, ...more] = amounts.map(({ price }, index) => ({ ...line, price, total: totals[index] ?? null }))
        if (!first) return
        const { tree } = written(one({ lines: [first, ...more], total: right ? sum : posted }))
        const amountsWritten = textsAt(tree, 'LineItem/cbc:LineExtensionAmount')
        const prices = textsAt(tree, 'cbc:PriceAmount')
        expect(prices).toHaveLength(amountsWritten.length)
        for (const [index, total] of amountsWritten.entries()) {
          expect(total).toMatch(/^\d+(\.\d\d?)?$/)
          const off = add(multiply(toDecimal(prices[index] ?? '') ?? '', '6'), `-${total}`.replace(/^-0+(\.0+)?$/, '0'))
          expect(Math.abs(Number(off))).toBeLessThanOrEqual(0.02)
        }
        const [whole] = textsAt(tree, TOTAL)
        const added = amountsWritten.reduce((before, total) => add(before, toDecimal(total) ?? '0'), '0')
        if (whole !== undefined) expect(compare(toDecimal(whole) ?? '', added)).toBe(0)
      }),
      { numRuns: histories(500) },
    )
  })

  it('says in one note whether it repeats, replaces or tests, before the remarks', () => {
    const on = { possibleRepeat: true, purpose: 'replacement', version: 2 } as const
    const { tree } = written(sampleOrder, profile({ test: true }), on)
    expect(textsAt(tree, 'Order/cbc:Note').map((note) => note.split('\n'))).toEqual([
      [
        'POSSIBLE REPEAT',
        'REPLACES every earlier version of order PO-2026-004217',
        'TEST ORDER, NOT TO BE DELIVERED',
        sampleOrder.remarks,
      ],
    ])
    expect(textsAt(tree, 'OrderDocumentReference/cbc:ID')).toEqual([sampleOrder.number])
  })

  it('calls a line without a name by its article number, because the rules ask for a name', () => {
    const { tree, warnings } = written(priced({ name: ' \u0001' }))
    expect(textsAt(tree, 'cac:Item/cbc:Name')).toEqual([line.article])
    expect(warnings).toContainEqual({
      path: 'packages[0].stock_item.name',
      code: 'replaced',
      was: ' \u0001',
      became: line.article,
    })
  })

  it('leaves out every price where the supplier wants none, and what is absent', () => {
    const bare = { ...priced({ name: 'x' }), deliveryDate: null, remarks: '', person: null }
    expect(written(bare, profile({}, { price: 'omit' })).text).not.toMatch(/Amount|Price|Period|Note|Contact/)
  })

  it('keeps its tree whatever the text', () => {
    keepsItsTree(peppolOrder3, parties, {
      name: joinedAt('cac:Item/cbc:Name'),
      remarks: joinedAt('Order/cbc:Note'),
      person: joinedAt('cac:Contact/cbc:Name'),
      optional: /Note|Contact/,
    })
  })
})
