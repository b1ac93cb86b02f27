import { noteText } from '../../model/finding.ts'
import { splitRefused } from '../../outbox/statements/refused-orders.ts'
import type { ManualAction, Statement } from '../../outbox/statements/statement.ts'
import { waitText } from '../../outbox/statements/statement-text.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { deedOf } from '../activity/deed.ts'
import { Icon } from '../frame/icons.tsx'
import { h } from '../frame/jsx.ts'
import { OrderLink } from '../frame/order-links.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { lapsedText, StatementSum } from './statement-sum.tsx'

export interface SheetProps {
  readonly visit: Visit
  /** The supplier in addresses. */
  readonly name: string
  readonly supplier: Supplier
  readonly statement: Statement
}

/** One statement: how it stands, the sum, the orders that wait, and the orders that a person settled. */
export function StatementSheet(props: SheetProps) {
  const { visit, name, supplier, statement } = props
  const { statements: text } = visit.words
  const time = (at: string): string => timeOf(at, props)
  const { number, waiting, waitingCount, byHand, complete } = statement
  const id = `${name}-${number ?? 'open'}`
  return (
    <section class="flow" aria-labelledby={id}>
      <div class={`note verdict ${complete ? 'ok' : 'you'}`}>
        <Icon name={complete ? 'check' : 'hand'} />
        <div>
          <h2 id={id}>{sentenceOf(props)}</h2>
          <p class="soft">
            <span dir="auto">{supplier.name}</span> ·{' '}
            {number === null
              ? fill(text.soFar, { time: time(statement.madeAt) })
              : fill(text.numbered, { number, time: time(statement.madeAt) })}
          </p>
        </div>
      </div>
      <StatementSum {...props} />
      {waiting.length > 0 && (
        <section class="sheet">
          <div class="head">
            <h2>{text.waits}</h2>
            <a class="btn" href={`/console/statements/print/${encodeURIComponent(name)}`}>
              <Icon name="print" />
              {text.print}
            </a>
          </div>
          <Table caption={text.waits} isCaptionHidden heads={[visit.words.orders.order, text.why]}>
            {waiting.map(({ route, why, because, ...order }) => (
              <Row>
                <RowHead class="f" dir="auto">
                  <OrderLink name={name} order={order} />
                </RowHead>
                <Cell class="f">
                  <span lang={because ? undefined : supplier.language} dir="auto">
                    {because ? waitText(because, route, visit.language) : why}
                  </span>
                </Cell>
              </Row>
            ))}
          </Table>
          {waitingCount > waiting.length && (
            <p class="pad">{fill(visit.words.today.more, { count: waitingCount - waiting.length })}</p>
          )}
        </section>
      )}
      {byHand.length > 0 && <ByHand {...props} />}
    </section>
  )
}

function sentenceOf({ visit, statement }: SheetProps): string {
  const { statements: text } = visit.words
  const { waitingCount, refusedBefore = 0, lapsed = 0 } = statement
  const { lost, later } = splitRefused(statement)
  if (waitingCount > 0) return fill(text.wait, { count: waitingCount })
  if (refusedBefore > 0) return fill(visit.words.today.attention, { count: refusedBefore })
  if (lost.count > 0) return fill(text.refusedLeft, { count: lost.count })
  if (lapsed > 0) return lapsedText(visit, lapsed)
  return later.count > 0 ? `${text.calm} ${fill(text.refusedLater, { count: later.count })}` : text.calm
}

/** Orders that were settled by a person's word. */
function ByHand(props: SheetProps) {
  const { visit, name, statement } = props
  const { words } = visit
  const heads = [words.orders.order, words.activity.what, words.activity.who, words.order.note]
  return (
    <section class="sheet">
      <Table caption={words.statements.byHand} heads={heads}>
        {statement.byHand.map(({ action, by, note, at, ...order }: ManualAction) => (
          <Row>
            <RowHead class="f" dir="auto">
              <OrderLink name={name} order={order} />
            </RowHead>
            <Cell>{deedOf(action, words.activity.deeds)}</Cell>
            <Cell class="f">
              <span dir="auto">{by}</span>, {timeOf(at, props)}
            </Cell>
            <Cell class="f" dir="auto">
              {note !== null && noteText(note, visit.language)}
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  )
}

const timeOf = (at: string, { visit, supplier }: SheetProps): string => moment(at, visit, supplier.timeZone)
