import fc from 'fast-check'
import { expect, it } from 'vitest'
import { add, compare, divide, isWhole, multiply, sum, toDecimal } from '../../src/model/decimal.ts'

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat({ max: 6 }))
  .map(([digits, places]) => toDecimal(`${digits}e-${places}`) ?? '')

it.each([
  ['007.500', '7.5'],
  ['-0.0', '0'],
  ['+3', '3'],
  ['1e3', '1000'],
  ['12.5E-2', '0.125'],
  [' 4 ', '4'],
])('reads %j as %j', (text, expected) => expect(toDecimal(text)).toBe(expected))

it.each(['', '1,5', '.5', '5.', 'NaN', '1e1000', '0x10', '--1', '1 000'])('does not read %j', (text) =>
  expect(toDecimal(text)).toBeNull(),
)

it('reads no number without end, which would take all the time there is to add up', () => {
  expect(toDecimal(`1.${'3'.repeat(998)}`)).not.toBeNull()
  expect(toDecimal(`1.${'3'.repeat(999)}`)).toBeNull()
})

it('adds what a float cannot', () => expect(add('0.1', '0.2')).toBe('0.3'))

it('keeps the laws of arithmetic, normalised', () => {
  fc.assert(
    fc.property(decimal, decimal, decimal, (a, b, c) => {
      expect(toDecimal(a)).toBe(a)
      expect(add(a, b)).toBe(add(b, a))
      expect(multiply(a, add(b, c))).toBe(add(multiply(a, b), multiply(a, c)))
      expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0)
      expect(compare(add(a, '1'), a)).toBeGreaterThan(0)
    }),
  )
})

it('divides exactly or not at all', () => {
  expect(['1', '-3', '0', '12.345', '7'].map((a) => divide(a, '6'))).toEqual([null, '-0.5', '0', '2.0575', null])
  expect([divide('1', '-0.0625'), divide('1', '0'), divide('0', '0')]).toEqual(['-16', null, null])
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const quotient = divide(a, b)
      if (quotient !== null) expect([toDecimal(quotient), multiply(quotient, b)]).toEqual([quotient, a])
      if (b !== '0') expect(divide(multiply(a, b), b)).toBe(a)
    }),
  )
})

it('sums what addition sums, whole numbers or not', () => {
  const short = fc.nat().map(String)
  fc.assert(
    fc.property(fc.oneof(fc.array(decimal), fc.array(short)), (all) => {
      expect(sum(all)).toBe(all.reduce(add, '0'))
    }),
  )
})

it('knows a whole number', () => expect(['1', '1.5', '-20'].map(isWhole)).toEqual([true, false, true]))
