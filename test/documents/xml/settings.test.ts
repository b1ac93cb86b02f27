import { describe, expect, it } from 'vitest'
import { cxml12 } from '../../../src/documents/cxml-1.2.ts'
import type { DocumentSettings, Format } from '../../../src/documents/format.ts'
import { gs1Order3 } from '../../../src/documents/gs1-order-3.ts'
import { idocOrders05 } from '../../../src/documents/idoc-orders05.ts'
import { openTrans21 } from '../../../src/documents/opentrans-2.1.ts'
import { peppolOrder3 } from '../../../src/documents/peppol-order-3.ts'
import { ublOrder21 } from '../../../src/documents/ubl-order-2.1.ts'

/** The messages at start-up about these settings: place and reason, or empty. */
function told<S extends DocumentSettings>(format: Format<S>, settings: object): string[] {
  const read = format.settings.safeParse({ format: format.id, ...settings })
  return (read.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}
const places = <S extends DocumentSettings>(format: Format<S>, settings: object): string[] =>
  told(format, settings).map((one) => one.split(':')[0] ?? '')
const parsed = <S extends DocumentSettings>(format: Format<S>, settings: object = {}): S =>
  format.settings.parse({ format: format.id, ...settings })

/** Accepts a text of `most` characters and refuses a longer text. */
function holds<S extends DocumentSettings>(format: Format<S>, made: (text: string) => object, most: number): void {
  expect(told(format, made('A'.repeat(most)))).toEqual([])
  expect(places(format, made('A'.repeat(most + 1)))).toHaveLength(1)
}

/** Invalid texts for XML. */
const BAD_TEXTS = ['', ' ', 'a\u0001', 7]

describe('the settings of cXML', () => {
  it('need nothing', () =>
    expect(parsed(cxml12)).toEqual({
      format: 'cxml-1.2',
      sender: { id: 'orderbridge', domain: 'NetworkID' },
      classification: { domain: 'custom', code: '0' },
      noPrice: '0.00',
      test: false,
      unit: 'PK',
      units: {},
    }))

  it('fill in what a party lacks', () => {
    expect(parsed(cxml12, { sender: {}, recipient: { id: 'SUP1' } })).toMatchObject({
      sender: { id: 'orderbridge', domain: 'NetworkID' },
      recipient: { id: 'SUP1', domain: 'SupplierCode' },
    })
  })

  it.each(BAD_TEXTS)('take no %j for an id, a domain or a code', (bad) => {
    expect(places(cxml12, { sender: { id: bad } })).toEqual(['sender.id'])
    expect(places(cxml12, { sender: { domain: bad } })).toEqual(['sender.domain'])
    expect(places(cxml12, { recipient: { id: bad } })).toEqual(['recipient.id'])
    expect(places(cxml12, { recipient: { id: 'SUP1', domain: bad } })).toEqual(['recipient.domain'])
    expect(places(cxml12, { classification: { domain: bad, code: '1' } })).toEqual(['classification.domain'])
    expect(places(cxml12, { classification: { domain: 'UNSPSC', code: bad } })).toEqual(['classification.code'])
  })

  it('say of a text with a control character what is wrong with it', () =>
    expect(told(cxml12, { sender: { id: 'a\u0001' } })).toEqual(['sender.id: must not hold unprintable characters']))

  it('name a secret, an amount and a unit as they are written', () => {
    expect(places(cxml12, { sender: { secret: 'hunter2' } })).toEqual(['sender.secret'])
    expect(
      told(cxml12, { sender: { secret: 'FRESCO_2' }, noPrice: '1.50', unit: 'KGM', units: { kg: 'KGM' } }),
    ).toEqual([])
    for (const noPrice of ['', 'free', '1,50', '.5', '1.', 0]) expect(places(cxml12, { noPrice })).toEqual(['noPrice'])
    expect(told(cxml12, { unit: 'box' })).toEqual(['unit: must be a unit of recommendation 20'])
    expect(told(cxml12, { units: { box: 'BXBX' } })).toEqual(['units.box: must be a unit of recommendation 20'])
    expect(places(cxml12, { units: { '': 'PK' } })).toHaveLength(1)
    expect(places(cxml12, { unit: '' })[0]).toBe('unit')
  })

  it('name the secret that is filled in when the document is sent', () => {
    expect(cxml12.secrets?.(parsed(cxml12, { sender: { secret: 'FRESCO_SHARED' } }))).toEqual(['FRESCO_SHARED'])
    expect(cxml12.secrets?.(parsed(cxml12))).toEqual([])
  })
})

describe('the settings of ORDERS05', () => {
  it('need nothing', () => {
    expect(parsed(idocOrders05)).toEqual({
      format: 'idoc-orders05',
      sender: { port: 'ORDBRIDGE', type: 'KU' },
      recipient: { port: 'SAP', type: 'LS', id: 'SAP' },
      test: false,
      unit: 'PCK',
      units: {},
    })
    expect(parsed(idocOrders05, { sender: {}, recipient: {} })).toMatchObject({
      sender: { port: 'ORDBRIDGE', type: 'KU' },
      recipient: { port: 'SAP', type: 'LS', id: 'SAP' },
    })
  })

  it('hold what its fields hold', () => {
    for (const [party, field] of ['sender', 'recipient'].flatMap((each) => [
      [each, 'port'] as const,
      [each, 'id'] as const,
    ])) {
      holds(idocOrders05, (text) => ({ [party]: { [field]: text } }), 10)
      for (const bad of BAD_TEXTS)
        expect(places(idocOrders05, { [party]: { [field]: bad } })).toEqual([`${party}.${field}`])
    }
    holds(idocOrders05, (supplierCode) => ({ supplierCode }), 17)
    for (const type of ['KU', 'LI', 'LS', 'B', 'BP', 'US'])
      expect(told(idocOrders05, { sender: { type }, recipient: { type } })).toEqual([])
    expect(places(idocOrders05, { sender: { type: '' }, recipient: { type: 'XX' } })).toEqual([
      'sender.type',
      'recipient.type',
    ])
  })

  it('take any unit of three characters', () => {
    for (const unit of ['K', 'ST', 'KAR', '€/l', 'ß']) expect(told(idocOrders05, { unit })).toEqual([])
    for (const unit of ['KART', 'K R', 'K\u0001'])
      expect(told(idocOrders05, { unit })).toEqual(['unit: must be a unit of MENEE (3 characters)'])
  })
})

describe('the settings of openTRANS', () => {
  it('need nothing', () =>
    expect(parsed(openTrans21)).toEqual({
      format: 'opentrans-2.1',
      sender: {},
      recipient: {},
      test: false,
      unit: 'PK',
      units: {},
    }))

  it('hold what the schema holds', () => {
    for (const party of ['sender', 'recipient']) {
      holds(openTrans21, (id) => ({ [party]: { id } }), 250)
      holds(openTrans21, (name) => ({ [party]: { name } }), 50)
      for (const bad of BAD_TEXTS) {
        expect(places(openTrans21, { [party]: { id: bad } })).toEqual([`${party}.id`])
        expect(places(openTrans21, { [party]: { name: bad } })).toEqual([`${party}.name`])
      }
    }
    expect(told(openTrans21, { unit: 'XPK' })).toEqual(["unit: must be a unit of openTRANS's list of units (dtPUNIT)"])
  })
})

describe('the settings of Peppol', () => {
  const endpoint = { scheme: '0106', id: '12345678' }
  const seller = { name: 'Groothandel NV', country: 'NL', endpoint }

  it('need the seller', () => {
    expect(parsed(peppolOrder3, { seller })).toEqual({
      format: 'peppol-order-3',
      seller,
      profile: 'order_only',
      test: false,
      unit: 'XPK',
      units: {},
    })
    expect(places(peppolOrder3, {})).toEqual(['seller'])
  })

  it.each(BAD_TEXTS)('take no %j for a name or an endpoint', (bad) => {
    expect(places(peppolOrder3, { seller: { ...seller, name: bad } })).toEqual(['seller.name'])
    expect(places(peppolOrder3, { seller: { ...seller, country: bad } })[0]).toBe('seller.country')
    expect(places(peppolOrder3, { seller: { ...seller, endpoint: { ...endpoint, id: bad } } })[0]).toBe(
      'seller.endpoint.id',
    )
    expect(places(peppolOrder3, { seller: { ...seller, endpoint: { ...endpoint, scheme: bad } } })[0]).toBe(
      'seller.endpoint.scheme',
    )
    expect(places(peppolOrder3, { seller, buyer: { name: bad, endpoint } })).toEqual(['buyer.name'])
  })

  it('say what is wrong with an endpoint', () => {
    const wrong = { ...endpoint, id: '1234567' }
    const [slip, unknown] = [
      'is not a KvK number of 8 digits: 1234567',
      'has the scheme ZZZZ, which is not in the EAS code list of Peppol',
    ]
    expect(
      told(peppolOrder3, { seller: { ...seller, endpoint: wrong }, buyer: { name: 'B', endpoint: wrong } }),
    ).toEqual([`buyer.endpoint.id: ${slip}`, `seller.endpoint.id: ${slip}`])
    expect(told(peppolOrder3, { seller: { ...seller, endpoint: { ...endpoint, scheme: 'ZZZZ' } } })).toEqual([
      `seller.endpoint.id: ${unknown}`,
    ])
  })

  it('know countries, processes and units', () => {
    expect(told(peppolOrder3, { seller: { ...seller, country: 'XX' } })).toEqual([
      'seller.country: must be a country of ISO 3166-1, such as BE',
    ])
    for (const profile of ['order_only', 'ordering', 'advanced_ordering'])
      expect(told(peppolOrder3, { seller, profile })).toEqual([])
    expect(places(peppolOrder3, { seller, profile: '' })).toEqual(['profile'])
    expect(told(peppolOrder3, { seller, unit: 'PK' })).toEqual([
      "unit: must be a unit of Peppol's list of units (recommendation 20, and 21 with an X in front)",
    ])
  })
})

describe('the settings of UBL', () => {
  it('need nothing', () =>
    expect(parsed(ublOrder21)).toEqual({ format: 'ubl-order-2.1', sender: {}, recipient: {}, unit: 'PK' }))

  it('take text without spaces around it', () => {
    const given = { sender: { id: ' A ', name: ' B ' }, recipient: { id: ' C ', name: ' D ' }, unit: ' KGM ' }
    expect(parsed(ublOrder21, given)).toMatchObject({
      ...{ sender: { id: 'A', name: 'B' }, recipient: { id: 'C', name: 'D' }, unit: 'KGM' },
    })
    for (const party of ['sender', 'recipient'])
      for (const field of ['id', 'name'])
        expect(places(ublOrder21, { [party]: { [field]: ' ' } })).toEqual([`${party}.${field}`])
    expect(places(ublOrder21, { unit: ' ' })).toEqual(['unit'])
  })
})

describe('the settings of GS1 XML', () => {
  const parties = { sender: { id: '5412345000013' }, recipient: { id: '4098765000010' } }

  it('need the two GLNs', () => {
    expect(parsed(gs1Order3, parties)).toEqual({
      format: 'gs1-order-3',
      ...parties,
      test: false,
      unit: 'PK',
      units: {},
    })
    expect(places(gs1Order3, {})).toEqual(['sender', 'recipient'])
  })

  it('may say that they are GLNs, and whose', () => {
    const named = { sender: { ...parties.sender, qualifier: '14', name: 'Bistro' }, recipient: parties.recipient }
    expect(told(gs1Order3, named)).toEqual([])
    expect(places(gs1Order3, { ...parties, sender: { ...parties.sender, qualifier: 'ZZZ' } })).toEqual([
      'sender.qualifier',
    ])
  })

  it('know a slip in a GLN, and units', () => {
    expect(told(gs1Order3, { ...parties, sender: { id: '5412345000014' } })).toEqual([
      'sender.id: must be a GLN: 13 digits, the last of them the check digit',
    ])
    expect(told(gs1Order3, { ...parties, unit: 'box' })).toEqual(['unit: must be a unit of recommendation 20'])
    expect(told(gs1Order3, { ...parties, unit: 'KGMX' })).toEqual(['unit: must be a unit of recommendation 20'])
    for (const unit of ['A', '4L', 'KGM']) expect(told(gs1Order3, { ...parties, unit })).toEqual([])
  })
})
