import fc from 'fast-check'
import type { RenderContext } from '../../src/documents/format.ts'
import { multiply, toDecimal } from '../../src/model/decimal.ts'
import type { Line, LocalTime, Order } from '../../src/model/order/order.ts'
import { sampleOccasion } from '../documents/sample-order.ts'
import { wildText } from '../documents/wild-text.ts'

/** Generated orders, realistic and extreme; the same seed gives the same orders. */

/** Numbers in the tables below, so that units, GTINs and GLNs get into the documents too. */
export const KNOWN = { weighed: 'A-1', boxed: 'A-2', customer: 'K-1' } as const

type Key = fc.Arbitrary<string>
const capitals: Key = fc.stringMatching(/^[A-Z0-9][A-Z0-9 ./&'"<>+:=?-]{0,8}[A-Z0-9]$/)
const letters: Key = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ./&'"<>+:_-]{0,8}[A-Za-z0-9]$/)

/**
 * The spelling of the keys of an order: nearly always valid in every format, in a few orders valid in some formats or
 * in none.
 */
const spelling: fc.Arbitrary<Key> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(capitals) },
  { weight: 6, arbitrary: fc.constant(letters) },
  { weight: 1, arbitrary: fc.constant(fc.stringMatching(/^[A-Z0-9]{14,18}$/)) },
  { weight: 1, arbitrary: fc.constant(fc.stringMatching(/^[A-Z0-9]{28,36}$/)) },
  { weight: 1, arbitrary: fc.constant(fc.stringMatching(/^[A-Z0-9]{50}$/)) },
  { weight: 1, arbitrary: fc.constant(fc.constantFrom('É-1', 'Ω 7', 'ŁÓDŹ', 'a*b~c', "?+:'", '🍅', 'x^|>')) },
  { weight: 1, arbitrary: fc.constant(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 })) },
)

const PHRASES = [
  ...['Crème fraîche 30% (1 L)', 'Ελιές Καλαμών', 'Żółty ser, łosoś', 'Größe: 5 × ½ kg', 'Œufs à la coque', 'ﬁlet'],
  ...['🍅', '👩‍🍳', 'e\u0301clair', '€ 4,50', "?+:'", '*~>^|', '=+-@', ';,"\t', '\r\n', '  ', 'verse melk', 'x'],
]
const phrases = fc.array(fc.constantFrom(...PHRASES), { maxLength: 20 }).map((parts) => parts.join(' '))
const wording = fc.oneof(
  { weight: 6, arbitrary: phrases },
  { weight: 6, arbitrary: wildText },
  { weight: 2, arbitrary: fc.constantFrom('', ' ', 'Leveren vóór 10:00', 'é'.repeat(300), '🍅'.repeat(75)) },
)
const remarks = fc.oneof(
  { weight: 20, arbitrary: wording },
  { weight: 2, arbitrary: fc.constantFrom('remark '.repeat(300), `${'Graag op tijd. '.repeat(30)}\n\nDank!`) },
  { weight: 1, arbitrary: fc.constantFrom('Ż'.repeat(40_000), 'lang verhaal '.repeat(6000)) },
)

