import { describe, expect, it } from 'vitest'
import { startCpuTime } from '../fakes/cpu-time.ts'
import { judge, line, posted, refused, taken } from './judged-order.ts'

describe('an order', () => {
  it('is read with its keys trimmed, its prices as posted and its dates at the supplier', () => {
    expect(taken(posted({ order_number: ' PO-1 ', supplier_customer_number: '\tC-77\n' }))).toEqual({
      order: {
        id: 'order-1',
        number: 'PO-1',
        customer: 'C-77',
        orderedOn: { date: '2026-11-24', time: '09:59:00', offset: '+01:00' },
        deliveryDate: '2026-11-26',
        remarks: '',
        person: 'chef@bistro.example',
        lines: [{ article: '00123', name: 'Crème fraîche 1 kg', quantity: '2', price: '12.500', total: '25.000' }],
        total: '25.000',
      },
      remarks: [],
    })
  })

  it('may hold keys nobody knows, and lack what may be lacking', () => {
    const { order } = taken(
      posted({
        ...{ extra: { deep: [1] }, owned_by: null, order_remarks: null, expected_delivery_date: null },
        ...{
          theoretical_price: undefined,
          packages: [{ ...line(), stock_item: undefined, total_theoretical_price: 'n/a' }],
        },
      }),
    )
    expect(order).toMatchObject({ person: null, remarks: '', deliveryDate: null, total: null })
    expect(order.lines).toMatchObject([{ name: '', total: null }])
  })

  it('whose prices are no numbers is taken without them, and that is noticed', () => {
    const packages = [
      line({ supplier_package: { ...line().supplier_package, theoretical_price_per_package: '12,50' } }),
    ]
    const { order, remarks } = taken(posted({ packages, theoretical_price: 'EUR 25' }))
    expect([order.lines[0].price, order.total]).toEqual([null, null])
    expect(remarks.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'packages[0].supplier_package.theoretical_price_per_package price-unreadable',
      'theoretical_price price-unreadable',
    ])
    expect(taken(posted({ theoretical_price: ' ' })).remarks).toEqual([])
  })

  it('whose sums differ is taken, and that is noticed', () => {
    expect(taken(posted({ theoretical_price: '25.001' })).remarks).toMatchObject([{ code: 'sum-differs' }])
  })

  it('keeps every problem for one answer', () => {
    const judged = refused(
      posted({
        ...{ status: 'DELIVERED', order_number: ' ', ordered_on: 'yesterday', expected_delivery_date: '2026-11-23' },
        packages: [line({ quantity_ordered: 0 }), line({ quantity_ordered: 'x', supplier_package: {} }), {}],
        supplier_customer_number: undefined,
      }),
    )
    expect(judged.status).toBe(422)
    expect(judged.problems.sort()).toEqual(
      [
        ...[
          'expected_delivery_date date-past',
          'order_number blank',
          'ordered_on date-impossible',
          'status not-ordered',
        ],
        ...['packages[0].quantity_ordered quantity-not-positive', 'packages[1].quantity_ordered quantity-not-a-number'],
        ...['packages[1].supplier_package.supplier_article_number missing', 'packages[2].quantity_ordered missing'],
        ...['packages[2].supplier_package missing', 'supplier_customer_number missing'],
      ].sort(),
    )
  })

  it('that is wrong in thousands of places is answered as quickly as one that is right', () => {
    const packages = Array.from({ length: 30_000 }, () => line({ quantity_ordered: 0, supplier_package: {} }))
    const cpuTime = startCpuTime()
    expect(refused(posted({ packages })).problems).toHaveLength(60_000)
    expect(cpuTime()).toBeLessThan(5_000)
  })

  it.each([
    ['prices of 100 kB', { total_theoretical_price: `1.${'3'.repeat(100_000)}` }],
    ['quantities of 100 kB', { quantity_ordered: `+1.${'0'.repeat(100_000)}1` }],
  ])('is read as quickly with %s', (_, strange) => {
    const lines = Array.from({ length: 3_000 }, () => line({ total_theoretical_price: '1' }))
    const cpuTime = startCpuTime()
    posted({ packages: [line(strange), ...lines] })
    expect(cpuTime()).toBeLessThan(5_000)
  })

  it('is read as quickly with a number of 100 kB where JSON has one', () => {
    const body = JSON.stringify({ packages: [{ quantity_ordered: 7 }] }).replace('7', `1${'0'.repeat(100_000)}1`)
    const cpuTime = startCpuTime()
    expect(refused(judge(body)).problems).toContain('packages[0].quantity_ordered quantity-inexact')
    expect(cpuTime()).toBeLessThan(5_000)
  })
})

describe('half a character', () => {
  it('in wording is replaced, and noticed', () => {
    const { order, remarks } = taken(posted({ order_remarks: 'a\ud800b' }))
    expect(order.remarks).toBe('a\ufffdb')
    expect(remarks).toMatchObject([{ path: 'order_remarks', code: 'half-character' }])
  })

  it.each(['id', 'order_number', 'supplier_customer_number'])('in a key is refused: %s', (key) => {
    expect(refused(posted({ [key]: 'a\udc00' })).problems).toEqual([`${key} half-character`])
  })
})
