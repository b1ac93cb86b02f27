import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AnyFormat, Entry, RenderContext } from '../../src/documents/format.ts'
import type { Line, Order } from '../../src/model/order/order.ts'
import type { Case } from '../conformance/generated-orders.ts'
import { unaccounted } from '../readback/ledger.ts'
import { LINE_PATHS, PATHS, type Reading } from '../readback/reading.ts'
import { written } from '../readback/written.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'
import { shownByLine } from './shown-by-line.ts'
import { wildKey } from './wild-text.ts'

/** Nothing of the line is visible in these names. */
const INVISIBLE = ['', ' ', '\ufeff', '\u200b', '\u00ad\u2060', '\u2800', '\u0301', '\u0085', '\u3164', '\u200f \ufe0f']
const CONTROLS = 'A\u0085B\u009bC\u007fD\u2028E\u2029F'

const LINE: Line = { article: '300457', name: 'TOMATEN', quantity: '2', price: '1.00', total: '2.00' }
const PLAIN: Order = {
  ...sampleOrder,
  ...{ number: 'PO4217', customer: 'K-7', remarks: '', person: null, total: '2.00' },
  lines: [LINE],
}

const caseOf = (change: Partial<Order>, line: Partial<Line> = {}, variant = 0): Case => ({
  order: { ...PLAIN, lines: [{ ...LINE, ...line }], ...change },
  occasion: sampleOccasion,
  ...{ price: 'net', language: 'en', test: false, tables: false, timeZone: 'Europe/Brussels', variant },
})

