import { describe, expect, it } from 'vitest'
import { buyerOf, buyerProblems } from '../../../src/documents/peppol/buyer.ts'
import { sampleOrder, sampleSupplier } from '../sample-order.ts'

const endpoint = { scheme: '0208', id: '0123456749' }
const buyer = { name: 'Bistro Groep NV', endpoint: { scheme: '0106', id: '12345678' } }
const NAMES = 'give it in the customers table or as buyer in the route.'
const supplier = (row: object) => sampleSupplier({ customers: [{ customer: sampleOrder.customer, ...row }] })
const told = (row: object, document = {}) =>
  buyerProblems(sampleOrder, supplier(row), document).map(({ path, code, message }) => {
    expect([path, code]).toEqual(['supplier_customer_number', 'profile-incomplete'])
    return message
  })

describe('the buyer in Peppol', () => {
  it.each([
    [{}, [`Peppol needs the buyer's name and endpoint; ${NAMES}`]],
    [{ name: ' \u0001' }, [`Peppol needs the buyer's name and endpoint; ${NAMES}`]],
    [{ legalName: 'Bistro BV' }, [`Peppol needs the buyer's endpoint; ${NAMES}`]],
    [{ endpoint }, [`Peppol needs the buyer's name; ${NAMES}`]],
    [{ name: 'Bistro', endpoint }, []],
  ])('of the row %j alone: %j', (row, problems) => expect(told(row)).toEqual(problems))

  it('may be the same for every customer', () => {
    expect(told({}, { buyer })).toEqual([])
    expect(told({ name: 'Bistro' }, { buyer })).toEqual([])
    expect(told({ endpoint }, { buyer })).toEqual([`Peppol needs the buyer's name; ${NAMES}`])
  })

  it('is told from the table what is wrong there, too', () =>
    expect(told({ endpoint: { scheme: '0208', id: '1' } })).toEqual([
      `Peppol needs the buyer's name; ${NAMES}`,
      'The endpoint in the customers table is not a Belgian enterprise number: 1; correct the table.',
    ]))

  it.each([
    [
      { name: ' Bistro\u0001', endpoint },
      { name: 'Bistro', tradingName: undefined, endpoint },
    ],
    [
      { name: 'Bistro', legalName: '\u0001Bistro BV ', endpoint },
      { name: 'Bistro BV', tradingName: 'Bistro', endpoint },
    ],
    [{ name: 'Bistro' }, { ...buyer, tradingName: 'Bistro' }],
    [{ legalName: 'Bistro BV' }, { ...buyer, name: 'Bistro BV', tradingName: undefined }],
    [{}, { ...buyer, tradingName: undefined }],
  ])('of the row %j and the route is %j', (row, found) =>
    expect(buyerOf(sampleOrder, supplier(row), { buyer })).toEqual(found),
  )
})
