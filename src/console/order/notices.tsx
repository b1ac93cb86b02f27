import type { NoticeView } from '../../outbox/notices.ts'
import { languageFor } from '../../profile/language.ts'
import { fill } from '../../text/fill.ts'
import { h } from '../frame/jsx.ts'
import { Sheet } from '../frame/sheet.tsx'
import { moment } from '../frame/times.ts'
import type { OrderProps } from './order-body.tsx'

/** The mails about the order to its customer, sent or not, in the words that the customer reads. */
export function Notices({ visit, supplier, order }: OrderProps) {
  const { order: text } = visit.words
  const { notices = [] } = order
  const shown = notices.filter(({ subject }) => subject !== '')
  if (shown.length === 0) return null
  return (
    <Sheet id="mails" title={text.mails} class="sheet pad flow tight">
      {shown.map((notice) => (
        <details>
          <summary dir="auto">
            {notice.subject} <small>{stateOf(notice)}</small>
          </summary>
          <blockquote lang={languageFor(order.customer, supplier)} dir="auto">
            {notice.text.split('\n').map((line) => (
              <p>{line}</p>
            ))}
          </blockquote>
        </details>
      ))}
    </Sheet>
  )

  function stateOf({ to, sentAt }: NoticeView): string {
    if (to === null) return text.mailNone
    if (sentAt === null) return fill(text.mailWaits, { address: to })
    return fill(text.mailSent, { address: to, time: moment(sentAt, visit, supplier.timeZone) })
  }
}
