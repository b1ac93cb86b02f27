import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RenderContext } from '../../src/documents/format.ts'
import { ublOrder21 } from '../../src/documents/ubl-order-2.1.ts'
import type { TextOutput } from '../../src/model/document.ts'
import type { Order } from '../../src/model/order/order.ts'
import { histories } from '../fakes/histories.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'
import { wildText } from './wild-text.ts'
import { leaves, readXml, textsAt } from './xml/reader.ts'

const profile = (document: object = {}, supplier: Record<string, unknown> = {}) => ({
  document: ublOrder21.settings.parse({ format: 'ubl-order-2.1', ...document }),
  supplier: sampleSupplier(supplier),
})

function written(order: Order, to = profile(), on: Partial<RenderContext> = {}): TextOutput {
  const result = ublOrder21.write(order, to, { ...sampleOccasion, ...on })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const [line] = sampleOrder.lines
const one = (overrides: Partial<Order>): Order => ({ ...sampleOrder, lines: [line], ...overrides })

describe('UBL 2.1 Order', () => {
  it('needs no setting but its name', () => {
    const order = readXml(written(sampleOrder).text)
    expect(textsAt(order, 'SellerSupplierParty/cac:Party/cac:PartyName/cbc:Name')).toEqual(['Fresco Foods'])
    expect(textsAt(order, 'BuyerCustomerParty/cbc:SupplierAssignedAccountID')).toEqual(['K-778812'])
  })

  it('takes the names of the parties from the route, where the tables have none', () => {
    const order = readXml(
      written(sampleOrder, profile({ sender: { name: 'Bistro BV' }, recipient: { name: 'Fresco' } })).text,
    )
    expect(textsAt(order, 'BuyerCustomerParty/cac:Party/cac:PartyName/cbc:Name')).toEqual(['Bistro BV'])
    expect(textsAt(order, 'SellerSupplierParty/cac:Party/cac:PartyName/cbc:Name')).toEqual(['Fresco'])
  })

  it('names a customer as the table does, without spaces around it, and as the route does where that is blank', () => {
    const called = (name: string) => {
      const to = profile({ sender: { name: 'Bistro BV' } }, { customers: [{ customer: 'K-778812', name }] })
      return textsAt(readXml(written(sampleOrder, to).text), 'BuyerCustomerParty/cac:Party/cac:PartyName/cbc:Name')
    }
    expect([called(' Bistro '), called('  ')]).toEqual([['Bistro'], ['Bistro BV']])
  })

  it('takes units, names and numbers from the tables', () => {
    const to = profile(
      { unit: 'XCS', sender: { id: 'BUY9' } },
      {
        customers: [{ customer: 'K-778812', name: 'Bistro', gln: '5412345000020' }],
        articles: [{ article: '200457', unit: 'KGM', gtin: '05412345000013' }],
      },
    )
    const { text } = written(sampleOrder, to)
    expect(text).toContain('<cbc:Quantity unitCode="XCS">6<')
    expect(text).toContain('<cbc:Quantity unitCode="KGM">10<')
    const order = readXml(text)
    expect(textsAt(order, 'StandardItemIdentification/cbc:ID')).toEqual(['05412345000013'])
    expect(textsAt(order, 'PartyIdentification/cbc:ID')).toEqual(['5412345000020'])
    expect(textsAt(order, 'BuyerCustomerParty/cbc:CustomerAssignedAccountID')).toEqual(['BUY9'])
    expect(textsAt(order, 'BuyerCustomerParty/cac:Party/cac:PartyName/cbc:Name')).toEqual(['Bistro'])
    expect(text).toContain('<cbc:ID schemeID="GTIN" schemeAgencyID="9">05412345000013<')
    expect(text).toContain('<cbc:ID schemeID="GLN" schemeAgencyID="9">5412345000020<')
  })

  it('marks theoretical prices as information, and leaves all of them out where the supplier wants none', () => {
    const { text } = written(sampleOrder)
    expect(textsAt(readXml(text), 'cac:Price/cbc:PriceTypeCode')).toEqual(['INF', 'INF'])
    expect(text).toContain('<cbc:PriceTypeCode listID="UNCL5125">INF<')
    expect(written(sampleOrder, profile({}, { price: 'omit' })).text).not.toMatch(/Amount|Total|Price/)
  })

  it('says POSSIBLE REPEAT without calling the document a copy', () => {
    const order = readXml(written(sampleOrder, profile(), { possibleRepeat: true }).text)
    expect(textsAt(order, 'cbc:Note')[0]).toBe('POSSIBLE REPEAT')
    expect(textsAt(order, 'cbc:CopyIndicator')).toEqual(['false'])
  })

  it('writes a replacement as the order again: with a note, a reference to the old one, and no UUID of the old one', () => {
    const order = readXml(written(sampleOrder, profile(), { purpose: 'replacement', version: 2 }).text)
    expect(textsAt(order, 'cbc:Note')[0]).toBe('REPLACES every earlier version of order PO-2026-004217')
    expect(textsAt(order, 'OrderDocumentReference/cbc:ID')).toEqual(['PO-2026-004217'])
    expect(textsAt(order, 'cbc:UUID')).toEqual([])
    expect(textsAt(order, 'cbc:CustomerReference')).toEqual([sampleOrder.id])
  })

  it('has no UUID in a correction, which a receiver would discard under the UUID of the first document', () => {
    const order = readXml(written(sampleOrder, profile(), { purpose: 'replacement', correction: 1 }).text)
    expect(textsAt(order, 'cbc:UUID')).toEqual([])
  })

  it('leaves out what is absent instead of writing it empty', () => {
    const bare = one({
      deliveryDate: null,
      remarks: ' ',
      person: null,
      total: null,
      id: 'a\u0001b',
      lines: [{ ...line, name: '', price: null, total: null }],
    })
    const { text, warnings } = written(bare)
    expect(leaves(readXml(text)).filter(([, value]) => value === '')).toEqual([])
    expect(warnings.map(({ path: field, code }) => [field, code])).toEqual([
      ['order_remarks', 'omitted'],
      ['id', 'omitted'],
      ['packages[0].stock_item.name', 'replaced'],
    ])
  })

  it.each([
    [{ number: 'A\tB' }, 'order_number', 'character'],
    [{ customer: 'K\ufffe' }, 'supplier_customer_number', 'character'],
    [{ lines: [{ ...line, article: 'x\ud800' }] }, 'packages[0].supplier_package.supplier_article_number', 'character'],
    [{ lines: [{ ...line, quantity: '1234567890123456789' }] }, 'packages[0].quantity_ordered', 'too-long'],
  ] as [Partial<Order>, string, string][])('refuses %j', (overrides, field, code) => {
    expect(ublOrder21.findProblems(one(overrides), profile())).toMatchObject([{ path: field, code }])
  })

  it('keeps its tree whatever the text, and gives the text back or says what it lost', () => {
    fc.assert(
      fc.property(wildText, wildText, wildText, wildText, (name, remarks, person, supplierName) => {
        const order = one({ remarks, person, lines: [{ ...line, name }] })
        const to = profile({}, { customers: [{ customer: 'K-778812', name: supplierName }] })
        const { text, warnings } = written(order, to)
        const tree = readXml(text)
        const shape = (from: [string, string][]) => from.map(([at]) => at).filter((at) => !/Note|Name$/.test(at))
        expect(shape(leaves(tree))).toEqual(shape(leaves(readXml(written(one({})).text))))
        const expected = (field: string, posted: string) => {
          const warning = warnings.find((candidate) => candidate.path === field)
          if (warning) expect(warning.was).toBe(posted)
          const became = warning ? warning.became : posted
          return became === '' ? [] : [became]
        }
        expect(textsAt(tree, 'Order/cbc:Note')).toEqual(expected('order_remarks', remarks))
        expect(textsAt(tree, 'cac:Item/cbc:Name')).toEqual(expected('packages[0].stock_item.name', name))
        expect(textsAt(tree, 'cac:Contact/cbc:Name')).toEqual(expected('owned_by.username', person))
      }),
      { numRuns: histories(500) },
    )
  })
})
