import type { Mail } from '../../src/model/document.ts'
import { type DateLanguage, dateWords, dayWords } from '../../src/text/date-words.ts'
import { type OrderWording, orderWording } from '../../templates/order-words.ts'
import type { Case } from '../conformance/generated-orders.ts'
import { LINE_PATHS, PATHS, type Reading, type Said, say, sayPrice, TO, unlessOmitted } from './reading.ts'

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
    const language = languageOf(mail.html)
    const shown = readHtml(mail.html, orderWording[language])
    compareText(mail.text, shown, orderWording[language], one)
    return saidBy(shown, language, one)
  },
  without: ['id', 'lineTotal'],
  lines: true,
  orderedOn: TO.minute,
  priced: unlessOmitted,
}

interface ShownLine {
  readonly article: string
  readonly name: string
  readonly amount: string
  readonly packages: string | null
  readonly price: string
}

/** The words on the page, as a person reads them. */
interface Shown {
  readonly number: string
  readonly delivery: string
  readonly customer: string
  readonly roles: Readonly<Record<'soldTo' | 'shipTo' | 'billTo', string | undefined>>
  readonly orderedOn: string
  readonly person: string | undefined
  readonly remarks: readonly string[]
  readonly lines: readonly ShownLine[]
  readonly total: string | undefined
}

const LANGUAGES: ReadonlySet<string> = new Set(['en', 'nl', 'fr', 'de'])
const isLanguage = (name: string): name is DateLanguage => LANGUAGES.has(name)

function languageOf(html: string): DateLanguage {
  const language = /<html lang="(\w+)">/.exec(html)?.[1] ?? ''
  if (!isLanguage(language)) throw new Error(`The mail is in ${language}.`)
  return language
}

