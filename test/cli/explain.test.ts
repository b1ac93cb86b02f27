import { describe, expect, it } from 'vitest'
import { explain } from '../../src/cli/explain.ts'
import type { Order } from '../../src/model/order/order.ts'
import { sampleOrder } from '../documents/sample-order.ts'

const [line] = sampleOrder.lines
const order: Order = { ...sampleOrder, remarks: 'Ring twice', lines: [line, line] }

async function whereabouts(
  write: (order: Order) => string | null,
  of = order,
): Promise<Record<string, readonly string[]>> {
  const found = await explain(of, async (varied) => write(varied))
  return Object.fromEntries(found.map(({ field, lines }) => [field, lines]))
}

describe('what becomes of each field of an order', () => {
  it('is found in the first line of an order also where another line says the same', async () => {
    const found = await whereabouts(({ lines }) => lines.map(({ quantity }) => `QTY ${quantity}`).join('\n'))
    expect(found['packages[0].quantity_ordered']).toEqual([`QTY ${line.quantity}`])
  })

  it('is found in all that a long text is wrapped into, and where its end is cut off', async () => {
    const found = await whereabouts(({ remarks }) => `${remarks.slice(0, 4)}\n${remarks.slice(4, 8)}`)
    expect(found.order_remarks).toEqual(['Ring', ' twi'])
  })

  it('is never said to be in a trailer, which only counts the segments', async () => {
    const found = await whereabouts(({ customer }) =>
      customer === order.customer ? `NAD+BY+${customer}\nRFF+VA\nUNT+3+1` : `NAD+BY+${customer}\nUNT+2+1`,
    )
    expect(found.supplier_customer_number).toEqual([`NAD+BY+${order.customer}`, 'RFF+VA'])
  })

  it('is looked for where another value is refused', async () => {
    const found = await whereabouts(({ customer }) => (customer === order.customer ? `to\nBY ${customer}` : null))
    expect(found.supplier_customer_number).toEqual([`BY ${order.customer}`])
  })
})
