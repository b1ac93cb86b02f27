import { noteText } from '../../model/finding.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { BackfilledOrder, BackfillPage } from '../../sources/backfill.ts'
import { fill } from '../../text/fill.ts'
import { NotDone } from '../frame/confirmation.tsx'
import { DayField } from '../frame/day-field.tsx'
import { Field } from '../frame/field.tsx'
import { Form } from '../frame/form.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { orderPath } from '../frame/paths.ts'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import { moment, shortDay } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'

/** A page of the list, beside the orders of the outbox. */
export interface Compared {
  readonly page: BackfillPage
  /** The address of this page in the list; null for the first page. */
  readonly listPage: string | null
  readonly ticked: readonly string[]
  /** The number of orders that a person typed before. */
  readonly count: string
  readonly isWrongCount: boolean
}

interface BackfillProps {
  readonly visit: Visit
  readonly name: string
  readonly supplier: Supplier
  readonly from?: string
  readonly to?: string
  readonly compared?: Compared
}

const PATH = '/console/catch-up/compare'

/** Compares the list of Apicbase for some days with the orders here, and takes missing orders over. */
export function BackfillSheet(props: BackfillProps) {
  const { visit, name, supplier, from = '', to = '', compared } = props
  const { catchUp: text } = visit.words
  return (
    <section class="flow" aria-labelledby="backfill">
      <div class="sheet pad flow">
        <h2 id="backfill">{text.backfill}</h2>
        {supplier.api === undefined ? (
          <p>{text.noApi}</p>
        ) : (
          <>
            <p>{text.backfillWhat}</p>
            <Form visit={visit} action={PATH} hidden={{ supplier: name }} class="ask">
              <DayField id="from" label={text.from} value={from} isNeeded />
              <DayField id="to" label={text.to} value={to} isNeeded />
              <button class={compared ? 'btn' : 'btn go'} type="submit">
                {text.compare}
              </button>
            </Form>
          </>
        )}
      </div>
      {compared && <List {...props} compared={compared} from={from} to={to} />}
    </section>
  )
}

function List({ compared, ...props }: BackfillProps & { compared: Compared; from: string; to: string }) {
  const { visit, name, from, to } = props
  const { catchUp: text } = visit.words
  const { page, listPage, ticked, count, isWrongCount } = compared
  const missing = page.orders.filter(({ state, delivered }) => state === 'missing' && delivered === null)
  const taken = page.orders.filter(({ delivered }) => delivered !== null)
  const waiting = taken.filter(({ holds }) => holds !== null)
  const hidden = { supplier: name, from, to }
  return (
    <>
      {taken.length > 0 && (
        <Note tone={waiting.length > 0 ? 'you' : 'ok'} isNews>
          <p>
            {fill(waiting.length > 0 ? text.takenWaiting : text.taken, {
              ...{ count: taken.length, waiting: waiting.length },
            })}
          </p>
        </Note>
      )}
      {page.failure && (
        <NotDone visit={visit}>
          <p dir="auto">{fill(text.failed, { reason: noteText(page.failure.reason, visit.language) })}</p>
        </NotDone>
      )}
      <Form
        visit={visit}
        action={PATH}
        hidden={{ ...hidden, page: listPage ?? '', step: 'deliver' }}
        class="sheet flow"
      >
        <Table
          caption={
            <>
              {text.list}
              <small>{fill(text.counts, { read: page.read, missing: missing.length })}</small>
            </>
          }
          heads={[
            { label: visit.words.bulk.choose, isHidden: true },
            visit.words.orders.order,
            visit.words.orders.customer,
            visit.words.orders.state,
            text.placed,
            visit.words.orders.delivery,
          ]}
        >
          {page.orders.map((order) => (
            <Line {...props} order={order} isTicked={ticked.includes(order.orderId ?? '')} />
          ))}
        </Table>
        {missing.length > 0 && (
          <div class="pad flow">
            <p>
              <strong>{text.deliverWhat}</strong>
            </p>
            <Field
              {...{ id: 'count', label: text.count, value: count }}
              {...{ inputmode: 'numeric', autocomplete: 'off', required: true }}
              problem={isWrongCount ? fill(text.countWrong, { count: ticked.length }) : undefined}
            />
            <div class="acts">
              <button class="btn go" type="submit">
                {text.deliver}
              </button>
            </div>
          </div>
        )}
      </Form>
      {page.next !== null && (
        <Form visit={visit} action={PATH} hidden={{ ...hidden, page: page.next }}>
          <div class="acts">
            <button class="btn" type="submit">
              {text.next}
            </button>
          </div>
        </Form>
      )}
    </>
  )
}

interface LineProps extends BackfillProps {
  readonly order: BackfilledOrder
  readonly isTicked: boolean
}

function Line({ visit, name, supplier, order, isTicked }: LineProps) {
  const { words, language } = visit
  const { catchUp: text } = words
  const { orderId, orderNumber, customer, state, holds, delivered, placedAt, deliveryDate } = order
  const number = orderNumber ?? orderId ?? '–'
  const isHere = orderId !== null && (state !== 'missing' || delivered !== null)
  return (
    <Row>
      <Cell>
        {state === 'missing' && delivered === null && orderId !== null && (
          <input
            {...{ type: 'checkbox', name: 'order', value: orderId, checked: isTicked }}
            aria-label={fill(words.bulk.tick, { order: number })}
          />
        )}
      </Cell>
      <RowHead dir="auto">{isHere ? <a href={orderPath(name, orderId)}>{number}</a> : number}</RowHead>
      <Cell class="f" dir="auto">
        {customer}
      </Cell>
      <Cell class="f">
        {delivered === null ? text.states[state] : text.delivered}
        {delivered === null && holds !== null && (
          <small>{fill(text.holds, { reason: words.holdReasons[holds] })}</small>
        )}
      </Cell>
      <Cell class="nw" label={text.placed}>
        {placedAt === null ? '–' : moment(placedAt, visit, supplier.timeZone)}
      </Cell>
      <Cell class="w nw">{deliveryDate === null ? '–' : shortDay(deliveryDate, language)}</Cell>
    </Row>
  )
}
