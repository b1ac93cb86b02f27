import { describe, expect, it } from 'vitest'
import { postedOrder } from '../fakes/orders.ts'
import { judge, line, refused, taken } from './judged-order.ts'

const withQuantity = (text: string) =>
  JSON.stringify(postedOrder()).replace('"quantity_ordered":2', `"quantity_ordered":${text}`)

describe('a quantity', () => {
  it.each([
    ['2', '2'],
    ['"2"', '2'],
    ['" 2.50 "', '2.5'],
    ['1e3', '1000'],
    ['0.000001', '0.000001'],
    ['1e-7', '0.0000001'],
    ['999999999999999', '999999999999999'],
    ['123456789.012345', '123456789.012345'],
    ['1.50000000000000000000', '1.5'],
  ])('is taken exactly: %s', (text, quantity) => {
    expect(taken(judge(withQuantity(text))).order.lines[0].quantity).toBe(quantity)
  })

  it.each([
    ['0', 'quantity-not-positive'],
    ['-1', 'quantity-not-positive'],
    ['"-0"', 'quantity-not-positive'],
    ['0.0', 'quantity-not-positive'],
    ['1e-400', 'quantity-not-positive'],
    ['""', 'quantity-not-a-number'],
    ['"two"', 'quantity-not-a-number'],
    ['"1,5"', 'quantity-not-a-number'],
    ['"1e9999"', 'quantity-not-a-number'],
    ['"NaN"', 'quantity-not-a-number'],
    ['1e400', 'wrong-type'],
    ['null', 'wrong-type'],
    ['true', 'wrong-type'],
    ['[2]', 'wrong-type'],
    ['9007199254740993', 'quantity-inexact'],
    ['0.30000000000000004', 'quantity-inexact'],
    ['"1.0000000000000001"', 'quantity-inexact'],
    ['1e15', 'quantity-inexact'],
    ['"1e999"', 'quantity-inexact'],
  ])('is refused: %s', (text, code) => {
    expect(refused(judge(withQuantity(text)))).toEqual({
      status: 422,
      problems: [`packages[0].quantity_ordered ${code}`],
    })
  })

  it('that lost digits is found behind any number of prices that did', () => {
    const lines = Array.from({ length: 30 }, () => line({ total_theoretical_price: 0.1 }))
    const text = JSON.stringify(postedOrder({ packages: [...lines, line()] }))
      .replaceAll('"total_theoretical_price":0.1', '"total_theoretical_price":0.30000000000000004')
      .replace(/"quantity_ordered":2(?=[^{]*$)/, '"quantity_ordered":1.00000000000000001')
    expect(refused(judge(text)).problems).toEqual(['packages[30].quantity_ordered quantity-inexact'])
  })
})
