import { type Json, LINE, ORDER } from './departures.ts'

/** A body whose mistake cannot matter to a delivery: accepted, with remarks as `path code`. */
interface Unneeded {
  readonly name: string
  readonly body: string
  readonly remarks: readonly string[]
}

type Change = { readonly [key: string]: Json | undefined }

const order = (name: string, change: Change, ...remarks: string[]): Unneeded => ({
  name,
  body: JSON.stringify({ ...ORDER, ...change }),
  remarks,
})
const line = (name: string, change: Change, ...remarks: string[]): Unneeded =>
  order(name, { packages: [LINE, { ...LINE, ...change }] }, ...remarks.map((remark) => `packages[1].${remark}`))
const priced = (name: string, price: Json): Unneeded => {
  const change = { supplier_package: { ...LINE.supplier_package, theoretical_price_per_package: price } }
  return line(name, change, 'supplier_package.theoretical_price_per_package price-unreadable')
}

export const UNNEEDED: readonly Unneeded[] = [
  order('owned_by empty', { owned_by: '' }, 'owned_by left-out'),
  order('owned_by as text', { owned_by: 'chef' }, 'owned_by left-out'),
  order('username as a number', { owned_by: { username: 7 } }, 'owned_by.username left-out'),
  order('username as a list', { owned_by: { username: [] } }, 'owned_by.username left-out'),
  order('remarks as a list', { order_remarks: ['ring'] }, 'order_remarks left-out'),
  order('remarks as a number', { order_remarks: 5 }, 'order_remarks left-out'),
  order('remarks as an object', { order_remarks: {} }, 'order_remarks left-out'),
  order('remarks false', { order_remarks: false }, 'order_remarks left-out'),
  order('total as a list', { theoretical_price: [] }, 'theoretical_price price-unreadable'),
  order('total true', { theoretical_price: true }, 'theoretical_price price-unreadable'),
  line('stock_item as text', { stock_item: 'milk' }, 'stock_item left-out'),
  line('article name as a number', { stock_item: { name: 7 } }, 'stock_item.name left-out'),
  line('article name as an object', { stock_item: { name: {} } }, 'stock_item.name left-out'),
  line('line total as an object', { total_theoretical_price: {} }, 'total_theoretical_price price-unreadable'),
  priced('price as an object', {}),
  priced('price as a list', ['1']),
  priced('price true', true),
]
