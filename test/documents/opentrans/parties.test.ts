import { describe, expect, it } from 'vitest'
import { openTrans21 } from '../../../src/documents/opentrans-2.1.ts'
import type { Order } from '../../../src/model/order/order.ts'
import { one, writing } from '../xml/writing.ts'

const { profile, written, problemsOf } = writing(openTrans21)
const row = { customer: 'K-778812' }

/** PARTIES and the references to parties, line by line. */
function parties(settings: object, customer: object = {}, order: Partial<Order> = { person: null }, name = 'Fresco') {
  const { text, warnings } = written(one(order), profile(settings, { name, customers: [{ ...row, ...customer }] }))
  const [, from = ''] = text.split('<PARTIES>')
  const [found = ''] = from.split('</ORDER_PARTIES_REFERENCE>')
  return { lines: found.split('\n').map((line) => line.trim()), warnings }
}

describe('the parties of openTRANS', () => {
  it('are each told by a number, and who gave it', () => {
    const roles = { soldTo: 'S-100', shipTo: 'D-200', billTo: 'B-300', name: 'Bistro', gln: '5412345000020' }
    const { lines } = parties({ sender: { id: 'B1' }, recipient: { id: 'SUP1', name: 'Fresco Foods NV' } }, roles)
    expect(lines).toEqual([
      '',
      '<PARTY>',
      '<bmecat:PARTY_ID type="supplier_specific">S-100</bmecat:PARTY_ID>',
      '<bmecat:PARTY_ID type="gln">5412345000020</bmecat:PARTY_ID>',
      '<bmecat:PARTY_ID type="buyer_specific">B1</bmecat:PARTY_ID>',
      '<PARTY_ROLE>buyer</PARTY_ROLE>',
      '<ADDRESS>',
      '<bmecat:NAME>Bistro</bmecat:NAME>',
      '</ADDRESS>',
      '</PARTY>',
      '<PARTY>',
      '<bmecat:PARTY_ID type="supplier_specific">D-200</bmecat:PARTY_ID>',
      '<PARTY_ROLE>delivery</PARTY_ROLE>',
      '</PARTY>',
      '<PARTY>',
      '<bmecat:PARTY_ID type="supplier_specific">B-300</bmecat:PARTY_ID>',
      '<PARTY_ROLE>invoice_recipient</PARTY_ROLE>',
      '</PARTY>',
      '<PARTY>',
      '<bmecat:PARTY_ID type="buyer_specific">SUP1</bmecat:PARTY_ID>',
      '<PARTY_ROLE>supplier</PARTY_ROLE>',
      '<ADDRESS>',
      '<bmecat:NAME>Fresco Foods NV</bmecat:NAME>',
      '</ADDRESS>',
      '</PARTY>',
      '</PARTIES>',
      '<ORDER_PARTIES_REFERENCE>',
      '<bmecat:BUYER_IDREF type="supplier_specific">S-100</bmecat:BUYER_IDREF>',
      '<bmecat:SUPPLIER_IDREF type="buyer_specific">SUP1</bmecat:SUPPLIER_IDREF>',
      '<INVOICE_RECIPIENT_IDREF type="supplier_specific">B-300</INVOICE_RECIPIENT_IDREF>',
      '<SHIPMENT_PARTIES_REFERENCE>',
      '<DELIVERY_IDREF type="supplier_specific">D-200</DELIVERY_IDREF>',
      '</SHIPMENT_PARTIES_REFERENCE>',
      '',
    ])
  })

  it('are two where nobody is told apart: who orders is where it goes', () => {
    expect(parties({}).lines).toEqual([
      '',
      '<PARTY>',
      '<bmecat:PARTY_ID type="supplier_specific">K-778812</bmecat:PARTY_ID>',
      '<PARTY_ROLE>buyer</PARTY_ROLE>',
      '<PARTY_ROLE>delivery</PARTY_ROLE>',
      '</PARTY>',
      '<PARTY>',
      '<bmecat:PARTY_ID type="party_specific">Fresco</bmecat:PARTY_ID>',
      '<PARTY_ROLE>supplier</PARTY_ROLE>',
      '</PARTY>',
      '</PARTIES>',
      '<ORDER_PARTIES_REFERENCE>',
      '<bmecat:BUYER_IDREF type="supplier_specific">K-778812</bmecat:BUYER_IDREF>',
      '<bmecat:SUPPLIER_IDREF type="party_specific">Fresco</bmecat:SUPPLIER_IDREF>',
      '<SHIPMENT_PARTIES_REFERENCE>',
      '<DELIVERY_IDREF type="supplier_specific">K-778812</DELIVERY_IDREF>',
      '</SHIPMENT_PARTIES_REFERENCE>',
      '',
    ])
  })

  it("are called by the customers table's name, else by the route's", () => {
    const named = (sender: object, customer: object) =>
      parties({ sender }, customer).lines.filter((line) => line.startsWith('<bmecat:NAME>'))
    expect(named({ name: 'Keten NV' }, { name: ' Bistro ' })).toEqual(['<bmecat:NAME>Bistro</bmecat:NAME>'])
    expect(named({ name: 'Keten NV' }, { name: ' ' })).toEqual(['<bmecat:NAME>Keten NV</bmecat:NAME>'])
    expect(named({ name: 'Keten NV' }, {})).toEqual(['<bmecat:NAME>Keten NV</bmecat:NAME>'])
    expect(named({}, { name: 'Bistro' })).toEqual(['<bmecat:NAME>Bistro</bmecat:NAME>'])
  })

  it('lose what stands after the fiftieth character of a name, and it is recorded', () => {
    const { warnings } = parties({}, { name: 'B'.repeat(51) })
    const [was, became] = ['B'.repeat(51), 'B'.repeat(50)]
    expect(warnings).toEqual([{ path: 'supplier_customer_number', code: 'cut', was, became }])
  })

  it('have who ordered by name, and by a mail address of 255 characters', () => {
    const mails = (person: string) =>
      parties({}, {}, { person }).lines.filter((line) => line.startsWith('<bmecat:EMAIL>')).length
    expect(mails(`chef@${'b'.repeat(250)}`)).toBe(1)
    expect(mails(`chef@${'b'.repeat(251)}`)).toBe(0)
    const { lines } = parties({}, {}, { person: 'Chef' })
    const at = lines.indexOf('<CONTACT_DETAILS>')
    expect(lines.slice(at, at + 4)).toEqual([
      '<CONTACT_DETAILS>',
      '<bmecat:CONTACT_NAME>Chef</bmecat:CONTACT_NAME>',
      '</CONTACT_DETAILS>',
      '</ADDRESS>',
    ])
  })

  it("need a supplier's name that fits, unless the supplier has an id", () => {
    const refused = (length: number, recipient = {}) =>
      openTrans21
        .findProblems(one({}), profile({ recipient }, { name: 'F'.repeat(length) }))
        .map(({ path, code, message }) => `${path} ${code} ${message}`)
    expect(refused(250)).toEqual([])
    expect(refused(251)).toEqual([
      " profile-incomplete The supplier's name has 251 characters and openTRANS takes at most 250. Use a shorter one or key this order by hand.",
    ])
    expect(refused(251, { id: 'SUP1' })).toEqual([])
    expect(problemsOf(one({ customer: 'K'.repeat(250) }))).toEqual([])
    expect(problemsOf(one({ customer: 'K'.repeat(251) }))).toEqual(['supplier_customer_number too-long'])
  })
})
