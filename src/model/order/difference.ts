import { type AlertWording, alertWording } from '../../../templates/alerts.ts'
import { dateWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { localNumber } from '../../text/local-number.ts'
import type { Language } from '../language.ts'
import { deliveryText, type Order } from './order.ts'

type Words = AlertWording['differences']

/** Lists the differences that change the supplier's work, one plain line each, for the order desk. */
export function orderDifference(before: Order, after: Order, language: Language): string[] {
  const words = alertWording[language].differences
  const fields: [string, string | null, string | null][] = [
    [words.number, before.number, after.number],
    [words.customer, before.customer, after.customer],
    [words.delivery, ...deliveries(before, after, language)],
    [words.remarks, remarksOf(before), remarksOf(after)],
  ]
  return [
    ...fields.flatMap(([what, was, is]) => {
      if (was === is) return []
      const from = differsAt(was ?? '', is ?? '')
      return [`${what}: ${excerpt(was ?? '', from) || words.none} → ${excerpt(is ?? '', from) || words.none}`]
    }),
    ...lineDifferences(before, after, words, language),
  ]
}

/** Compares times only if both versions have a time: a bare date and the same day with a time are the same version. */
function deliveries(before: Order, after: Order, language: Language): [string | null, string | null] {
  const isBoth = before.deliveryTime !== undefined && after.deliveryTime !== undefined
  const isOtherDay = before.deliveryDate !== after.deliveryDate
  const shown = (order: Order): string | null => {
    const text = isBoth || isOtherDay ? deliveryText(order) : order.deliveryDate
    return text === null ? null : dateWords(text, language)
  }
  return [shown(before), shown(after)]
}

/** The length that the order desk reads. Two long texts start a little before their first difference. */
const SHOWN = 300
const LEAD = 50

function differsAt(text: string, other: string): number {
  let at = 0
  while (at < text.length && text[at] === other[at]) at++
  return at
}

function excerpt(text: string, from = 0): string {
  if (text.length <= SHOWN) return text
  const start = Math.max(0, Math.min(from - LEAD, text.length - SHOWN))
  const end = start + SHOWN
  return `${start > 0 ? '… ' : ''}${text.slice(start, end).toWellFormed()}${end < text.length ? ' …' : ''}`
}

/** Normalised as in the digest: the encoding of an accent is no difference. */
const remarksOf = ({ remarks }: Order): string => remarks.trim().normalize('NFC')

function lineDifferences(before: Order, after: Order, words: Words, language: Language): string[] {
  const [was, is] = [quantities(before, words, language), quantities(after, words, language)]
  const articles = [...new Set([...was.keys(), ...is.keys()])]
  const changes = articles.flatMap((article) => {
    const [old, now] = [was.get(article), is.get(article)]
    return old === now
      ? []
      : [`${excerpt(article)}: ${excerpt(old ?? words.absent)} → ${excerpt(now ?? words.removed)}`]
  })
  const reordered = changes.length === 0 && lineKeys(before) !== lineKeys(after)
  return reordered ? [words.reordered] : changes
}

/** The same article on two lines keeps two quantities. */
function quantities({ lines }: Order, words: Words, language: Language): Map<string, string> {
  const found = new Map<string, string>()
  for (const { article, quantity: posted } of lines) {
    const quantity = localNumber(posted, language)
    const already = found.get(article)
    found.set(article, already === undefined ? quantity : fill(words.both, { one: already, other: quantity }))
  }
  return found
}

const lineKeys = ({ lines }: Order): string => JSON.stringify(lines.map(({ article, quantity }) => [article, quantity]))
