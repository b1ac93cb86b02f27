import type { CustomerNotice } from '../outbox/notices.ts'
import { languageFor } from '../profile/language.ts'
import type { Supplier } from '../profile/supplier.ts'
import { type MailBlock, mailPage } from '../text/mail-page.ts'

type Notice = Pick<CustomerNotice, 'subject' | 'text'>

const ITEM = '- '

/** The HTML of a customer notice, from its stored text: an order desk may forward the same text. */
export function noticeHtml({ subject, text }: Notice, customer: string | null, supplier: Supplier): string {
  const [opening = '', , ...rest] = text.split('\n')
  const items = rest.filter((line) => line.startsWith(ITEM)).map((line) => line.slice(ITEM.length))
  const others = rest.filter((line) => !line.startsWith(ITEM))
  const blocks: MailBlock[] = [
    { kind: 'notice', title: opening, lines: [] },
    ...(items.length > 0 ? [{ kind: 'text', lines: items.map((item) => `• ${item}`) } as const] : []),
    { kind: 'text', lines: trimmed(others) },
    { kind: 'foot', lines: [] },
  ]
  return mailPage({
    language: languageFor(customer, supplier),
    kicker: supplier.name,
    title: subject,
    preview: items[0] ?? opening,
    blocks,
  })
}

/** Without the empty lines at the beginning and the end. */
function trimmed(lines: readonly string[]): string[] {
  const [first, last] = [lines.findIndex((line) => line !== ''), lines.findLastIndex((line) => line !== '')]
  return first === -1 ? [] : lines.slice(first, last + 1)
}
