import { type Malformed, TEXT, unreadable } from './departures.ts'

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`

/** Bodies that hold no order. */
export const UNREADABLE: readonly Malformed[] = [
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
]