const quantity = fc.oneof(
  fc.integer({ min: 1, max: 5000 }).map(String),
  fc.integer({ min: 1, max: 99_999 }).map((thousandths) => toDecimal(`${thousandths}e-3`) ?? '1'),
)
const price = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .integer({ min: 0, max: 999_999 })
      .map((tenths) => `${Math.floor(tenths / 10_000)}.${String(tenths % 10_000).padStart(4, '0')}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('3.10', '12', '0', '25.000', '1e2', '-4.50', '123456789012345678.9', 'n/a', '1.23456'),
  },
  { weight: 1, arbitrary: fc.constant(null) },
)

/** A line whose total is quantity times price, in cents with Apicbase's rounding. */
const lineOf = (key: Key): fc.Arbitrary<Line> =>
  fc
    .record({
      article: fc.oneof(key, key, fc.constantFrom(KNOWN.weighed, KNOWN.boxed)),
      name: wording,
      quantity,
      price,
    })
    .map((line): Line => ({ ...line, total: cents(line.price, line.quantity) }))
    .chain((line) => factor.map((each) => (each === null ? line : counted(line, each))))

/** The line's unit differs from Apicbase's unit: then the price is for `factor` units. */
const factor = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom('6', '12', '0.5', '2.5', '7', '1000', '0.0625') },
)

const counted = (line: Line, each: string): Line => ({
  ...line,
  quantity: multiply(line.quantity, each),
  priceQuantity: each,
})

function cents(price: string | null, quantity: string): string | null {
  const exact = price === null ? null : toDecimal(price)
  if (exact === null || exact.startsWith('-')) return null
  const [whole = '0', fraction = ''] = multiply(exact, quantity).split('.')
  const hundredths = BigInt(whole + fraction.padEnd(3, '0').slice(0, 3)) + 5n
  const digits = String(hundredths / 10n).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** A single line, a few lines, or up to 400. */
const linesOf = (key: Key): fc.Arbitrary<Order['lines']> => {
  const some = (minLength: number, maxLength: number) =>
    fc.array(lineOf(key), { minLength, maxLength, size: 'max', depthIdentifier: 'lines' })
  const more = fc.oneof(
    { weight: 40, arbitrary: some(0, 5) },
    { weight: 3, arbitrary: some(6, 40) },
    { weight: 1, arbitrary: some(41, 399) },
  )
  return fc.tuple(lineOf(key), more).map(([first, rest]) => [first, ...rest])
}

const date = fc.oneof(
  fc
    .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
    .map((moment) => moment.toISOString().slice(0, 10)),
  // Days on which clocks change, in some zones at midnight, and days of long years.
  fc.constantFrom('2026-03-29', '2026-10-25', '2026-04-24', '2026-03-08', '2028-02-29', '2026-12-31', '2027-01-01'),
)
const moment = fc.record({
  date,
  time: fc.oneof(
    fc.integer({ min: 0, max: 86_399 }).map((seconds) => new Date(seconds * 1000).toISOString().slice(11, 19)),
    fc.constantFrom('00:00:00', '02:30:00', '23:59:59'),
  ),
  offset: fc.constantFrom('+00:00', '+01:00', '+02:00', '-05:00', '+05:45', '+13:00'),
})

/** Never midnight, which is no time of delivery. */
const minute = fc.record({
  time: fc.integer({ min: 1, max: 1_439 }).map((minutes) => new Date(minutes * 60_000).toISOString().slice(11, 16)),
  offset: fc.constantFrom('+00:00', '+01:00', '+02:00', '-05:00', '+05:45', '+13:00'),
})

interface Delivery {
  readonly deliveryDate: string
  readonly deliveryTime: LocalTime | undefined
}

const deliveryOf = (asked: Delivery | null): Pick<Order, 'deliveryDate' | 'deliveryTime'> =>
  asked?.deliveryTime === undefined
    ? { deliveryDate: asked?.deliveryDate ?? null }
    : { deliveryDate: asked.deliveryDate, deliveryTime: asked.deliveryTime }

/** Kinds of totals: nine in ten orders add up. */
const sums = fc.oneof(
  { weight: 9, arbitrary: fc.constant('right') },
  { weight: 1, arbitrary: fc.constantFrom('a line wrong', 'a line missing', 'the order wrong', 'the order missing') },
)

const order: fc.Arbitrary<Order> = spelling.chain((key) =>
  fc
    .record({
      id: fc.oneof(fc.uuid(), fc.uuid(), key),
      number: key,
      customer: fc.oneof(key, fc.constant(KNOWN.customer)),
      orderedOn: moment,
      delivery: fc.option(fc.record({ deliveryDate: date, deliveryTime: fc.option(minute, { nil: undefined }) })),
      remarks,
      person: fc.option(fc.oneof(wording, fc.emailAddress(), fc.constant(`${'m'.repeat(50)}@bistro.example`))),
      lines: linesOf(key),
      sums,
    })
    .map(({ sums, delivery, ...rest }) => totalled({ ...rest, ...deliveryOf(delivery) }, sums)),
)

function totalled(order: Omit<Order, 'total'>, how: string): Order {
  const [first, ...more] = order.lines
  const total = sum(order.lines)
  switch (how) {
    case 'a line wrong':
      return { ...order, total, lines: [{ ...first, total: '1.23' }, ...more] }
    case 'a line missing':
      return { ...order, total, lines: [{ ...first, total: null }, ...more] }
    case 'the order wrong':
      return { ...order, total: '105.07' }
    case 'the order missing':
      return { ...order, total: null }
    default:
      return { ...order, total }
  }
}

const sum = (lines: Order['lines']): string => {
  const all = lines.reduce((before, { total }) => before + BigInt((total ?? '0.00').replace('.', '')), 0n)
  const digits = String(all).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const occasion: fc.Arbitrary<RenderContext> = fc
  .record({
    preparedAt: moment,
    version: fc.integer({ min: 1, max: 12 }),
    possibleRepeat: fc.boolean(),
    later: fc.constantFrom('original', 'replacement', 'cancellation'),
  })
  .map(({ later, ...rest }) => ({
    ...sampleOccasion,
    ...rest,
    purpose: rest.version > 1 ? later : ('original' as const),
  }))

export interface Case {
  readonly order: Order
  readonly occasion: RenderContext
  readonly price: 'net' | 'information' | 'omit'
  readonly language: 'nl' | 'fr' | 'de' | 'en'
  readonly test: boolean
  /** Whether the supplier has tables of articles and customers. */
  readonly tables: boolean
  /** In some of these zones the clocks change at midnight. */
  readonly timeZone: string
  /** Chooses among the other settings of a format. */
  readonly variant: number
}

const made = new Map<string, readonly Case[]>()

/** Built once, because many tests read the same orders. */
export function generated(count: number, seed: number): readonly Case[] {
  const key = `${count} ${seed}`
  const known = made.get(key) ?? fc.sample(someCase, { numRuns: count, seed })
  made.set(key, known)
  return known
}

const someCase: fc.Arbitrary<Case> = fc.record({
  order,
  occasion,
  price: fc.constantFrom('net', 'information', 'omit'),
  language: fc.constantFrom('nl', 'fr', 'de', 'en'),
  test: fc.boolean(),
  tables: fc.boolean(),
  timeZone: fc.constantFrom('Europe/Brussels', 'Europe/London', 'Africa/Cairo', 'America/Havana', 'Asia/Beirut'),
  variant: fc.nat(29),
})
