import { hasCheckDigit } from '../documents/content/check-digit.ts'
import { toDecimal } from '../model/decimal.ts'
import { isMailAddress } from '../text/mail-address.ts'
import { isGroup } from '../text/parsed-json.ts'
import { didYouMean } from '../text/suggestion.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'

/** Checks the tables, and the routes that refer to the tables, beyond the supplier's schema. */
export function tableMistakes(input: Record<string, unknown>, at: readonly Step[]): Mistake[] {
  const customers = Array.isArray(input.customers) ? input.customers : []
  const articles = Array.isArray(input.articles) ? input.articles : []
  const mistakes = [
    ...repeats(customers, 'customer', [...at, 'customers'], 'customer'),
    ...repeats(articles, 'article', [...at, 'articles'], 'article'),
  ]
  const form = (
    rows: readonly unknown[],
    table: string,
    key: string,
    is: (text: string) => boolean,
    wrong: string,
  ): void => {
    for (const [index, row] of rows.entries()) {
      const value = isGroup(row) ? row[key] : undefined
      if (typeof value !== 'string' || is(value)) continue
      mistakes.push({ path: pathOf([...at, table, index, key]), message: `'${value}' ${wrong}` })
    }
  }
  form(customers, 'customers', 'gln', (text) => /^\d{13}$/.test(text), 'is no GLN: that has 13 digits.')
  form(customers, 'customers', 'gln', isRightly(/^\d{13}$/), WRONG_CHECK_DIGIT)
  form(
    customers,
    'customers',
    'contact',
    isMailAddress,
    "is not a mail address. Write one plain address, such as 'chef@bistro.example'.",
  )
  form(articles, 'articles', 'gtin', (text) => GTIN.test(text), 'is no GTIN: that has 8, 12, 13 or 14 digits.')
  form(articles, 'articles', 'gtin', isRightly(GTIN), WRONG_CHECK_DIGIT)
  form(articles, 'articles', 'factor', isFactor, "is not a number above zero. Write it with a point, such as '0.5'.")
  mistakes.push(...calendarMistakes(input, customers, at), ...whenMistakes(input, customers, at))
  return mistakes
}

const GTIN = /^(?:\d{8}|\d{12,14})$/
const WRONG_CHECK_DIGIT =
  'has a check digit that is not that of the others: it would name another place or article. Correct it.'

/** True also for text of another form, which has its own message. */
const isRightly =
  (form: RegExp) =>
  (text: string): boolean =>
    !form.test(text) || hasCheckDigit(text)

/** Settings that override the calendar need a supplier's calendar. */
function calendarMistakes(
  input: Record<string, unknown>,
  customers: readonly unknown[],
  at: readonly Step[],
): Mistake[] {
  if (input.calendar !== undefined) return []
  const atCutOff = isGroup(input.statement) && input.statement.at === 'cut-off'
  const index = customers.findIndex((row) => isGroup(row) && row.calendar !== undefined)
  const mistakes: Mistake[] = []
  if (atCutOff) {
    const message =
      "is at a cut-off, and the supplier has none: give the supplier `calendar: { cutOff: '22:00' }`, or a time such as '18:00' here."
    mistakes.push({ path: pathOf([...at, 'statement', 'at']), message })
  }
  if (index < 0) return mistakes
  const message = "has dates of its own, and the supplier has none: give the supplier `calendar: { cutOff: '22:00' }`."
  return [...mistakes, { path: pathOf([...at, 'customers', index, 'calendar']), message }]
}

/** A route for an unknown depot or customer would never send an order. */
function whenMistakes(input: Record<string, unknown>, customers: readonly unknown[], at: readonly Step[]): Mistake[] {
  const column = (key: string): string[] =>
    customers.flatMap((row) => (isGroup(row) && typeof row[key] === 'string' ? [row[key]] : []))
  const mistakes: Mistake[] = []
  const look = (value: unknown, place: readonly Step[], noun: string, known: readonly string[]): void => {
    for (const [index, name] of [value].flat().entries()) {
      if (typeof name !== 'string' || known.includes(name)) continue
      const path = pathOf(Array.isArray(value) ? [...place, index] : place)
      mistakes.push({
        path,
        message: `No row of the customers table has the ${noun} '${name}'.${noun === 'depot' ? didYouMean(name, known) : ''}`,
      })
    }
  }
  for (const [index, route] of (Array.isArray(input.routes) ? input.routes : []).entries()) {
    if (!isGroup(route) || !isGroup(route.when)) continue
    const place = [...at, 'routes', index, 'when']
    if (Object.keys(route.when).length === 0) {
      mistakes.push({
        path: pathOf(place),
        message:
          'lets no order through: give `depot` or `customers`, or leave `when` out. A route that is to go has `customers: []`.',
      })
    }
    look(route.when.depot, [...place, 'depot'], 'depot', column('depot'))
    if (customers.length > 0) look(route.when.customers, [...place, 'customers'], 'customer', column('customer'))
  }
  return mistakes
}

/** Finds rows that repeat the key of an earlier row. */
export function repeats(rows: readonly unknown[], key: string, at: readonly Step[], noun: string): Mistake[] {
  const first = new Map<unknown, number>()
  const mistakes: Mistake[] = []
  for (const [index, row] of rows.entries()) {
    const value = isGroup(row) ? row[key] : undefined
    if (typeof value !== 'string') continue
    const seen = first.get(value)
    if (seen === undefined) first.set(value, index)
    else {
      mistakes.push({
        path: pathOf([...at, index, key]),
        message: `There is a ${noun} '${value}' already, at ${pathOf([...at, seen])}. Each needs a ${key === 'name' ? 'name' : 'number'} of its own.`,
      })
    }
  }
  return mistakes
}

const isFactor = (text: string): boolean => {
  const factor = toDecimal(text)
  return factor !== null && factor !== '0' && !factor.startsWith('-')
}
