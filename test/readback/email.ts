import type { Mail } from '../../src/model/document.ts'
import type { Case } from '../conformance/generated-orders.ts'
import { LINE_PATHS, PATHS, type Reading, type Said, say, TO, unlessOmitted } from './reading.ts'
import { readRoles, readText } from './template.ts'

/** Both bodies of a mail: each body must hold all fields, with equal values. */
export const mailOrder: Reading = {
  format: 'email',
  golden: {
    file: 'order-email.txt',
    supplier: {
      price: 'information',
      language: 'nl',
      customers: [{ customer: 'K-778812', name: 'Bistro', soldTo: '100200', shipTo: 'D-200', billTo: 'F-900' }],
    },
  },
  settings: () => ({ from: 'orders@gateway.example', to: ['desk@fresco.example'] }),
  read(text, one) {
    const mail: Pick<Mail, 'text' | 'html'> = JSON.parse(text)
    const said = readText(mail.text, one)
    for (const [path, value] of readHtml(mail.html, one)) {
      if ((said.get(path) ?? '') !== value) throw new Error(`${path}: html ${value}, text ${said.get(path)}`)
    }
    return /^Ordered on: /m.test(mail.text) ? said : withPoints(said)
  },
  without: ['id', 'lineTotal'],
  lines: true,
  orderedOn: TO.second,
  priced: unlessOmitted,
}

const NUMBER = /quantity_ordered$|price/

/** A mail has the decimal mark of its language: a comma, except in English. */
function withPoints(said: Said): Said {
  for (const [path, value] of said) {
    if (!NUMBER.test(path)) continue
    if (/\d\.\d/.test(value)) throw new Error(`${path} has a point: ${value}`)
    said.set(path, value.replace(',', '.'))
  }
  return said
}

const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#13': '\r' }
function plain(html: string): string {
  if (/[<>"']/.test(html)) throw new Error(`markup where text should be: ${html}`)
  return html.replace(/&([^;]*);/g, (_, name) => REFERENCES[name] ?? `&${name};`)
}

function readHtml(html: string, { order, price }: Case): Said {
  const said: Said = new Map()
  const head = /<p>\n([\s\S]*?)\n<\/p>/.exec(html)?.[1]?.split('<br>\n') ?? []
  const customer = plain(/<strong>(.*?)<\/strong>/.exec(head.shift() ?? '')?.[1] ?? '')
  say(said, PATHS.customer, customer)
  const rows = head.map((row) =>
    row.replace(/^([^:]*: )<strong>(.*)<\/strong>$/, (_, label, value) => label + plain(value)),
  )
  readRoles(rows, customer, said)
  const [orderedOn = '', ...rest] = rows.map((row) => row.replace(/^[^:]*: /, ''))
  say(said, PATHS.orderedOn, orderedOn.replace(' ', 'T'))
  if (rest.length > 1) say(said, PATHS.person, plain(rest[0] ?? ''))
  say(said, PATHS.deliveryDate, /^(\d{4}-\d\d-\d\d( \d\d:\d\d)?)$/.exec(rest.at(-1) ?? '')?.[1]?.replace(' ', 'T'))
  for (const [index, [, row = '']] of [...html.matchAll(/<tr>(<td>.*)<\/tr>/g)].entries()) {
    const cells = row.split('</td>').map((cell) => plain(cell.replace(/^<td[^>]*>/, '')))
    if (cells.pop() !== '' || cells[0] !== String(index + 1)) throw new Error(`line ${index + 1}: ${row}`)
    say(said, LINE_PATHS.article(index), cells[1])
    say(said, LINE_PATHS.name(index), cells[2])
    say(said, LINE_PATHS.quantity(index), cells[3]?.replace(/ (KGM|DOOS)$/, ''))
    if (price !== 'omit' && order.lines[index]?.price !== null) say(said, LINE_PATHS.price(index), cells[4])
  }
  say(said, PATHS.total, /<p>[^<]*: EUR ([^ <]*)/.exec(html)?.[1])
  const quoted = /<blockquote[^>]*>\n?([\s\S]*)<\/blockquote>/.exec(html)?.[1]
  if (quoted !== undefined) say(said, PATHS.remarks, plain(quoted.split('<br>\n').slice(0, -1).join('\n')))
  return said
}
