import fc from 'fast-check'
import { multiply, toDecimal } from '../../src/decimal.ts'
import type { Occasion } from '../../src/documents/format.ts'
import type { Line, Order } from '../../src/order.ts'
import { sampleOccasion } from '../documents/sample-order.ts'
import { wildText } from '../documents/wild-text.ts'

/** Orders as kitchens send them and as nobody should, the same ones for the same seed. */

/** Numbers that some tables below know, so that units, GTINs and GLNs get into the documents too. */
export const KNOWN = { weighed: 'A-1', boxed: 'A-2', customer: 'K-1' } as const

/** As long as some formats can still carry, and a little longer. */
const long = fc.stringMatching(/^[A-Z0-9]{28,36}$/)
const letters = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ./&'"<>+:_-]{0,8}[A-Za-z0-9]$/)
const key = fc.oneof(
  { weight: 12, arbitrary: letters },
  { weight: 1, arbitrary: long },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 }) },
)
const quantity = fc.oneof(
  fc.integer({ min: 1, max: 5000 }).map(String),
  fc.integer({ min: 1, max: 99_999 }).map((thousandths) => toDecimal(`${thousandths}e-3`) ?? '1'),
  fc.constantFrom('123456789012345', '0.000001'),
)
const price = fc.oneof(
  fc
    .integer({ min: 0, max: 999_999 })
    .map((tenths) => `${Math.floor(tenths / 10_000)}.${String(tenths % 10_000).padStart(4, '0')}`),
  fc.constantFrom('3.10', '12', '0', '25.000', '1e2', '-4.50', '123456789012345678.9', 'n/a'),
  fc.constant(null),
)

/** Amounts that add up most of the time, in cents as Apicbase rounds them, and sometimes not. */
const line: fc.Arbitrary<Line> = fc
  .record({
    article: fc.oneof(key, fc.constantFrom(KNOWN.weighed, KNOWN.boxed)),
    name: fc.oneof(wildText, fc.constantFrom('', 'Crème fraîche 30% (1 L)', 'é'.repeat(300))),
    quantity,
    price,
    off: fc.constantFrom('right', 'right', 'right', 'right', 'right', 'right', 'missing', 'wrong'),
  })
  .map(({ off, ...rest }) => ({
    ...rest,
    total: off === 'right' ? cents(rest.price, rest.quantity) : off === 'wrong' ? '1.23' : null,
  }))

function cents(price: string | null, quantity: string): string | null {
  const exact = price === null ? null : toDecimal(price)
  if (exact === null || exact.startsWith('-')) return null
  const [whole = '0', fraction = ''] = multiply(exact, quantity).split('.')
  const hundredths = BigInt(whole + fraction.padEnd(3, '0').slice(0, 3)) + 5n
  const digits = String(hundredths / 10n).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const date = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((moment) => moment.toISOString().slice(0, 10))
const moment = fc.record({
  date,
  time: fc.integer({ min: 0, max: 86_399 }).map((seconds) => new Date(seconds * 1000).toISOString().slice(11, 19)),
  offset: fc.constantFrom('+00:00', '+01:00', '+02:00', '-05:00', '+05:45', '+13:00'),
})

const order: fc.Arbitrary<Order> = fc
  .record({
    id: fc.oneof(fc.uuid(), key),
    number: key,
    customer: fc.oneof(key, fc.constant(KNOWN.customer)),
    orderedOn: moment,
    deliveryDate: fc.option(date),
    remarks: fc.oneof(wildText, fc.constantFrom('', 'Leveren vóór 10:00', 'remark '.repeat(300))),
    person: fc.option(fc.oneof(wildText, fc.emailAddress())),
    first: line,
    more: fc.array(line, { maxLength: 5 }),
    total: fc.constantFrom('sum', 'sum', 'sum', '105.07', null),
  })
  .map(({ first, more, total, ...rest }) => {
    const lines: Order['lines'] = [first, ...more]
    return { ...rest, lines, total: total === 'sum' ? sum(lines) : total }
  })

const sum = (lines: Order['lines']): string => {
  const all = lines.reduce((before, { total }) => before + BigInt((total ?? '0.00').replace('.', '')), 0n)
  const digits = String(all).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const occasion: fc.Arbitrary<Occasion> = fc
  .record({
    preparedAt: moment,
    version: fc.integer({ min: 1, max: 12 }),
    possibleRepeat: fc.boolean(),
    later: fc.boolean(),
  })
  .map(({ later, ...rest }) => ({
    ...sampleOccasion,
    ...rest,
    purpose: later && rest.version > 1 ? ('replacement' as const) : ('original' as const),
  }))

export interface Case {
  readonly order: Order
  readonly occasion: Occasion
  readonly price: 'net' | 'information' | 'omit'
  readonly language: 'nl' | 'fr' | 'de' | 'en'
  readonly test: boolean
  /** The supplier has tables of articles and customers. */
  readonly tables: boolean
}

export const generated = (count: number, seed: number): Case[] =>
  fc.sample(
    fc.record({
      order,
      occasion,
      price: fc.constantFrom('net', 'information', 'omit'),
      language: fc.constantFrom('nl', 'fr', 'de', 'en'),
      test: fc.boolean(),
      tables: fc.boolean(),
    }),
    { numRuns: count, seed },
  )
