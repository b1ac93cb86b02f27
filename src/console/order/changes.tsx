import { type Change, changesBetween } from '../../model/order/line-changes.ts'
import type { Line, Order } from '../../model/order/order.ts'
import { dayWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { localNumber } from '../../text/local-number.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { LongTable } from '../frame/long-table.tsx'
import { Cell, Row, RowHead } from '../frame/table.tsx'
import type { OrderProps } from './order-body.tsx'
import { standingVersion } from './routes-of-action.ts'

type Base = NonNullable<OrderProps['contents']['before']>

const BETWEEN = {
  ...({ certain: 'changedSince', arrived: 'changedThere' } as const),
  ...({ perhaps: 'changedPerhaps', before: 'changedBetween' } as const),
}
const SAME = { certain: 'sameAsErp', arrived: 'sameThere', perhaps: 'same', before: 'same' } as const

/** The differences from the version that the ERP has, or else from the version before, line by line. */
export function Changes({ visit, contents, order, base, after }: OrderProps & { base: Base; after: Order }) {
  const { words, language } = visit
  const { order: text } = words
  const { order: before, standing } = base
  const amount = ({ quantity }: Line): string => localNumber(quantity, language)
  const day = (date: string | null): string => (date === null ? '–' : dayWords(date, language))
  const dates: Change[] =
    before.deliveryDate === after.deliveryDate
      ? []
      : [{ name: text.deliveryDay, article: '', was: day(before.deliveryDate), becomes: day(after.deliveryDate) }]
  const remarks: Change[] =
    before.remarks === after.remarks
      ? []
      : [{ name: text.remarks, article: '', was: before.remarks || '–', becomes: after.remarks || '–' }]
  // An ERP finds the order by these keys.
  const keys: Change[] = [
    { name: text.number, article: '', was: before.number, becomes: after.number },
    { name: words.orders.customer, article: '', was: before.customer, becomes: after.customer },
  ].filter(({ was, becomes }) => was !== becomes)
  // A text takes a line of its own on a phone.
  const texts = new Set([text.deliveryDay, text.remarks, text.number, words.orders.customer])
  const changes = [...keys, ...dates, ...changesBetween(before, after, { was: amount, becomes: amount }), ...remarks]
  // Texts stand to the left, so their heads do too.
  const kind = changes.every(({ name }) => texts.has(name)) ? {} : { class: 'n' }
  const versions = { before: base.version, after: contents.version }
  const isCancellation = standingVersion(order)?.status === 'cancelled'
  return (
    <section class="sheet">
      {isCancellation ? (
        <p class="pad">{fill(text.cancels, { version: versions.after })}</p>
      ) : changes.length === 0 ? (
        <p class="pad">{fill(text[SAME[standing]], versions)}</p>
      ) : (
        <LongTable
          more={text.moreLines}
          caption={
            <>
              {text.changed}
              <small>{fill(text[BETWEEN[standing]], versions)}</small>
            </>
          }
          heads={[text.article, { label: text.was, ...kind }, { label: text.becomes, ...kind }]}
          rows={changes.map(({ name, article, was, becomes }) => (
            <Row>
              <RowHead class="f" dir="auto">
                {name}
                {article !== '' && <small>{article}</small>}
              </RowHead>
              <Cell class={texts.has(name) ? 'f' : 'n'} label={text.was} dir="auto">
                {was === '–' ? was : <del>{was}</del>}
              </Cell>
              <Cell class={texts.has(name) ? 'f' : 'n'} label={text.becomes} dir="auto">
                {becomes === '–' ? becomes : <ins>{becomes}</ins>}
              </Cell>
            </Row>
          ))}
        />
      )}
    </section>
  )
}
