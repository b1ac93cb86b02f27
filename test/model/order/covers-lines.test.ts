import { describe, expect, it } from 'vitest'
import { coversLines } from '../../../src/model/order/covers-lines.ts'

const line = (article: string | null, quantity: unknown, name = 'Kip') => ({
  ...{ stock_item: { name }, supplier_package: { supplier_article_number: article } },
  quantity_ordered: quantity,
})
const order = (...packages: unknown[]) => ({ packages })
const QUANTITY = { path: 'packages[0].quantity_ordered', code: 'quantity-inexact', message: '' } as const
const ARTICLE = {
  path: 'packages[0].supplier_package.supplier_article_number',
  code: 'unknown-article',
  message: '',
} as const

describe('the lines of a refused order', () => {
  it.each([
    ['the same lines', order(line('A', 2), line('B', 1)), order(line('B', 1), line('A', 2)), []],
    ['more of them', order(line('A', 2)), order(line('A', '2.5'), line('C', 1)), []],
    ['a line in two parts', order(line('A', 2)), order(line('A', 1), line('A', 1)), []],
    ['two lines in one', order(line('A', 1), line('A', 1)), order(line('A', 2)), []],
    ['any quantity for a faulty quantity', order(line('A', 0.1)), order(line('A', 0.05)), [QUANTITY]],
    ['another number for a faulty number', order(line('A', 2)), order(line('B', 2)), [ARTICLE]],
    ['anything, where the refused order has no lines', order(), order(line('A', 1)), []],
  ])('are in %s', (_, refused, later, problems) => {
    expect(coversLines(later, refused, problems)).toBe(true)
  })

  it.each([
    ['an order without one of them', order(line('A', 2), line('B', 1)), order(line('A', 2)), []],
    ['an order with less', order(line('A', 2)), order(line('A', 1)), []],
    ['an order with less than two lines together', order(line('A', 1), line('A', 1)), order(line('A', 1)), []],
    ['an order of another name for a faulty number', order(line('A', 2)), order(line('B', 2, 'Ham')), [ARTICLE]],
    ['any order, where a line has neither number nor name', order(line(null, 2, '')), order(line('A', 2, '')), []],
    ['any order, where the lines cannot be read', { packages: null }, order(line('A', 2)), []],
    ['an order whose lines cannot be read', order(line('A', 2)), { packages: 'A' }, []],
  ])('are not in %s', (_, refused, later, problems) => {
    expect(coversLines(later, refused, problems)).toBe(false)
  })
})