const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#13': '\r' }
function plain(html: string): string {
  if (/[<>"']/.test(html)) throw new Error(`markup where text should be: ${html}`)
  return html.replace(/&([^;]*);/g, (_, name) => REFERENCES[name] ?? `&${name};`)
}

const ROW =
  /<tr valign="top"><td class="li"[^>]*><b>(.*?)<\/b> <bdi>(.*?)<\/bdi><\/td><td class="li"[^>]*><b>(.*?)<\/b>(?:<br><small[^>]*>(.*?)<\/small>)?<\/td>(?:<td class="li"[^>]*>(.*?)<\/td>)?<\/tr>/g

function readHtml(html: string, words: OrderWording): Shown {
  const found = (pattern: RegExp): string | undefined => {
    const text = pattern.exec(html)?.[1]
    return text === undefined ? undefined : plain(text)
  }
  const role = (label: string) => found(new RegExp(`<br><span class="so"[^>]*>${label} ([^<]*)</span>`))
  const quoted = /<blockquote[^>]*>([\s\S]*?)<\/blockquote>/.exec(html)?.[1] ?? ''
  return {
    number: found(/<h1[^>]*>\S+ (.*?)(?:, \S+ \d+)?<\/h1>/) ?? '',
    delivery: found(/<strong style="font-size:20px;line-height:26px">(.*?)<\/strong>/) ?? '',
    customer:
      found(/<td style="padding:3px 0">(?:<strong><bdi>.*?<\/bdi><\/strong><br>)?<span [^>]*>(.*?)<\/span>/) ?? '',
    roles: { soldTo: role(words.soldTo), shipTo: role(words.shipTo), billTo: role(words.billTo) },
    orderedOn:
      found(new RegExp(`>${words.placed}</td><td style="padding:3px 0">([^<]*?)(?: ${words.placedBy} <bdi>|</td>)`)) ??
      '',
    person: found(new RegExp(` ${words.placedBy} <bdi>(.*?)</bdi></td>`)),
    remarks: [...quoted.matchAll(/<div dir="auto">(.*?)<\/div>/g)].map(([, line = '']) => plain(line)),
    lines: [...html.matchAll(ROW)].map(([, article = '', name = '', amount = '', packages, price = '']) => ({
      ...{ article: plain(article), name: plain(name), amount: plain(amount), price: plain(price) },
      packages: packages === undefined ? null : plain(packages),
    })),
    total: found(/<b>[^<>]*: EUR ([^ <]*)<\/b>/),
  }
}

/** The text must say the same, row by row. */
function compareText(text: string, shown: Shown, words: OrderWording, { order, occasion }: Case): void {
  const rows = text.split('\n')
  const { colon } = words
  const expectRow = (expected: string | RegExp): void => {
    const row = rows.shift() ?? ''
    if (typeof expected === 'string' ? row !== expected : !expected.test(row))
      throw new Error(`${row} is not ${expected}`)
  }
  if (occasion.possibleRepeat) for (const row of [`${words.repeatMark}. ${words.repeat}`, '']) expectRow(row)
  if (occasion.purpose === 'cancellation')
    for (const row of [`${words.cancelledMark}. ${words.dontDeliver}`, words.takeBack, '']) expectRow(row)
  if (occasion.purpose === 'replacement')
    for (const row of [`${words.changedMark}. ${words.changed}`, '']) expectRow(row)
  const version = occasion.purpose === 'replacement' ? ` (${words.version} ${occasion.version})` : ''
  expectRow(`${words.order}${colon} ${shown.number}${version}`)
  expectRow('')
  expectRow(`${words.deliver}${colon} ${shown.delivery}`)
  expectRow(new RegExp(`^${words.client}${colon} (.* \\()?${escaped(shown.customer)}\\)?$`))
  for (const role of ['soldTo', 'shipTo', 'billTo'] as const)
    if (shown.roles[role] !== undefined) expectRow(`${words[role]}${colon} ${shown.roles[role]}`)
  const person = shown.person === undefined ? '' : ` ${words.placedBy} ${shown.person}`
  expectRow(`${words.placed}${colon} ${shown.orderedOn}${person}`)
  expectRow('')
  if (shown.remarks.length > 0)
    for (const row of [`${words.remarks}${colon}`, ...shown.remarks.map((line) => `  > ${line}`), '']) expectRow(row)
  const count = order.lines.length === 1 ? words.oneLine : `${order.lines.length} ${words.lines}`
  expectRow(`${occasion.purpose === 'cancellation' ? words.notDelivered : count}${colon}`)
  for (const { article, amount, name, packages, price } of shown.lines) {
    const end = `${packages === null ? '' : ` (${packages})`}${price === '' ? '' : ` (EUR ${price})`}`
    expectRow(new RegExp(`^  ${escaped(article)} +${escaped(amount)} +${escaped(name + end)}$`))
  }
  if (shown.total !== undefined) {
    expectRow('')
    expectRow(new RegExp(`^${words.total}${colon} EUR ${escaped(shown.total)}( |$)`))
  }
  for (const row of ['', '-- ']) expectRow(row)
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

const UNIT = / (kg|DOOS)$/

function saidBy(shown: Shown, language: DateLanguage, { order, price }: Case): Said {
  const said: Said = new Map()
  const point = (number: string): string => {
    if (language === 'en') return number
    if (/\d\.\d/.test(number)) throw new Error(`${number} has a point`)
    return number.replace(',', '.')
  }
  say(said, PATHS.number, shown.number)
  say(said, PATHS.customer, shown.customer)
  say(said, PATHS.soldTo, shown.roles.soldTo ?? shown.customer)
  say(said, PATHS.shipTo, shown.roles.shipTo ?? shown.customer)
  say(said, PATHS.billTo, shown.roles.billTo)
  say(said, PATHS.orderedOn, momentIn(shown.orderedOn, order.orderedOn.date.slice(0, 4), language))
  say(said, PATHS.person, shown.person)
  if (shown.delivery !== orderWording[language].noDay) say(said, PATHS.deliveryDate, dayIn(shown.delivery, language))
  for (const [index, line] of shown.lines.entries()) {
    say(said, LINE_PATHS.article(index), line.article)
    say(said, LINE_PATHS.name(index), line.name)
    say(said, LINE_PATHS.quantity(index), point(line.amount.replace(UNIT, '')))
    if (price !== 'omit' && order.lines[index]?.price !== null) sayPrice(said, index, line.price, point)
  }
  if (shown.total !== undefined) say(said, PATHS.total, point(shown.total))
  if (shown.remarks.length > 0) say(said, PATHS.remarks, shown.remarks.join('\n'))
  return said
}

const DAY_MS = 86_400_000

/** The date of a day in words: `Thursday 26 November 2026 09:30`. */
function dayIn(text: string, language: DateLanguage): string {
  const [, words = '', year = '', time] = /^(.*) (\d{4})(?: (\d\d:\d\d))?$/.exec(text) ?? []
  const date = dateOf((each) => dayWords(each, language) === words, year)
  return time === undefined ? date : `${date}T${time}`
}

/** The reader of a mail knows the year from the date of the mail. */
function momentIn(text: string, year: string, language: DateLanguage): string {
  const time = /(\d\d:\d\d)(?: Uhr)?$/.exec(text)?.[1] ?? ''
  return `${dateOf((each) => dateWords(`${each} ${time}`, language) === text, year)}T${time}`
}

function dateOf(matches: (date: string) => boolean, year: string): string {
  for (let at = Date.parse(`${year}-01-01T00:00:00Z`); ; at += DAY_MS) {
    const date = new Date(at).toISOString().slice(0, 10)
    if (!date.startsWith(year)) throw new Error(`No day of ${year} is meant.`)
    if (matches(date)) return date
  }
}
