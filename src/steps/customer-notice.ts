import { customerNoticeWording } from '../../templates/customer-notice.ts'
import { refusalWording } from '../../templates/refusals.ts'
import { unlinked } from '../documents/template/unlinked.ts'
import type { CustomerNotice } from '../outbox/notices.ts'
import type { Problem } from '../problem.ts'
import type { Supplier } from '../profile/supplier.ts'
import { fill } from '../text/fill.ts'
import type { Named } from './validate.ts'

type Language = Supplier['language']

/** More than anybody reads. */
const PROBLEMS_NAMED = 50

/** What a chef would have been told at once, had somebody been there to be refused: every problem, in the customer's language. */
export function customerNotice(
  { id, number, customer }: Named,
  problems: readonly Problem[],
  { name, customers = [], language, orderDesk, tellCustomers }: Supplier,
): CustomerNotice {
  const row = customers.find((one) => one.customer === customer)
  const spoken = row?.language ?? language
  const words = customerNoticeWording[spoken]
  const about = { order: shown(number ?? id ?? ''), supplier: name }
  const left = problems.length - PROBLEMS_NAMED
  const { mail, phone } = orderDesk ?? {}
  return {
    to: tellCustomers === false ? null : (row?.contact ?? null),
    subject: fill(words.subject, about),
    text: [
      fill(words.opening, about),
      '',
      ...problems.slice(0, PROBLEMS_NAMED).map((problem) => `- ${problemText(problem, spoken)}`),
      ...(left > 0 ? [fill(words.more, { count: String(left) })] : []),
      '',
      [words.waiting, phone === undefined ? words.reply : fill(words.call, { phone }), words.repeat].join(' '),
      '',
      name,
      ...(mail === undefined ? [] : [mail]),
    ].join('\n'),
  }
}

/** Where it is by line and field, as the customer sees the order; never by the names that the fields have in JSON. */
function problemText({ path, code, message, values }: Problem, language: Language): string {
  const words = customerNoticeWording[language]
  const [, line, inner] = /^packages\[(\d+)\]\.?(.*)$/.exec(path) ?? []
  const field = fieldName(inner ?? path, words.fields)
  const sentence = refusalWording[language]?.[code]
  const said =
    typeof sentence === 'string'
      ? fill(sentence, { path: field, ...shownValues(values) })
      : shown(path === '' ? message : message.replaceAll(path, field))
  const problem = said.slice(0, 1).toUpperCase() + said.slice(1)
  return line === undefined ? problem : fill(words.line, { line: String(Number(line) + 1), problem })
}

const fieldName = (path: string, fields: Readonly<Record<string, string>>): string =>
  (Object.hasOwn(fields, path) ? fields[path] : undefined) ?? (shown(path) || 'JSON')

const shownValues = (values: Problem['values'] = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, shown(value)]))

/** What an order says, in a mail that people trust: on one line, and no program makes a link of it. */
const shown = (value: string): string =>
  unlinked(
    value
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .slice(0, 500)
      .toWellFormed(),
  )
