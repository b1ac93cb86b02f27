import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validate } from '../../src/steps/validate.ts'
import { bodyOf, postedOrder, supplierWith } from '../fakes/orders.ts'

const NOON = Date.UTC(2026, 10, 24, 11)
const supplier = supplierWith()
const judge = (body: string | Uint8Array, settings = supplier, now: number | null = NOON) =>
  validate(typeof body === 'string' ? new TextEncoder().encode(body) : body, settings, now)
const posted = (overrides: Record<string, unknown> = {}, settings = supplier, now: number | null = NOON) =>
  judge(bodyOf(postedOrder(overrides)), settings, now)

const taken = (judged: ReturnType<typeof judge>) => {
  if (!judged.ok) throw new Error(JSON.stringify(judged.error.refusal.problems))
  return judged.value
}
const refused = (judged: ReturnType<typeof judge>) => {
  if (judged.ok) throw new Error('It was taken.')
  const { status, problems } = judged.error.refusal
  return { status, problems: problems.map(({ path, code }) => `${path} ${code}`) }
}
const line = (overrides: Record<string, unknown> = {}) => ({ ...postedOrder().packages[0], ...overrides })
const withQuantity = (text: string) =>
  JSON.stringify(postedOrder()).replace('"quantity_ordered":2', `"quantity_ordered":${text}`)

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
    const begun = performance.now()
    expect(refused(posted({ packages })).problems).toHaveLength(60_000)
    expect(performance.now() - begun).toBeLessThan(5_000)
  })
})

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

describe('a key that stands twice', () => {
  it.each([
    ['{"id":"1","id":"2"}', 'id'],
    ['{"id":"1","\\u0069d":"2"}', 'id'],
    ['{"packages":[{"a":1},{"a":1,"a":2}]}', 'packages[1].a'],
    ['{"x":{"y":{"z":1,"z":1}}}', 'x.y.z'],
    ['[{"a":[],"a":{}}]', '[0].a'],
  ])('is refused, because nobody can know which is meant: %s', (text, path) => {
    expect(refused(judge(text))).toEqual({ status: 400, problems: [`${path} duplicate-key`] })
  })

  it('is found behind any number of prices that lost digits', () => {
    const prices = Array.from({ length: 30 }, (_, at) => `"p${at}":0.30000000000000004`)
    expect(refused(judge(`{${prices.join()},"id":"1","id":"2"}`)).problems).toEqual(['id duplicate-key'])
  })

  it('in two objects is no such thing', () => {
    expect(refused(judge('{"a":{"b":1},"c":{"b":1}}')).status).toBe(422)
  })
})

