import { type Json, LINE, type Malformed, order } from './departures.ts'

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

/** Orders with a mistake outside the lines. */
export const MALFORMED_ORDERS: readonly Malformed[] = [
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
]
