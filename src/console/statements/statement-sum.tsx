import { statementWording } from '../../../templates/statements.ts'
import { localDate } from '../../model/local-time.ts'
import { splitRefused } from '../../outbox/statements/refused-orders.ts'
import { fill } from '../../text/fill.ts'
import { Icon, type IconName } from '../frame/icons.tsx'
import { h } from '../frame/jsx.ts'
import { OrderLinks } from '../frame/order-links.tsx'
import { callBacksPath, queryOf } from '../frame/paths.ts'
import type { SheetProps } from './statement-sheet.tsx'

interface Term {
  readonly label: string
  readonly count: number
  readonly tone?: 'ok' | 'off' | 'you'
  readonly icon?: IconName
}

export const lapsedText = ({ language }: SheetProps['visit'], count: number): string =>
  fill(statementWording[language].lapsed, { count, orders: '' })

/** The sum of a day: the listed orders are the received orders, and each received order is accounted for. */
export function StatementSum({ visit, name, supplier, statement }: SheetProps) {
  const { statements: text } = visit.words
  const { apicbase, received, delivered, discarded, late } = statement
  const { refusedBefore = 0, refusedBeforeOrders = [], lapsed = 0, lapsedOrders = [] } = statement
  const dueFrom = localDate(Date.parse(statement.to), supplier.timeZone)
  const { lost, later } = splitRefused(statement)
  const open = received - delivered - discarded
  const listed: Term[] = apicbase === null ? [] : [{ label: text.listed, count: apicbase }]
  const terms: Term[] = [
    ...listed,
    { label: text.received, count: received },
    { label: text.delivered, count: delivered, tone: 'ok', icon: 'check' },
    { label: text.discarded, count: discarded, tone: 'off', icon: 'off' },
    { label: text.open, count: open, tone: open > 0 ? 'you' : 'off', icon: open > 0 ? 'hand' : 'off' },
  ]
  const unlisted = apicbase === null ? 0 : received - apicbase
  const notes = [
    ...(apicbase === null ? [text.notCompared] : []),
    ...(unlisted > 0 ? [fill(text.unlisted, { count: unlisted })] : []),
    ...(late > 0 ? [fill(text.late, { count: late })] : []),
  ]
  // The signs between the terms stand in the stylesheet, for a sum that begins with the list of Apicbase.
  return (
    <section class="sheet pad flow" aria-label={text.sum}>
      <dl class={apicbase === received ? 'sum' : 'figs'}>
        {terms.map(({ label, count, tone, icon }) => (
          <div class={tone}>
            <dt>
              {icon && <Icon name={icon} />} {label}
            </dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {(notes.length > 0 || statement.refused > 0 || refusedBefore + lapsed > 0) && (
        <ul class="list">
          {refusedBefore > 0 && (
            <li>
              {fill(text.refusedBefore, { count: refusedBefore })}{' '}
              <OrderLinks name={name} orders={refusedBeforeOrders} />{' '}
              <a href={`/console/orders${queryOf({ supplier: name, refusedBefore: '*', dueFrom })}`}>
                {visit.words.today.seeCause}
              </a>
            </li>
          )}
          {lapsed > 0 && (
            <li>
              {lapsedText(visit, lapsed)} <OrderLinks name={name} orders={lapsedOrders} />
            </li>
          )}
          {notes.map((note) => (
            <li>{note}</li>
          ))}
          {[
            { sentence: text.refused, ...lost },
            { sentence: text.refusedLater, ...later },
          ].map(
            ({ sentence, count, orders }) =>
              count > 0 && (
                <li>
                  {fill(sentence, { count })} <OrderLinks name={name} orders={orders} />{' '}
                  <a href={callBacksPath(name)}>{text.whomToCall}</a>
                </li>
              ),
          )}
        </ul>
      )}
    </section>
  )
}
