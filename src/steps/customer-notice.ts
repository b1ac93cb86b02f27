import { customerNoticeWording } from '../../templates/customer-notice.ts'
import type { CustomerNotice } from '../outbox/notices.ts'
import type { Problem } from '../problem.ts'
import type { Supplier } from '../profile/supplier.ts'
import { fill } from '../text/fill.ts'
import { customerText } from '../text/problem-text.ts'
import { shown } from '../text/shown.ts'
import type { Named } from './validate.ts'

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
      ...problems.slice(0, PROBLEMS_NAMED).map((problem) => `- ${customerText(problem, spoken)}`),
      ...(left > 0 ? [fill(words.more, { count: String(left) })] : []),
      '',
      [words.waiting, phone === undefined ? words.reply : fill(words.call, { phone }), words.repeat].join(' '),
      '',
      name,
      ...(mail === undefined ? [] : [mail]),
    ].join('\n'),
  }
}
