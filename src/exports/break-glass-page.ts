import { type BreakGlassWording, breakGlassWording } from '../../templates/break-glass.ts'
import { type OrderWording, orderWording } from '../../templates/order-words.ts'
import { isVisible } from '../documents/content/line-name.ts'
import { rolesOf } from '../documents/content/roles.ts'
import { articlesOf, customerOf } from '../documents/content/tables.ts'
import { escapeXml } from '../documents/xml/writer.ts'
import type { BreakGlassOrders } from '../model/break-glass-orders.ts'
import type { Holding } from '../model/erp-holding.ts'
import type { Order } from '../model/order/order.ts'
import type { Supplier } from '../profile/supplier.ts'
import { dateWords, dayWords } from '../text/date-words.ts'
import { localNumber } from '../text/local-number.ts'
import { splitLines } from '../text/split-lines.ts'
import { defangLinks } from '../text/unlinked.ts'

type Addressee = Pick<Supplier, 'name' | 'language' | 'articles' | 'customers'>
type Printed = BreakGlassOrders['orders'][number]
type Words = OrderWording & BreakGlassWording

/** An HTML page for printing, with one order on each sheet. The page loads no other files. */
export function renderBreakGlassPage(page: BreakGlassOrders, supplier: Addressee): string {
  const { orders, unread, left, madeAt } = page
  const { language } = supplier
  const words = { ...orderWording[language], ...breakGlassWording[language] }
  const title = `${escapeXml(supplier.name)}: ${words.title}`
  const made = dateWords(`${madeAt.date} ${madeAt.time.slice(0, 5)}`, language)
  return lines(
    `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width">\n<title>${title}</title>\n<style>\n${STYLE}\n</style>\n</head>`,
    `<body>\n<h1>${title}</h1>\n<p>${words.madeOn} ${made} (${madeAt.offset}).</p>`,
    orders.length + unread.length + left === 0
      ? strong(words.noneLeft)
      : list(
          'ol',
          orders.map((printed) => inList(printed, supplier)),
        ),
    unread.length > 0 &&
      lines(
        strong(words.unread),
        list(
          'ul',
          unread.map(({ name, why }) => `${escapeXml(name)}: ${escapeXml(why)}`),
        ),
      ),
    left > 0 && strong(`${words.left} ${left}.`),
    ...orders.map((printed) => sheet(printed, supplier, words)),
    '</body>\n</html>\n',
  )
}

const inList = ({ order, why }: Printed, supplier: Addressee): string =>
  `${escapeXml(order.number)}, ${escapeXml(order.customer)} ${nameOf(order, supplier)}: ${escapeXml(why)}`

const nameOf = (order: Order, supplier: Addressee): string => escapeXml(customerOf(order, supplier)?.name ?? '')

function sheet(printed: Printed, supplier: Addressee, words: Words): string {
  const { order, version, cancelled, holdings, isOnlyMailed, mayHaveArrived, why } = printed
  return lines(
    `<section>\n<h2>${words.order} ${escapeXml(order.number)}${version > 1 ? ` (${words.version} ${version})` : ''}</h2>`,
    cancelled && strong(words.cancelled),
    ...arrivedAt(holdings).map((there) =>
      strong(`${words.arrived} ${there.version}, ${escapeXml(there.route)}. ${words.noSecond}`),
    ),
    isOnlyMailed && strong(words.onlyMailed),
    mayHaveArrived && strong(words.mayHaveArrived),
    `<p>\n${heads(order, supplier, words).join('<br>\n')}\n</p>`,
    `<table${cancelled ? ' style="text-decoration: line-through"' : ''}>`,
    `<thead><tr><th></th><th>#</th><th>${words.article}</th><th>${words.name}</th><th>${words.quantity}</th></tr></thead>`,
    `<tbody>\n${rows(order, supplier)}\n</tbody>\n</table>`,
    order.remarks !== '' && `<p>${words.remarks}:</p>\n<blockquote>\n${remarkLines(order.remarks)}\n</blockquote>`,
    `<p>${escapeXml(why)}</p>\n</section>`,
  )
}

/** The versions that receivers have, so that nobody keys a second order. */
const arrivedAt = (holdings: readonly Holding[]) =>
  holdings.flatMap(({ certain, passed }) => {
    const there = passed?.isByMail ? passed.earlier : certain
    return there === null || there.isCancellation ? [] : [there]
  })

function heads(order: Order, supplier: Addressee, words: Words): string[] {
  const { soldTo, shipTo, billTo } = rolesOf(order, supplier)
  const role = (label: string, number: string | null): string[] =>
    number === null || number === order.customer ? [] : [`${label}: <strong>${escapeXml(number)}</strong>`]
  const { deliveryDate, deliveryTime, orderedOn } = order
  const day = deliveryDate === null ? '' : ` (${dayWords(deliveryDate, supplier.language)})`
  return [
    `${words.customer}: <strong>${escapeXml(order.customer)}</strong> ${nameOf(order, supplier)}`,
    ...role(words.soldTo, soldTo),
    ...role(words.shipTo, shipTo),
    ...role(words.billTo, billTo),
    `${words.ordered}: ${orderedOn.date} ${orderedOn.time}`,
    ...(order.person ? [`${words.by}: ${fromChef(order.person)}`] : []),
    `${words.delivery}${day}: <strong>${deliveryDate ?? words.none}${deliveryTime ? ` ${deliveryTime.time}` : ''}</strong>`,
  ]
}

function rows(order: Order, supplier: Addressee): string {
  const articles = articlesOf(order, supplier)
  const cells = order.lines.map((line, at) => {
    const name = fromChef(isVisible(line.name) ? line.name : line.article)
    const unit = articles.get(line)?.unit
    const quantity = localNumber(line.quantity, supplier.language) + (unit ? ` ${escapeXml(unit)}` : '')
    return `<tr><td class="tick"></td><td>${at + 1}</td><td>${escapeXml(line.article)}</td><td class="name">${name}</td><td class="number">${quantity}</td></tr>`
  })
  return cells.join('\n')
}

const remarkLines = (remarks: string): string =>
  splitLines(remarks)
    .map((line) => `${fromChef(line)}<br>`)
    .join('\n')

/** Words of a chef. A mail program must make no link of an address in them. */
const fromChef = (text: string): string => escapeXml(defangLinks(text))

const strong = (sentence: string): string => `<p><strong>${sentence}</strong></p>`

const list = (kind: 'ol' | 'ul', items: readonly string[]): string =>
  lines(`<${kind}>`, ...items.map((item) => `<li>${item}</li>`), `</${kind}>`)

const lines = (...parts: readonly (string | false)[]): string => parts.filter((part) => part !== false).join('\n')

const STYLE = `body { font-family: sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em }
td.name, blockquote { overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #888; padding: 0.3em 0.6em; text-align: left }
td.number { text-align: right; white-space: nowrap }
td.tick { width: 2em }
section { border-top: 3px solid #000; margin-top: 2em }
blockquote { border-left: 3px solid #999; margin-left: 0; padding-left: 1em }
@media screen and (max-width: 480px) { h1 { font-size: 1.4em } th, td { padding: 3px; font-size: 0.9em } }
@media print { section { break-before: page; border-top: 0 } thead { display: table-header-group } tr { break-inside: avoid } }`