describe('what cannot be read', () => {
  it.each([
    ['', 'not-json'],
    ['{', 'not-json'],
    ['\ufeff{}', 'not-json'],
    ['{"a":NaN}', 'not-json'],
    ["{'a':1}", 'not-json'],
    ['{"a":01}', 'not-json'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'too-deep'],
    [`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, 'too-deep'],
    [`${'['.repeat(100_000)}`, 'not-json'],
  ])('is a 400 (case %#)', (text, code) => {
    const judged = refused(judge(text))
    expect([judged.status, judged.problems[0]?.split(' ').at(-1)]).toEqual([400, code])
  })

  it('is a 400 when it is not UTF-8', () => {
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0x22, 0xe9, 0x22]])
      expect(refused(judge(new Uint8Array(bytes)))).toEqual({ status: 400, problems: [' not-utf8'] })
  })

  it.each(['null', '1', '"text"', '[]', 'true', '{}'])('is a 422 when it is JSON and no order: %s', (text) => {
    expect(refused(judge(text)).status).toBe(422)
  })

  it('is a 400 only where 32 levels are not enough', () => {
    expect(refused(judge(`${'['.repeat(32)}${']'.repeat(32)}`)).status).toBe(422)
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

describe('a delivery date', () => {
  const date = (written: unknown, settings = supplier, now = NOON) =>
    taken(posted({ expected_delivery_date: written }, settings, now)).order.deliveryDate

  it.each([
    ['2026-11-26', '2026-11-26'],
    ['2026-11-26T00:00:00', '2026-11-26'],
    ['2026-11-26T00:00:00Z', '2026-11-26'],
    ['2026-11-26T00:00:00.000000Z', '2026-11-26'],
    ['2026-11-26T00:00:00+02:00', '2026-11-26'],
    ['2026-11-26T00:00:00-11:00', '2026-11-26'],
    ['2026-11-25T23:00:00Z', '2026-11-26'],
    ['2026-11-25T22:59:59Z', '2026-11-25'],
    ['2026-11-26 07:30', '2026-11-26'],
    ['2026-11-26T23:30:00Z', '2026-11-27'],
    ['2026-07-01T22:00:00Z', '2026-07-02'],
    ['2028-02-29', '2028-02-29'],
    [null, null],
  ])('%s is %s in Brussels', (written, expected) => {
    expect(date(written, supplier, Date.UTC(2026, 5, 1))).toBe(expected)
  })

  it('without a zone is read in the zone of the source', () => {
    const brussels = supplierWith({ source: { zone: 'Europe/Brussels' } })
    expect(date('2026-11-26T23:30:00', brussels)).toBe('2026-11-26')
    expect(date('2026-11-26T23:30:00', supplier)).toBe('2026-11-27')
    expect(date('2026-11-26T00:30:00', brussels)).toBe('2026-11-26')
  })

  it.each([
    ...['2026-02-29', '2026-13-01', '2026-11-31', '2026-11-26T24:00:00Z', '2026-11-26T10:60', '26-11-2026'],
    ...['2026-11-26T10', 'tomorrow', '', '2026-11-26T10:00:00+15:00', '02026-11-26', '2026-11-26TZ', '20261126'],
  ])('that is in no calendar is refused: %s', (written) => {
    expect(refused(posted({ expected_delivery_date: written })).problems).toEqual([
      'expected_delivery_date date-impossible',
    ])
  })

  it('is past only when the day is over at the supplier', () => {
    const evening = Date.UTC(2026, 10, 24, 22, 59, 59)
    expect(date('2026-11-24', supplier, evening)).toBe('2026-11-24')
    const past = posted({ expected_delivery_date: '2026-11-24' }, supplier, evening + 1_000)
    expect(refused(past).problems).toEqual(['expected_delivery_date date-past'])
    const auckland = supplierWith({ timeZone: 'Pacific/Auckland' })
    expect(refused(posted({ expected_delivery_date: '2026-11-24' }, auckland, NOON)).problems).toEqual([
      'expected_delivery_date date-past',
    ])
    const honolulu = supplierWith({ timeZone: 'Pacific/Honolulu' })
    expect(date('2026-11-24', honolulu, Date.UTC(2026, 10, 25, 9))).toBe('2026-11-24')
  })

  it('that is past is told beside whatever else is wrong, and not at all where nobody is there to hear it', () => {
    const wrong = { expected_delivery_date: '2020-01-01', packages: [] }
    expect(refused(posted(wrong)).problems.sort()).toEqual(['expected_delivery_date date-past', 'packages no-lines'])
    expect(taken(posted({ expected_delivery_date: '2020-01-01' }, supplier, null)).order.deliveryDate).toBe(
      '2020-01-01',
    )
  })
})

describe('whatever comes', () => {
  const sound = (judged: ReturnType<typeof judge>): boolean =>
    judged.ok || (judged.error.refusal.problems.length > 0 && [400, 422].includes(judged.error.refusal.status))

  it('any bytes are answered', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => sound(judge(bytes))))
  })

  it('any JSON is answered', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => sound(judge(text))),
      { numRuns: 500 },
    )
  })

  it('any value in any place of an order is answered, and what is taken is whole', () => {
    const keys = Object.keys(postedOrder())
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.constantFrom('0000-01-01', '9999-12-31T23:59:59-14:00', '\ud800', '1e999', -0, 1e308, '__proto__', {}, [[]]),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        anything,
        fc.constantFrom(...Object.keys(line())),
        anything,
        (key, value, part, inner) => {
          const judged = posted({
            [key]: value,
            ...(key === 'packages' ? {} : { packages: [line({ [part]: inner })] }),
          })
          if (!judged.ok) return sound(judged)
          const { id, number, customer, lines } = judged.value.order
          return [id, number, customer, ...lines.map(({ article }) => article)].every(
            (text) => text.trim() === text && text !== '',
          )
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('a very long text with very many escapes is answered', () => {
    const { status } = refused(judge(`{"a":"${'\\n'.repeat(2_000_000)}"}`))
    expect(status).toBe(422)
  })
})
