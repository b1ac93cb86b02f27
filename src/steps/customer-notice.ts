import { type CustomerNoticeWording, customerNoticeWording } from '../../templates/customer-notice.ts'
import type { HoldReason } from '../model/delivery-state.ts'
import { customerText } from '../model/problem-text.ts'
import type { CustomerNotice, NoticedProblems } from '../outbox/notices.ts'
import { contactOf } from '../profile/customer-contact.ts'
import { languageFor } from '../profile/language.ts'
import type { Supplier } from '../profile/supplier.ts'
import { fill } from '../text/fill.ts'
import { shown } from '../text/shown.ts'
import type { Named } from './validate.ts'

/** The order waits for an answer, will not be delivered, has a discarded change, or a person writes about the order. */
export type NoticeOccasion = 'held' | 'discarded' | 'change-discarded' | 'message'

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
  const { name, orderDesk } = supplier
  const words = customerNoticeWording[languageFor(customer, supplier)]
  const { subject, opening, closing } = words[occasion]
  const about = { order: shown(number ?? id ?? ''), supplier: name }
  const { mail, phone } = orderDesk ?? {}
  const answer = phone === undefined ? words.reply : fill(words.call, { phone })
  return {
    to: contactOf(customer, supplier),
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
  occasion: 'discarded' | 'change-discarded',
  named: Named,
  supplier: Supplier,
): CustomerNotice => notice(occasion, named, supplier, [])

/** The notice with a person's words about an order. A hyphen at the start of a line would make the line an item of a list. */
export const messageNotice = (named: Named, message: string, supplier: Supplier): CustomerNotice =>
  notice('message', named, supplier, [...linesOf(message).map((line) => line.replace(/^\s*-\s/, '– ')), ''])

const linesOf = (text: string): string[] =>
  text
    .trim()
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll(/\p{Cc}+/gu, ' ').trimEnd())

function reasonText(reason: HoldReason, { reasons }: CustomerNoticeWording): string {
  const known: Readonly<Record<string, string>> = reasons
  return known[reason] ?? reasons.other
}
