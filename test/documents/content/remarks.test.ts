import { describe, expect, it } from 'vitest'
import { formats } from '../../../src/documents/registry.ts'
import type { Order } from '../../../src/model/order/order.ts'
import { Route } from '../../../src/profile/supplier.ts'
import { compose } from '../../../src/steps/compose.ts'
import { checkRoutes } from '../../../src/steps/rehearse.ts'
import { MORNING } from '../../fakes/clock.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../sample-order.ts'

const order: Order = { ...sampleOrder, id: 'ID-1', remarks: 'RING TWICE' }

function written(id: string, settings: object, policy: string, from = order) {
  const format = formats[id]
  if (!format) throw new Error(`No format is called ${id}.`)
  const document = format.settings.parse({ format: id, ...format.example, ...settings })
  const result = format.write(from, { supplier: sampleSupplier({ remarks: policy }), document }, sampleOccasion)
  if (!result.ok || !('text' in result.value)) throw new Error('It was not written.')
  return result.value
}

describe('remarks', () => {
  it.each<[string, object, RegExp]>([
    ['edifact-d96a', {}, /LIN\+1'.*MOA\+203:74\.07'FTX\+AAI\+\+\+RING TWICE'PRI.*LIN\+2'/],
    ['edifact-d01b', {}, /MOA\+203:74\.07'FTX\+AAI\+\+\+RING TWICE'PRI.*LIN\+2'/],
    ['x12-850-4010', {}, /PO1\*1.*~PID[^~]*~MSG\*RING TWICE~AMT\*1.*PO1\*2/],
    ['x12-850-5010', {}, /PO1\*1.*~PID[^~]*~MTX\*\*RING TWICE~AMT\*1.*PO1\*2/],
    ['tradacoms-orders-9', {}, /DIN=261126\+261126'OLD=1\+.*\(1 L\)'DNB=1\+1\+\+\+RING TWICE'OLD=2/],
    ['ubl-order-2.1', {}, /<cac:OrderLine>\s*<cbc:Note>RING TWICE<\/cbc:Note>\s*<cac:LineItem>/],
    ['peppol-order-3', {}, /<cac:OrderLine>\s*<cbc:Note>RING TWICE<\/cbc:Note>\s*<cac:LineItem>/],
    ['opentrans-2.1', {}, /<PRICE_LINE_AMOUNT>74\.07<\/PRICE_LINE_AMOUNT>\s*<REMARKS type="order">RING TWICE</],
    ['cxml-1.2', {}, /<\/ItemDetail>\s*<Comments xml:lang="en">RING TWICE</],
    [
      'idoc-orders05',
      {},
      /<E1EDPT1[^>]*>\s*<TDID>0001<\/TDID>\s*<TSSPRAS_ISO>EN<[^E]*<E1EDPT2[^>]*>\s*<TDLINE>RING TWICE</,
    ],
    ['gs1-order-3', {}, /<additionalOrderLineInstruction languageCode="en">RING TWICE</],
    ['json', {}, /"remarks": "".*"remarks": "RING TWICE".*"remarks": ""/s],
    ['csv', {}, /,RING TWICE,ID-1,1,original,,\r\n[^\r]*,,ID-1,1,original,,\r\n$/],
  ])("stand with the first line in %s, and nowhere else, where lines' text alone is read", (id, settings, place) => {
    const { text, warnings } = written(id, settings, 'first-line')
    expect(text).toMatch(place)
    expect(text.split('RING TWICE')).toHaveLength(2)
    expect(warnings.filter(({ path }) => path === 'order_remarks')).toEqual([])
  })

  it('are wrapped on the line as they would be above it, and what is cut is recorded', () => {
    const long = { ...order, remarks: 'WORD '.repeat(4000) }
    const { text, warnings } = written('tradacoms-orders-9', {}, 'first-line', long)
    expect(text).toContain("'DNB=1+2+++")
    expect(warnings.filter(({ path }) => path === 'order_remarks')).toMatchObject([{ code: 'cut' }])
  })

  it('of a layout with a header record stand in its lines, or in it', () => {
    const records = [
      { record: 'header', columns: [{ field: 'orderNumber' }, { field: 'remarks' }] },
      { record: 'line', columns: [{ field: 'articleNumber' }, { field: 'quantity' }, { field: 'remarks' }] },
    ]
    const rows = (policy: string) => written('csv', { titles: false, records }, policy).text.split('\r\n').slice(0, 3)
    expect(rows('first-line')).toEqual(['PO-2026-004217,', "AB-100'23,6,RING TWICE", '200457,10,'])
    expect(rows('document')).toEqual(['PO-2026-004217,RING TWICE', "AB-100'23,6,RING TWICE", '200457,10,RING TWICE'])
  })

  it('too long for a line of a layout that refuses rather than cuts are refused', () => {
    const columns = ['orderNumber', 'articleNumber', 'quantity'].map((field) => ({ field }))
    const settings = { columns: [...columns, { field: 'remarks', width: 5, overflow: 'refuse' }] }
    const document = formats.csv?.settings.parse({ format: 'csv', ...settings })
    const supplier = sampleSupplier({ remarks: 'first-line' })
    expect(document && formats.csv?.findProblems(order, { supplier, document })).toMatchObject([
      { path: 'order_remarks' },
    ])
  })
})

describe('a route', () => {
  const composed = async (supplier: Record<string, unknown>, route: object, from = order) => {
    const settings = { name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox' }, ...route }
    const document = await compose(
      from,
      Route.parse(settings),
      sampleSupplier(supplier),
      sampleOccasion,
      'k'.repeat(32),
    )
    if (!document.ok) throw new Error('It was not written.')
    const { remarks, lines } = JSON.parse(new TextDecoder().decode(document.value.bytes))
    return { said: [remarks, lines[0].remarks], warnings: document.value.warnings }
  }

  it('says of remarks what its supplier wants, or what it wants itself', async () => {
    expect((await composed({}, {})).said).toEqual(['RING TWICE', ''])
    expect((await composed({ remarks: 'omit' }, {})).said).toEqual(['', ''])
    expect((await composed({ remarks: 'omit' }, { remarks: 'document' })).said).toEqual(['RING TWICE', ''])
    expect((await composed({ remarks: 'refuse' }, {})).said).toEqual(['RING TWICE', ''])
    expect((await composed({ remarks: 'refuse' }, { remarks: 'first-line' })).said).toEqual(['', 'RING TWICE'])
  })

  it('that leaves them out records every character', async () => {
    const left = { path: 'order_remarks', code: 'omitted', was: 'RING TWICE', became: '' }
    expect((await composed({}, { remarks: 'omit' })).warnings).toEqual([left])
    expect((await composed({}, { remarks: 'omit' }, { ...order, remarks: '' })).warnings).toEqual([])
  })
})

describe("a supplier with remarks: 'refuse'", () => {
  const refused = (remarks: string) =>
    checkRoutes({ ...order, remarks }, sampleSupplier({ remarks: 'refuse' }), MORNING).refused

  it('asks the chef to take them out', () => {
    expect(refused('RING TWICE')).toMatchObject([{ path: 'order_remarks', code: 'remarks-not-taken' }])
    expect([refused(''), refused(' \n')]).toEqual([[], []])
  })
})
