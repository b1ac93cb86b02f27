/** Bodies that must be refused, each with everything that is wrong with it. `path code`, in any order. */
export interface Malformed {
  readonly name: string
  readonly body: string
  readonly status: 400 | 422
  readonly problems: readonly string[]
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

const LINE = {
  stock_item: { name: 'Crème fraîche 1 kg' },
  supplier_package: { supplier_article_number: '00123', theoretical_price_per_package: '12.500' },
  quantity_ordered: 2,
  total_theoretical_price: '25.000',
}

const ORDER = {
  id: '5f0c9a52',
  order_number: 'PO-000123',
  status: 'ORDERED',
  ordered_on: '2026-11-24T09:31:05.120394Z',
  owned_by: { username: 'chef@example.com' },
  order_remarks: 'Leave it at the back door',
  packages: [LINE, { ...LINE, supplier_package: { ...LINE.supplier_package, supplier_article_number: '00456' } }],
  expected_delivery_date: '2099-11-26',
  theoretical_price: '50.000',
  supplier_customer_number: 'C-77',
}

/** A body that is accepted: what the corpus departs from. */
export const wellFormed = (id: string, number: string): string =>
  JSON.stringify({ ...ORDER, id, order_number: number })

const TEXT = JSON.stringify(ORDER)

const unreadable = (name: string, body: string, ...problems: string[]): Malformed => ({ name, body, status: 400, problems })
const order = (name: string, change: { readonly [key: string]: Json | undefined }, ...problems: string[]): Malformed => ({
  name,
  body: JSON.stringify({ ...ORDER, ...change }),
  status: 422,
  problems,
})
const line = (name: string, change: { readonly [key: string]: Json | undefined }, ...problems: string[]): Malformed =>
  order(name, { packages: [LINE, { ...LINE, ...change }] }, ...problems.map((problem) => `packages[1].${problem}`))
const pack = (name: string, change: { readonly [key: string]: Json | undefined }, ...problems: string[]): Malformed =>
  line(name, { supplier_package: { ...LINE.supplier_package, ...change } }, ...problems.map((problem) => `supplier_package.${problem}`))
const raw = (name: string, from: string, to: string, ...problems: string[]): Malformed => ({
  name,
  body: TEXT.replace(from, to),
  status: 422,
  problems,
})

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`

const TEXT_KEYS = ['id', 'order_number', 'supplier_customer_number'] as const
const NOT_TEXT: readonly Json[] = [null, 7, true, [], {}]
const NOT_DATES = [
  '',
  'tomorrow',
  '26-11-2026',
  '2026/11/26',
  '20261126',
  '2026-13-01',
  '2026-02-30',
  '2027-02-29',
  '2026-00-10',
  '2026-11-00',
  '2026-11-26T25:00:00Z',
  '2026-11-26T10:60:00Z',
  '2026-11-26T10:00:00+25:00',
  '2026-11-26T',
  '0000-00-00',
  '2026-11-26T10:00:00 Brussels',
] as const

export const MALFORMED: readonly Malformed[] = [
  unreadable('an empty body', '', ' not-json'),
  unreadable('white space', ' \n\t ', ' not-json'),
  unreadable('plain words', 'order 12 boxes please', ' not-json'),
  unreadable('XML', '<order/>', ' not-json'),
  unreadable('a form', 'id=1&order_number=2', ' not-json'),
  unreadable('JSON cut short', TEXT.slice(0, -1), ' not-json'),
  unreadable('JSON cut in a string', TEXT.slice(0, 20), ' not-json'),
  unreadable('two JSON objects', TEXT + TEXT, ' not-json'),
  unreadable('JSON with a trailing comma', `${TEXT.slice(0, -1)},}`, ' not-json'),
  unreadable('JSON with a comment', `/* order */${TEXT}`, ' not-json'),
  unreadable('single quotes', TEXT.replaceAll('"', "'"), ' not-json'),
  unreadable('a byte-order mark', `\uFEFF${TEXT}`, ' not-json'),
  unreadable('NaN as a quantity', TEXT.replace('"quantity_ordered":2', '"quantity_ordered":NaN'), ' not-json'),
  unreadable('Infinity as a quantity', TEXT.replace('"quantity_ordered":2', '"quantity_ordered":Infinity'), ' not-json'),
  unreadable('a bare minus', TEXT.replace('"quantity_ordered":2', '"quantity_ordered":-'), ' not-json'),
  unreadable('a number with a leading zero', TEXT.replace('"quantity_ordered":2', '"quantity_ordered":02'), ' not-json'),
  unreadable('a number with a plus sign', TEXT.replace('"quantity_ordered":2', '"quantity_ordered":+2'), ' not-json'),
  unreadable('a hexadecimal number', TEXT.replace('"quantity_ordered":2', '"quantity_ordered":0x2'), ' not-json'),
  unreadable('a raw line break in a string', TEXT.replace('back door', 'back\ndoor'), ' not-json'),
  unreadable('an unknown escape', TEXT.replace('back door', 'back\\xdoor'), ' not-json'),
  unreadable('undefined', 'undefined', ' not-json'),
  unreadable('a key that stands twice', TEXT.replace('{"id"', '{"id":"other","id"'), 'id duplicate-key'),
  unreadable('a status that stands twice', TEXT.replace('"status"', '"status":"DRAFT","status"'), 'status duplicate-key'),
  unreadable(
    'a key that stands twice, once escaped',
    TEXT.replace('{"id"', '{"\\u0069d":"other","id"'),
    'id duplicate-key',
  ),
  unreadable(
    'a quantity that stands twice in a line',
    TEXT.replace('"quantity_ordered":2', '"quantity_ordered":1,"quantity_ordered":2'),
    'packages[0].quantity_ordered duplicate-key',
  ),
  unreadable(
    'two lines with doubled keys',
    TEXT.replaceAll('"quantity_ordered":2', '"quantity_ordered":1,"quantity_ordered":2'),
    'packages[0].quantity_ordered duplicate-key',
    'packages[1].quantity_ordered duplicate-key',
  ),
  unreadable(
    'a doubled key in an unknown field',
    TEXT.replace('{"id"', '{"extra":{"a":1,"a":2},"id"'),
    'extra.a duplicate-key',
  ),
  unreadable('nesting past any order', nested(40), '[0]'.repeat(32) + ' too-deep'),
  unreadable('nesting a thousand deep', nested(1_000), '[0]'.repeat(32) + ' too-deep'),
  unreadable(
    'nesting in an unknown field',
    TEXT.replace('{"id"', `{"extra":${nested(40)},"id"`),
    `extra${'[0]'.repeat(31)} too-deep`,
  ),

  { name: 'null', body: 'null', status: 422, problems: [' wrong-type'] },
  { name: 'a number', body: '42', status: 422, problems: [' wrong-type'] },
  { name: 'a string', body: '"order"', status: 422, problems: [' wrong-type'] },
  { name: 'true', body: 'true', status: 422, problems: [' wrong-type'] },
  { name: 'a list', body: '[]', status: 422, problems: [' wrong-type'] },
  { name: 'a list with an order in it', body: `[${TEXT}]`, status: 422, problems: [' wrong-type'] },
  {
    name: 'an empty object',
    body: '{}',
    status: 422,
    problems: ['id', 'order_number', 'status', 'ordered_on', 'packages', 'supplier_customer_number'].map(
      (field) => `${field} missing`,
    ),
  },

  ...TEXT_KEYS.flatMap((key) => [
    order(`no ${key}`, { [key]: undefined }, `${key} missing`),
    ...NOT_TEXT.map((value) => order(`${key} as ${JSON.stringify(value)}`, { [key]: value }, `${key} wrong-type`)),
    order(`${key} empty`, { [key]: '' }, `${key} blank`),
    order(`${key} of spaces`, { [key]: ' \t ' }, `${key} blank`),
    order(`${key} of no-break spaces`, { [key]: '\u00a0\u2003' }, `${key} blank`),
    order(`${key} with half a character`, { [key]: 'A\ud83e' }, `${key} half-character`),
    order(`${key} with the other half`, { [key]: '\udd5bA' }, `${key} half-character`),
  ]),

  order('no status', { status: undefined }, 'status missing'),
  order('status null', { status: null }, 'status wrong-type'),
  order('status IN_PROGRESS', { status: 'IN_PROGRESS' }, 'status not-ordered'),
  order('status DELIVERED', { status: 'DELIVERED' }, 'status not-ordered'),
  order('status in lower case', { status: 'ordered' }, 'status not-ordered'),
  order('status with a space', { status: 'ORDERED ' }, 'status not-ordered'),
  order('status empty', { status: '' }, 'status not-ordered'),

  order('no order date', { ordered_on: undefined }, 'ordered_on missing'),
  order('order date null', { ordered_on: null }, 'ordered_on wrong-type'),
  order('order date as a number', { ordered_on: 1795600000 }, 'ordered_on wrong-type'),
  ...NOT_DATES.map((date) => order(`order date ${JSON.stringify(date)}`, { ordered_on: date }, 'ordered_on date-impossible')),

  order('delivery date as a number', { expected_delivery_date: 20261126 }, 'expected_delivery_date wrong-type'),
  order('delivery date as an object', { expected_delivery_date: {} }, 'expected_delivery_date wrong-type'),
  ...NOT_DATES.map((date) =>
    order(`delivery date ${JSON.stringify(date)}`, { expected_delivery_date: date }, 'expected_delivery_date date-impossible'),
  ),
  order('delivery date yesteryear', { expected_delivery_date: '2020-01-01' }, 'expected_delivery_date date-past'),
  order('delivery moment yesteryear', { expected_delivery_date: '2020-01-01T23:59:59+01:00' }, 'expected_delivery_date date-past'),

  order('no packages', { packages: undefined }, 'packages missing'),
  order('packages null', { packages: null }, 'packages wrong-type'),
  order('packages as an object', { packages: {} }, 'packages wrong-type'),
  order('packages as text', { packages: '2 x milk' }, 'packages wrong-type'),
  order('packages empty', { packages: [] }, 'packages no-lines'),
  order('a line that is null', { packages: [null] }, 'packages[0] wrong-type'),
  order('a line that is text', { packages: ['milk'] }, 'packages[0] wrong-type'),
  order('a line that is a list', { packages: [[]] }, 'packages[0] wrong-type'),
  order(
    'an empty line',
    { packages: [{}] },
    'packages[0].supplier_package missing',
    'packages[0].quantity_ordered missing',
  ),

  line('no supplier_package', { supplier_package: undefined }, 'supplier_package missing'),
  line('supplier_package null', { supplier_package: null }, 'supplier_package wrong-type'),
  line('supplier_package as text', { supplier_package: '00123' }, 'supplier_package wrong-type'),
  pack('no article number', { supplier_article_number: undefined }, 'supplier_article_number missing'),
  pack('article number null', { supplier_article_number: null }, 'supplier_article_number wrong-type'),
  pack('article number as a number', { supplier_article_number: 123 }, 'supplier_article_number wrong-type'),
  pack('article number as a list', { supplier_article_number: ['1'] }, 'supplier_article_number wrong-type'),
  pack('article number empty', { supplier_article_number: '' }, 'supplier_article_number blank'),
  pack('article number of spaces', { supplier_article_number: '   ' }, 'supplier_article_number blank'),
  pack('article number with half a character', { supplier_article_number: '\ud800' }, 'supplier_article_number half-character'),
  pack('price as an object', { theoretical_price_per_package: {} }, 'theoretical_price_per_package wrong-type'),
  pack('price as a list', { theoretical_price_per_package: ['1'] }, 'theoretical_price_per_package wrong-type'),
  pack('price true', { theoretical_price_per_package: true }, 'theoretical_price_per_package wrong-type'),

  line('no quantity', { quantity_ordered: undefined }, 'quantity_ordered missing'),
  line('quantity null', { quantity_ordered: null }, 'quantity_ordered wrong-type'),
  line('quantity true', { quantity_ordered: true }, 'quantity_ordered wrong-type'),
  line('quantity as a list', { quantity_ordered: [2] }, 'quantity_ordered wrong-type'),
  line('quantity as an object', { quantity_ordered: { value: 2 } }, 'quantity_ordered wrong-type'),
  line('quantity zero', { quantity_ordered: 0 }, 'quantity_ordered quantity-not-positive'),
  line('quantity "0"', { quantity_ordered: '0' }, 'quantity_ordered quantity-not-positive'),
  line('quantity "0.000"', { quantity_ordered: '0.000' }, 'quantity_ordered quantity-not-positive'),
  line('quantity "-0"', { quantity_ordered: '-0' }, 'quantity_ordered quantity-not-positive'),
  line('quantity minus one', { quantity_ordered: -1 }, 'quantity_ordered quantity-not-positive'),
  line('quantity "-2.5"', { quantity_ordered: '-2.5' }, 'quantity_ordered quantity-not-positive'),
  line('quantity empty', { quantity_ordered: '' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity of spaces', { quantity_ordered: '  ' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity "two"', { quantity_ordered: 'two' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity "1,5"', { quantity_ordered: '1,5' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity "1.000,5"', { quantity_ordered: '1.000,5' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity "2 kg"', { quantity_ordered: '2 kg' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity "1/2"', { quantity_ordered: '1/2' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity "0x10"', { quantity_ordered: '0x10' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity "NaN"', { quantity_ordered: 'NaN' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity "Infinity"', { quantity_ordered: 'Infinity' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity ".5"', { quantity_ordered: '.5' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity "1."', { quantity_ordered: '1.' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity "--1"', { quantity_ordered: '--1' }, 'quantity_ordered quantity-not-a-number'),
  line('quantity in Arabic digits', { quantity_ordered: '٢' }, 'quantity_ordered quantity-not-a-number'),
  line('a quantity past exactness, as text', { quantity_ordered: '1234567890123456' }, 'quantity_ordered quantity-inexact'),
  line('a fraction past exactness, as text', { quantity_ordered: '0.1234567890123456' }, 'quantity_ordered quantity-inexact'),
  raw(
    'a number that parsing would round',
    '"quantity_ordered":2',
    '"quantity_ordered":9007199254740993',
    'packages[0].quantity_ordered quantity-inexact',
  ),
  raw(
    'a fraction that parsing would drop',
    '"quantity_ordered":2',
    '"quantity_ordered":1.0000000000000000001',
    'packages[0].quantity_ordered quantity-inexact',
  ),
  raw(
    'a number past every size',
    '"quantity_ordered":2',
    '"quantity_ordered":1e400',
    'packages[0].quantity_ordered wrong-type',
  ),

  line('stock_item as text', { stock_item: 'milk' }, 'stock_item wrong-type'),
  line('stock_item as a list', { stock_item: [] }, 'stock_item wrong-type'),
  line('article name as a number', { stock_item: { name: 7 } }, 'stock_item.name wrong-type'),
  line('article name as an object', { stock_item: { name: {} } }, 'stock_item.name wrong-type'),
  line('line total as an object', { total_theoretical_price: {} }, 'total_theoretical_price wrong-type'),

  order('owned_by as text', { owned_by: 'chef' }, 'owned_by wrong-type'),
  order('username as a number', { owned_by: { username: 7 } }, 'owned_by.username wrong-type'),
  order('username as a list', { owned_by: { username: [] } }, 'owned_by.username wrong-type'),
  order('remarks as a list', { order_remarks: ['ring'] }, 'order_remarks wrong-type'),
  order('remarks as a number', { order_remarks: 5 }, 'order_remarks wrong-type'),
  order('remarks as an object', { order_remarks: {} }, 'order_remarks wrong-type'),
  order('total as a list', { theoretical_price: [] }, 'theoretical_price wrong-type'),
  order('total true', { theoretical_price: true }, 'theoretical_price wrong-type'),

  order(
    'many things at once',
    {
      status: 'DRAFT',
      expected_delivery_date: '2020-01-01',
      supplier_customer_number: ' ',
      packages: [LINE, { ...LINE, quantity_ordered: 0 }, { ...LINE, supplier_package: { supplier_article_number: '' } }],
    },
    'status not-ordered',
    'expected_delivery_date date-past',
    'supplier_customer_number blank',
    'packages[1].quantity_ordered quantity-not-positive',
    'packages[2].supplier_package.supplier_article_number blank',
  ),
  order(
    'a hundred lines of nothing',
    { packages: Array.from({ length: 100 }, () => ({ ...LINE, quantity_ordered: 0 })) },
    ...Array.from({ length: 100 }, (_, at) => `packages[${at}].quantity_ordered quantity-not-positive`),
  ),
]
