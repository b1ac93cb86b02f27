import { deliveryText } from '../../src/model/order/order.ts'
import type { Case } from '../conformance/generated-orders.ts'
import { ASKED, LINE_PATHS, PATHS, type Reading, type Said, say, sayPrice, TO, unlessOmitted } from './reading.ts'
import { all, first, rootOf, textAt } from './xml-tree.ts'

/** The layout order-xml. */
export const xmlTemplate: Reading = {
  format: 'template',
  layout: 'order-xml',
  golden: {
    file: 'order-xml.xml',
    settings: { template: 'order-xml' },
    supplier: { price: 'information', language: 'en' },
  },
  settings: ({ variant }) => ({
    template: 'order-xml',
    charset: (['utf-8', 'iso-8859-1', 'us-ascii'] as const)[variant % 3],
  }),
  read(text) {
    const root = rootOf(text)
    const said: Said = new Map()
    say(said, PATHS.number, textAt(root, 'number'))
    say(said, PATHS.id, textAt(root, 'reference'))
    const customer = textAt(root, 'customer')
    say(said, PATHS.customer, customer)
    say(said, PATHS.soldTo, textAt(root, 'soldTo') ?? customer)
    say(said, PATHS.shipTo, textAt(root, 'shipTo') ?? customer)
    say(said, PATHS.billTo, textAt(root, 'billTo'))
    say(said, PATHS.orderedOn, textAt(root, 'orderedOn'))
    say(said, PATHS.person, textAt(root, 'orderedBy'))
    const [day, time] = [textAt(root, 'deliveryDate'), textAt(root, 'deliveryTime')]
    say(said, PATHS.deliveryDate, time === undefined ? day : `${day}T${time}`)
    say(said, PATHS.remarks, textAt(root, 'remarks'))
    say(said, PATHS.total, textAt(root, 'total'))
    for (const [index, line] of all(first(root, 'lines'), 'line').entries()) {
      if (line.attributes.number !== String(index + 1)) throw new Error(`line ${index + 1} is misnumbered`)
      say(said, LINE_PATHS.article(index), textAt(line, 'article'))
      say(said, LINE_PATHS.name(index), textAt(line, 'name'))
      say(said, LINE_PATHS.quantity(index), textAt(line, 'quantity'))
      say(said, LINE_PATHS.price(index), textAt(line, 'price'))
      say(said, LINE_PATHS.lineTotal(index), textAt(line, 'total'))
    }
    return said
  },
  without: [],
  orderedOn: TO.zone,
  delivery: ASKED.zone,
  priced: unlessOmitted,
}

/** The layout order-text, and the text of a mail. */
export const textTemplate: Reading = {
  format: 'template',
  layout: 'order-text',
  golden: { file: 'order-text.txt', supplier: { price: 'information', language: 'nl' } },
  settings: ({ variant }) => ({
    template: 'order-text',
    charset: (['utf-8', 'iso-8859-1', 'windows-1252'] as const)[variant % 3],
  }),
  read: readText,
  without: ['id', 'lineTotal'],
  lines: true,
  orderedOn: TO.second,
  priced: unlessOmitted,
}

const NOTICES = {
  original: null,
  replacement: /VERVANGT|REMPLACE|ERSETZT|REPLACES/,
  cancellation: /GEANNULEERD|ANNULÉE|STORNIERT|CANCELLED/,
} as const

/** Wording may hold any character except a line end. So the order decides how a line must end. */
export function readText(text: string, one: Case): Said {
  const said: Said = new Map()
  const { order, occasion } = one
  const rows = text.split('\n')
  const next = (): string => rows.shift() ?? ''
  const value = (): string => next().replace(/^[^:]*: /, '')
  if (occasion.possibleRepeat && !/^POSSIBLE REPEAT\. /.test(next())) throw new Error('no notice')
  if (occasion.possibleRepeat && rows[0] === '') next()
  const notice = NOTICES[occasion.purpose]
  if (notice && !notice.test(next())) throw new Error('no notice')
  if (notice && rows[0] === '') next()
  say(said, PATHS.number, value().replace(occasion.version > 1 ? / \(\S+ \d+\)$/ : '', ''))
  const named = one.tables && order.customer === 'K-1' ? / Bistro.*$/ : ''
  const customer = value().replace(named, '')
  say(said, PATHS.customer, customer)
  readRoles(rows, customer, said)
  say(said, PATHS.orderedOn, value().replace(' ', 'T'))
  const asked = deliveryText(order)
  if (asked === null ? rows[1] !== '' : !rows[0]?.endsWith(asked) || rows[1] !== '') say(said, PATHS.person, value())
  say(said, PATHS.deliveryDate, /: (\d{4}-\d\d-\d\d( \d\d:\d\d)?)$/.exec(next())?.[1]?.replace(' ', 'T'))
  if (next() !== '') throw new Error('no blank line before the lines')
  for (const [index, { article, price }] of order.lines.entries()) {
    const row = next()
    const begins = `${index + 1}. Artic?kel ${article}`.replace('Artic?kel', /^\d+\. (\S+)/.exec(row)?.[1] ?? '')
    if (!row.startsWith(`${begins}: `)) throw new Error(`line ${index + 1} is ${row}`)
    say(said, LINE_PATHS.article(index), article)
    const priced = one.price !== 'omit' && price !== null
    const [, quantity, name, , amount] =
      /^(-?[0-9.,]+)(?: KGM| DOOS)? x (.*?)( \(EUR ([^()]*)\))?$/.exec(row.slice(begins.length + 2)) ?? []
    say(said, LINE_PATHS.quantity(index), pointed(quantity))
    say(said, LINE_PATHS.name(index), priced ? name : name + (amount === undefined ? '' : ` (EUR ${amount})`))
    if (priced) sayPrice(said, index, amount ?? '', (number) => number.replace(',', '.'))
  }
  readEnd(rows, said)
  return said
}

/** A number in the reader's language has a comma as its decimal mark. */
const pointed = (number: string | undefined): string | undefined => number?.replace(',', '.')

/** Labels of buyer, receiver and payer in each language, in this order. */
const ROLES = [
  ['soldTo', /^(Opdrachtgever|Donneur d['’]ordre|Auftraggeber|Sold to): /],
  ['shipTo', /^(Goederenontvanger|Livrer à|Warenempfänger|Ship to): /],
  ['billTo', /^(Factuurontvanger|Facturer à|Rechnungsempfänger|Bill to): /],
] as const

/** Removes the rows of the roles. A buyer or receiver without a row is the customer; a payer may be absent. */
export function readRoles(rows: string[], customer: string, said: Said): void {
  for (const [role, label] of ROLES) {
    const number = label.test(rows[0] ?? '') ? rows.shift()?.replace(label, '') : undefined
    say(said, PATHS[role], number ?? (role === 'billTo' ? undefined : customer))
  }
}

function readEnd(left: readonly string[], said: Said): void {
  const rows = left.filter((row) => row !== '')
  const total = /^\S+: EUR ([^ ]*)/.exec(rows[0] ?? '')
  say(said, PATHS.total, pointed(total?.[1]))
  const [, ...quoted] = total ? rows.slice(1) : rows
  const strange = quoted.find((row) => !row.startsWith('> '))
  if (strange !== undefined) throw new Error(`a row too many: ${strange}`)
  if (quoted.length > 0) say(said, PATHS.remarks, quoted.map((row) => row.slice(2)).join('\n'))
}
