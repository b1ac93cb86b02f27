import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import type { Order } from '../../src/model/order/order.ts'
import type { Case } from '../conformance/generated-orders.ts'
import { readings } from '../readback/readings.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'
import { having, profile, written } from './template-writing.ts'

const day: Order = { ...sampleOrder, number: 'PO4217', customer: 'K-7', remarks: '', person: null }
const timed: Order = {
  ...day,
  lines: [{ article: '300457', name: 'TOMATEN', quantity: '2', price: '1.00', total: '2.00' }],
  deliveryTime: { time: '09:30', offset: '+01:00' },
}
const caseOf = (order: Order): Case => ({
  order,
  occasion: sampleOccasion,
  price: 'net',
  language: 'en',
  test: false,
  tables: false,
  timeZone: 'Europe/Brussels',
  variant: 0,
})

/** The place of 09:30 in each format. */
const PLACES: Readonly<Record<string, RegExp>> = {
  csv: /,09:30\r\n/,
  'cxml-1.2': /requestedDeliveryDate="2026-11-26T09:30:00\+01:00"/,
  'edifact-d01b': /DTM\+2:202611260930:203'/,
  'edifact-d96a': /DTM\+2:202611260930:203'/,
  email: /2026-11-26 09:30/,
  'fixed-width': /202611260930/,
  'gs1-order-3': /<date>2026-11-26<\/date>\s*<time>09:30:00<\/time>/,
  'idoc-orders05': /<DATUM>20261126<\/DATUM>\s*<UZEIT>093000<[\s\S]*<EDATU>20261126<\/EDATU>\s*<EZEIT>093000</,
  json: /"deliveryDate": "2026-11-26",\s*"deliveryTime": "09:30:00\+01:00"/,
  'opentrans-2.1': /DELIVERY_START_DATE>2026-11-26T09:30:00\+01:00<[\s\S]*END_DATE>2026-11-26T09:30:00\+01:00</,
  'peppol-order-3': /<cbc:StartTime>09:30:00<[\s\S]*<cbc:EndTime>09:30:00</,
  template: /2026-11-26(<|\s)[\s\S]*?09:30/,
  'tradacoms-orders-9': /DIN=261126\+261126\+0930:0930'/,
  'ubl-order-2.1': /<cbc:StartTime>09:30:00<[\s\S]*<cbc:EndTime>09:30:00</,
  'x12-850-4010': /DTM\*002\*20261126\*0930~/,
  'x12-850-5010': /DTM\*002\*20261126\*0930~/,
}

describe('the time of delivery', () => {
  it.each(readings)('stands in %s, without a warning, and is absent where an order names a day', (id, reading) => {
    const format = formats[id]
    const textOf = (order: Order): string => {
      const document = format?.settings.parse({ format: id, ...reading.settings(caseOf(order)) })
      const result = format && document && format.write(order, { supplier: sampleSupplier(), document }, sampleOccasion)
      if (!result?.ok) throw new Error(`${id} was not written`)
      expect(result.value.warnings.filter(({ path }) => path === 'expected_delivery_date')).toEqual([])
      return 'mail' in result.value ? result.value.mail.text : result.value.text
    }
    expect(textOf(timed)).toMatch(PLACES[id] ?? /never/)
    expect(textOf(day)).not.toMatch(/09:?30/)
  })

  it('is recorded where a template has no place for it', () => {
    const path = 'expected_delivery_date'
    const warned = (name: string, order: Order) =>
      written(order, profile({ template: name })).warnings.filter((one) => one.path === path)
    having('{{ order.number }} {{ order.deliveryDate }}', (name) => {
      expect(warned(name, timed)).toEqual([{ path, code: 'omitted', was: '2026-11-26T09:30:00+01:00', became: '' }])
      expect(warned(name, day)).toEqual([])
    })
    having('{{ order.number }} {{ order.deliveryDate }} {{ order.deliveryTime }}', (name) =>
      expect(warned(name, timed)).toEqual([]),
    )
  })
})
