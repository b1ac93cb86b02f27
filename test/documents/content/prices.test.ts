import { describe, expect, it } from 'vitest'
import { formats } from '../../../src/documents/registry.ts'
import type { Line, Order } from '../../../src/model/order/order.ts'
import { Route } from '../../../src/profile/supplier.ts'
import { compose } from '../../../src/steps/compose.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../sample-order.ts'

const PATH = 'packages[0].supplier_package.theoretical_price_per_package'

/** Two of Apicbase's units; each holds `factor` of the supplier's units. */
async function priced(id: string, settings: object, factor: string, price = '12.35', unit = 'PCE') {
  const format = formats[id]
  if (!format) throw new Error(`No format is called ${id}.`)
  const [sample] = sampleOrder.lines
  const line: Line = { ...sample, article: 'A-1', quantity: '2', price, total: '24.70' }
  const order: Order = { ...sampleOrder, id: 'ID-1', remarks: '', lines: [line], total: null }
  const articles = [{ article: 'A-1', factor, unit, weighted: true }]
  const supplier = sampleSupplier({ price: 'net', articles })
  const document = format.settings.parse({ format: id, ...format.example, ...settings })
  const route = Route.parse({ name: 'erp', document, transport: { kind: 'mailbox' } })
  const composed = await compose(order, route, supplier, sampleOccasion, 'k'.repeat(32))
  if (!composed.ok) throw new Error(JSON.stringify(composed.error))
  const text = new TextDecoder('latin1').decode(composed.value.bytes)
  const { warnings } = composed.value
  return { text, price: warnings.filter(({ path }) => path === PATH).map(({ code, became }) => `${code} ${became}`) }
}

describe('the price of a case, where pieces are counted', () => {
  it.each<[string, object, RegExp]>([
    ['edifact-d96a', {}, /QTY\+21:12:PCE'.*PRI\+AAA:12\.35:::6:PCE'/],
    ['edifact-d01b', {}, /QTY\+21:12:PCE'.*PRI\+AAA:12\.35:::6:PCE'/],
    ['ubl-order-2.1', {}, />12\.35<\/cbc:PriceAmount>\s*<cbc:BaseQuantity unitCode="PCE">6<\/cbc:BaseQuantity>/],
    [
      'peppol-order-3',
      { units: { PCE: 'H87' } },
      />12\.35<\/cbc:PriceAmount>\s*<cbc:BaseQuantity unitCode="H87">6<\/cbc:BaseQuantity>/,
    ],
    ['opentrans-2.1', { units: { PCE: 'PK' } }, /<bmecat:PRICE_AMOUNT>12\.35<.*<bmecat:PRICE_QUANTITY>6</s],
    ['cxml-1.2', {}, />12\.35<\/Money>.*<PriceBasisQuantity quantity="6" conversionFactor="1">\s*<UnitOfMeasure>PCE</s],
    ['idoc-orders05', {}, /<MENGE>12<.*<VPREI>12\.35<\/VPREI>\s*<PEINH>6<\/PEINH>/s],
    ['gs1-order-3', {}, />12\.35<\/netPrice>\s*<itemPriceBaseQuantity measurementUnitCode="PCE">6</],
    ['json', {}, /"quantity": "12",[^}]*"pricePerPackage": "12\.35",\s*"priceQuantity": "6"/],
  ])('stands as it was posted in %s, and beside it how many it is for', async (id, settings, place) => {
    const { text, price } = await priced(id, settings, '6')
    expect(text).toMatch(place)
    expect(price).toEqual([])
  })

  it.each<[string, object, RegExp]>([
    ['x12-850-4010', {}, /PO1\*1\*12\*PC\*2\.0575\*\*VN/],
    ['tradacoms-orders-9', {}, /\+:12000:PC\+20575\+/],
    ['csv', {}, /,12,PC,2\.0575,24\.70,/],
    ['template', { template: 'order-xml' }, /<price>2\.0575<\/price>/],
    ['template', { template: 'order-text' }, /\(EUR 2\.0575\)/],
  ])(
    'becomes the exact price of a piece in %s, which has no place for it, and that is recorded',
    async (id, settings, place) => {
      const { text, price } = await priced(id, settings, '6', '12.345', 'PC')
      expect(text).toMatch(place)
      expect(price).toEqual(['replaced 2.0575'])
    },
  )

  it.each<[string, object, RegExp]>([
    ['x12-850-4010', {}, /PO1\*1\*12\*PC\*\*\*VN/],
    ['tradacoms-orders-9', {}, /\+:12000:PC\+\+\+\+/],
    ['csv', {}, /,12,PC,,24\.70,/],
    ['template', { template: 'order-xml' }, /<quantity unit="PC">12<\/quantity>\s*<total>/],
  ])('is left out of %s and recorded, where that of a piece has no end', async (id, settings, place) => {
    const { text, price } = await priced(id, settings, '6', '12.35', 'PC')
    expect(text).toMatch(place)
    expect(price).toEqual(['omitted '])
  })

  it('of more decimals than TRADACOMS has is left out there', async () => {
    expect((await priced('tradacoms-orders-9', {}, '8', '12.35', 'PC')).price).toEqual(['omitted '])
  })

  it('stands as it was posted in a layout that has a column for how many it is for', async () => {
    const fields = ['orderNumber', 'articleNumber', 'quantity', 'pricePerPackage', 'priceQuantity']
    const { text, price } = await priced('csv', { columns: fields.map((field) => ({ field })) }, '6')
    expect(text).toContain('A-1,12,12.35,6')
    expect(price).toEqual([])
  })

  it.each<[string, string, string, RegExp, readonly string[]]>([
    ['edifact-d96a', '2.5', '12.35', /PRI\+AAA:12\.35:::2\.5:PCE'/, []],
    ['edifact-d96a', '1234567890', '12345678900', /PRI\+AAA:10'/, ['replaced 10']],
    ['edifact-d96a', '3000000000', '1', /^(?!.*PRI\+)/s, ['omitted ']],
    ['idoc-orders05', '2.5', '12.35', /<VPREI>123\.5<\/VPREI>\s*<PEINH>25<\/PEINH>/, ['replaced 123.5']],
    [
      'idoc-orders05',
      '2.5',
      '123456789012345',
      /<VPREI>49382715604938<\/VPREI>\s*<PEINH>1</,
      ['replaced 49382715604938'],
    ],
    ['idoc-orders05', '3000000000', '1', /^(?!.*VPREI)/s, ['omitted ']],
  ])('in %s, %s to one: is exact, or left out and recorded', async (id, factor, price, place, recorded) => {
    const found = await priced(id, id.startsWith('edifact') ? {} : {}, factor, price)
    expect(found.text).toMatch(place)
    expect(found.price).toEqual(recorded)
  })

  it('goes to Peppol only where quantity, price and base quantity make the total', async () => {
    const { text, price } = await priced('peppol-order-3', { units: { PCE: 'H87' } }, '6', '11.00')
    expect(text).not.toContain('BaseQuantity')
    expect(price).toEqual(['omitted '])
  })
})