const key = fc.oneof(
  wildKey,
  fc.stringMatching(/^[A-Z0-9?+:=' *~-]{1,20}$/),
  fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme' }),
)
const digits = fc.oneof(
  fc.stringMatching(/^[1-9][0-9]{0,18}(\.[0-9]{0,3}[1-9])?$/),
  fc.constantFrom('', 'x', '1.', '01', '-1', '0.5', '1e3', '123456789012345', '12345678901234.5', '123456789012345.6'),
)

/** What every format must do, seen by a reader who has only the documentation. */
export function readingSuite(format: AnyFormat, reading: Reading): void {
  const writtenOrder = (one: Case) => {
    const document = written(format, reading, one)
    if (!document) throw new Error('The order was refused.')
    return document
  }

  it('writes the sample order as test/golden has it, EDI with one segment a line', async () => {
    const { file = `${format.id}.${format.extension}`, settings, supplier } = reading.golden ?? {}
    const document = format.settings.parse({ format: format.id, ...format.example, ...settings })
    const result = format.write(
      sampleOrder,
      { document, supplier: sampleSupplier({ price: 'net', ...supplier }) },
      sampleOccasion,
    )
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    const text = 'mail' in result.value ? result.value.mail.text : result.value.text
    const golden = path.join(import.meta.dirname, '../golden', file)
    await expect(shownByLine(text)).toMatchFileSnapshot(golden)
  })

  it('writes exactly the orders that fit, with every key and quantity as it was', () => {
    fc.assert(
      fc.property(key, key, key, digits, fc.nat(29), (number, customer, article, quantity, variant) => {
        const amounts = { article, quantity, price: null, total: null }
        const one = caseOf({ number, customer, id: 'ID-1', total: null }, amounts, variant)
        const document = written(format, reading, one)
        if (!document) return
        expect(document.text.isWellFormed()).toBe(true)
        expect(unaccounted(one, document.warnings, reading.read(document.text, one), reading)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('refuses a key that is too long for it, or holds the key whole', () => {
    const long = '1'.repeat(5_000)
    const keys: readonly [path: string, one: Case][] = [
      [PATHS.number, caseOf({ number: long })],
      [PATHS.customer, caseOf({ customer: long })],
      [LINE_PATHS.article(0), caseOf({}, { article: long })],
    ]
    for (const [field, one] of keys) {
      const document = format.settings.parse({ format: format.id, ...reading.settings(one) })
      const problems = format.findProblems(one.order, { supplier: sampleSupplier(), document })
      if (problems.length > 0) expect(problems).toMatchObject([{ path: field, code: 'too-long' }])
      else expect(writtenOrder(one).text).toContain(long)
    }
  })

  it.each(INVISIBLE)('calls a line by its article number where its name is %j, which shows nothing', (name) => {
    const one = caseOf({}, { name })
    const { text, warnings } = writtenOrder(one)
    const at = LINE_PATHS.name(0)
    expect(reading.read(text, one).get(at)).toBe(LINE.article)
    expect(warnings.filter((warning) => warning.path === at)).toEqual([
      { path: at, code: 'replaced', was: name, became: LINE.article },
    ])
  })

  it('leaves no control character in a document, and records what it changed', () => {
    const one = caseOf({ remarks: CONTROLS, person: CONTROLS }, { name: CONTROLS })
    const { text, warnings } = writtenOrder(one)
    expect(text).not.toMatch(/[\u007f-\u009f\u2028\u2029]|&#1[2-5]\d;/)
    expect(unaccounted(one, warnings, reading.read(text, one), reading)).toEqual([])
  })

  it('shows the time of delivery without a warning, and none where an order names a day', () => {
    const timed = caseOf({ deliveryTime: { time: '09:30', offset: '+01:00' } })
    const { text, warnings } = writtenOrder(timed)
    expect(text).toMatch(/09:?30/)
    expect(warnings.filter((warning) => warning.path === PATHS.deliveryDate)).toEqual([])
    const day = caseOf({})
    expect(writtenOrder(day).text).not.toMatch(/09:?30/)
    for (const one of [timed, day])
      expect(unaccounted(one, warnings, reading.read(writtenOrder(one).text, one), reading)).toEqual([])
  })

  it('says of each order in a document of several what its own document says', () => {
    expect(format.combine !== undefined, 'a format that combines orders has `parts`').toBe(reading.parts !== undefined)
    fc.assert(
      fc.property(someOrders, (entries) => combined(format, reading, entries)),
      { numRuns: 40 },
    )
  })
}

const someOrders = fc
  .array(
    fc.record({
      lines: fc.integer({ min: 1, max: 12 }),
      remarks: fc.constantFrom('', "Graag vóór 10:00? 'achter' + *", 'x'.repeat(400)),
      total: fc.constantFrom(null, '12.50', '0.333'),
      purpose: fc.constantFrom<RenderContext['purpose']>('original', 'replacement', 'cancellation'),
      possibleRepeat: fc.boolean(),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((wishes) =>
    wishes.map(({ lines, purpose, possibleRepeat, ...wish }, at): Entry => {
      const [line] = sampleOrder.lines
      const more = Array.from({ length: lines - 1 }, (_, index) => ({ ...line, article: `A${index}` }))
      return {
        order: { ...sampleOrder, ...wish, id: `ID-${at}`, number: `PO-${at}`, lines: [line, ...more] },
        occasion: { ...sampleOccasion, purpose, version: purpose === 'original' ? 1 : 2, possibleRepeat },
      }
    }),
  )

function combined(format: AnyFormat, { parts, listsOne }: Reading, entries: readonly Entry[]): void {
  const [first, ...others] = entries
  const document = format.settings.parse({ format: format.id, ...format.example })
  const profile = { supplier: sampleSupplier({ price: 'net' }), document }
  if (!first || !format.combine || !parts) return
  const alone = entries.map(({ order, occasion }) => {
    const result = format.write(order, profile, occasion)
    if (!result.ok || !('text' in result.value)) throw new Error('not written')
    return result.value
  })
  const result = format.combine([first, ...others], profile)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  const { warnings, ...rest } = result.value
  expect(parts(rest.text)).toEqual(alone.flatMap(({ text }) => parts(text)))
  // The head of a shared document may have no room for a field of each order.
  for (const [at, own] of alone.entries()) {
    const shared = (warnings[at] ?? []).filter((one) => !own.warnings.some(({ path }) => path === one.path))
    expect(shared.every(({ code }) => code === 'omitted')).toBe(true)
    expect(warnings[at]).toEqual(expect.arrayContaining([...own.warnings]))
  }
  if (entries.length === 1 && !listsOne) expect({ ...rest, warnings: warnings.flat() }).toEqual(alone[0])
}
