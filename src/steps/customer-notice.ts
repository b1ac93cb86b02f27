import { type CustomerNoticeWording, customerNoticeWording } from '../../templates/customer-notice.ts'
import type { HoldReason } from '../model/delivery-state.ts'
import { customerText } from '../model/problem-text.ts'
import type { CustomerNotice, NoticedProblems } from '../outbox/notices.ts'
import { languageFor } from '../profile/language.ts'
import type { Supplier } from '../profile/supplier.ts'
import { fill } from '../text/fill.ts'
import { shown } from '../text/shown.ts'
import type { Named } from './validate.ts'

/** The order waits for an answer, will not be delivered, or was changed and the change was discarded. */
export type NoticeOccasion = 'held' | 'discarded' | 'change-discarded'

/**
 * The customer notice about an order that the sender believes ordered. `lines` are between the opening and the
 * closing.
 */
function notice(
  occasion: NoticeOccasion,
  { id, number, customer }: Named,
  supplier: Supplier,
  lines: readonly string[],
) {
  const { name, customers = [], orderDesk, customerNotices } = supplier
  const words = customerNoticeWording[languageFor(customer, supplier)]
  const { subject, opening, closing } = words[occasion]
  const about = { order: shown(number ?? id ?? ''), supplier: name }
  const { mail, phone } = orderDesk ?? {}
  const answer = phone === undefined ? words.reply : fill(words.call, { phone })
  return {
    to: customerNotices === false ? null : (customers.find((row) => row.customer === customer)?.contact ?? null),
    subject: fill(subject, about),
    text: [
      fill(opening, about),
      '',
      ...lines,
      [closing, answer, ...(occasion === 'held' ? [words.repeat] : [])].join(' '),
      '',
      name,
      ...(mail === undefined ? [] : [mail]),
    ].join('\n'),
  }
}

/**
 * The notice about a held order: the problems of the order, without advice to the chef, who can no longer change the
 * order.
 */
export function holdNotice(
  named: Named,
  { problems, count, byDesk = false }: NoticedProblems,
  reason: HoldReason,
  supplier: Supplier,
): CustomerNotice {
  const language = languageFor(named.customer, supplier)
  const words = customerNoticeWording[language]
  const facts = problems.filter(({ code }) => code !== 'fault').map((problem) => customerText(problem, language))
  const listed = facts.length > 0 ? facts : [fill(reasonText(reason, words), { supplier: supplier.name })]
  const left = count - problems.length
  const held = notice('held', named, supplier, [
    ...listed.map((text) => `- ${text}`),
    ...(left > 0 ? [fill(words.more, { count: String(left) })] : []),
    '',
  ])
  return byDesk ? { ...held, to: null } : held
}

export const discardNotice = (
  occasion: Exclude<NoticeOccasion, 'held'>,
  named: Named,
  supplier: Supplier,
): CustomerNotice => notice(occasion, named, supplier, [])

function reasonText(reason: HoldReason, { reasons }: CustomerNoticeWording): string {
  const known: Readonly<Record<string, string>> = reasons
  return known[reason] ?? reasons.other
}
