import { describe, expect, it } from 'vitest'
import type { Order } from '../../../src/model/order/order.ts'
import { sampleOrder } from '../sample-order.ts'
import { having, profile, written } from '../template-writing.ts'

const day: Order = { ...sampleOrder, number: 'PO4217', customer: 'K-7', remarks: '', person: null }
const timed: Order = {
  ...day,
  lines: [{ article: '300457', name: 'TOMATEN', quantity: '2', price: '1.00', total: '2.00' }],
  deliveryTime: { time: '09:30', offset: '+01:00' },
}
describe('the remarks and the day of delivery', () => {
  it('are recorded where a template has no place for them', () => {
    const order = { ...day, remarks: 'NO NUTS' }
    const warned = (name: string, from: Order) => written(from, profile({ template: name })).warnings
    having('{{ order.number }}', (name) => {
      expect(warned(name, order)).toEqual([
        { path: 'order_remarks', code: 'omitted', was: 'NO NUTS', became: '' },
        { path: 'expected_delivery_date', code: 'omitted', was: '2026-11-26', became: '' },
      ])
      expect(warned(name, { ...order, remarks: '', deliveryDate: null })).toEqual([])
    })
    having(
      '{{ order.number }} {{ order.deliveryDate }}{% for said in order.remarkLines %} {{ said }}{% endfor %}',
      (name) => expect(warned(name, order)).toEqual([]),
    )
  })
})

describe('the time of delivery', () => {
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
