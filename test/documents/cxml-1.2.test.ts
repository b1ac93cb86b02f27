import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cxml12 } from '../../src/documents/cxml-1.2.ts'
import { histories } from '../fakes/histories.ts'
import { sampleOrder } from './sample-order.ts'
import { wildText } from './wild-text.ts'
import { textsAt } from './xml/reader.ts'
import { attributeOf, joinedAt, keepsItsTree, one, writing } from './xml/writing.ts'

const golden = readFileSync(path.join(import.meta.dirname, '../golden/cxml-1.2.xml'), 'utf8')
const { profile, written } = writing(cxml12)
const [line] = sampleOrder.lines
const likeTheSample = profile(
  { sender: { id: 'apicbase-gateway', secret: 'FRESCO_SHARED' }, recipient: { id: 'SUP1' } },
  { price: 'net', language: 'nl' },
)

describe('cXML 1.2 OrderRequest', () => {
  it.each([
    ['payloadID="8f14e45f-ceea-467f-a9b1-0d5a3f7c2b11.1@orderbridge"', 'no host name is ours to give'],
    ['xml:lang="nl"', 'the supplier has a language, and no country'],
    ['<SharedSecret>{{secret:FRESCO_SHARED}}<', 'the secret itself is put in when the document is sent'],
    ['<UserAgent>Orderbridge<', 'our own name'],
    ['<Email>chef.o&apos;neill@bistro.example<', 'who ordered is a mail address, so it stands as one too'],
  ])('differs from the sample in %s: %s', (text) => expect(golden).toContain(text))

  it('needs no setting but its name', () => {
    const { tree } = written(sampleOrder)
    expect(textsAt(tree, 'Identity')).toEqual(['K-778812', 'Fresco Foods', 'orderbridge'])
    expect(textsAt(tree, 'SharedSecret')).toEqual([])
  })

  it('asks for delivery at the beginning of the day where the supplier is, in summer as in winter', () => {
    const day = (deliveryDate: string) =>
      attributeOf(written(one({ deliveryDate })).tree, 'OrderRequestHeader', 'requestedDeliveryDate')
    expect([day('2026-11-26'), day('2026-07-01')]).toEqual(['2026-11-26T00:00:00+01:00', '2026-07-01T00:00:00+02:00'])
  })

  it('writes a replacement as an update of the first document, under a payloadID of its own', () => {
    const { tree } = written(sampleOrder, profile(), { purpose: 'replacement', version: 2 })
    const header = (attribute: string) => attributeOf(tree, 'OrderRequestHeader', attribute)
    expect([header('type'), header('orderVersion')]).toEqual(['update', '2'])
    expect(attributeOf(tree, 'cXML', 'payloadID')).toBe(`${sampleOrder.id}.2@orderbridge`)
    expect(attributeOf(tree, 'DocumentReference', 'payloadID')).toBe(`${sampleOrder.id}.1@orderbridge`)
    const later = written(sampleOrder, profile(), { purpose: 'replacement', version: 3, firstSent: 2 })
    expect(attributeOf(later.tree, 'DocumentReference', 'payloadID')).toBe(`${sampleOrder.id}.2@orderbridge`)
    expect(textsAt(tree, 'Comments')[0]).toBe('REPLACES every earlier version of order PO-2026-004217')
  })

  it('writes each correction under a payloadID and an orderVersion of its own, as an update of the document that it corrects', () => {
    const ids = [1, 2].map((correction) => {
      const { tree } = written(sampleOrder, profile(), { purpose: 'replacement', version: 1, firstSent: 1, correction })
      return [
        attributeOf(tree, 'cXML', 'payloadID'),
        attributeOf(tree, 'DocumentReference', 'payloadID'),
        attributeOf(tree, 'OrderRequestHeader', 'orderVersion'),
      ]
    })
    const own = (version: string) => `${sampleOrder.id}.${version}@orderbridge`
    expect(ids).toEqual([
      [own('1-1'), own('1'), '2'],
      [own('1-2'), own('1'), '3'],
    ])
  })

  it('says what may be a repeat, under the same payloadID, and marks a test', () => {
    const { tree } = written(sampleOrder, profile({ test: true }), { possibleRepeat: true })
    expect(textsAt(tree, 'Comments')[0]).toBe('POSSIBLE REPEAT')
    expect(attributeOf(tree, 'Request', 'deploymentMode')).toBe('test')
    expect(attributeOf(tree, 'cXML', 'payloadID')).toBe(`${sampleOrder.id}.1@orderbridge`)
  })

  it('says what prices are worth, and writes the constant of the route where there is none', () => {
    expect(textsAt(written(sampleOrder).tree, 'Extrinsic')[1]).toBe('information')
    const omitted = written(sampleOrder, profile({}, { price: 'omit' }))
    expect(textsAt(omitted.tree, 'Money')).toEqual(['0.00', '0.00', '0.00'])
    expect(textsAt(omitted.tree, 'Extrinsic')[1]).toBe('omit')
    expect(omitted.warnings).toEqual([])
    const { tree, warnings } = written(one({ lines: [{ ...line, price: null }] }), profile({ noPrice: '0' }))
    expect(textsAt(tree, 'UnitPrice/Money')).toEqual(['0'])
    expect(warnings).toEqual([
      { path: 'packages[0].supplier_package.theoretical_price_per_package', code: 'replaced', was: '', became: '0' },
    ])
  })

  it('says in an extrinsic what prices are worth, and nothing where they are agreed', () => {
    const extrinsics = (to: ReturnType<typeof profile>) =>
      written(sampleOrder, to).text.match(/<Extrinsic name="\w+">/g)
    expect(extrinsics(profile())).toEqual(['<Extrinsic name="apicbaseOrderId">', '<Extrinsic name="prices">'])
    expect(extrinsics(likeTheSample)).toEqual(['<Extrinsic name="apicbaseOrderId">'])
  })

  it('has the GTIN of an article beside its number, and how many a price is for only where there is one', () => {
    const to = profile({}, { articles: [{ article: line.article, gtin: '5412345000013' }] })
    const { tree, text } = written(sampleOrder, to)
    expect(attributeOf(tree, 'IdReference', 'identifier')).toBe('5412345000013')
    expect(attributeOf(tree, 'IdReference', 'domain')).toBe('GTIN')
    expect(text.match(/<IdReference/g)).toHaveLength(1)
    expect(text).not.toContain('PriceBasisQuantity')
    expect(written(sampleOrder, profile({}, { price: 'omit' })).text).not.toContain('PriceBasisQuantity')
  })

  it('names a customer as the table does, without spaces around it, or by number', () => {
    const called = (name: string) =>
      textsAt(written(sampleOrder, profile({}, { customers: [{ customer: 'K-778812', name }] })).tree, 'Address/Name')
    expect(called(' Bistro ')).toEqual(['Bistro', 'Bistro'])
    expect(called('  ')).toEqual(['K-778812', 'K-778812'])
  })

  it('makes its payloadID of the number of an order whose id cannot stand there', () => {
    const { tree, warnings } = written(one({ id: 'a\u0001' }))
    expect(attributeOf(tree, 'cXML', 'payloadID')).toBe('PO-2026-004217.1@orderbridge')
    expect(warnings).toMatchObject([{ path: 'id', code: 'omitted' }])
  })

  it('lets no field write the mark of a secret', () => {
    const marks = fc.oneof(
      wildText,
      fc.constantFrom('{{secret:OTHER}}', '{{{secret:OTHER}}}', '<SharedSecret></SharedSecret>'),
    )
    fc.assert(
      fc.property(marks, marks, (remarks, number) => {
        const order = one({ remarks, number: `N${number.replace(/[^ -~]/g, '')}` })
        const { text, tree } = written(order, likeTheSample)
        expect(text.match(/\{\{[^}]*\}\}/g)).toEqual(['{{secret:FRESCO_SHARED}}'])
        expect(textsAt(tree, 'SharedSecret')).toEqual(['{{secret:FRESCO_SHARED}}'])
        expect(attributeOf(tree, 'OrderRequestHeader', 'orderID')).toBe(order.number)
        expect(written(order).text).not.toContain('{{')
      }),
      { numRuns: histories(300) },
    )
  })

  it('keeps its tree whatever the text', () => {
    keepsItsTree(
      cxml12,
      {},
      {
        name: joinedAt('Description'),
        remarks: joinedAt('Comments'),
        person: joinedAt('Contact/Name'),
        optional: /Comments|Contact/,
      },
    )
  })
})
