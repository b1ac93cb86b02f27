import type { Child } from 'hono/jsx'
import { noteText } from '../../model/finding.ts'
import { languageFor } from '../../profile/language.ts'
import { fill } from '../../text/fill.ts'
import { Confirmation, NotDone } from '../frame/confirmation.tsx'
import { customerOf } from '../frame/customer-name.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { NoteField } from '../frame/note-field.tsx'
import { OrderLink } from '../frame/order-links.tsx'
import { OrderChip } from '../frame/state-chip.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import type { Visit } from '../frame/visit.ts'
import { Unsaved } from '../frame/was-first.tsx'
import { actsSince } from '../order/acts-since.ts'
import { isInSystems } from '../order/keyed-too.ts'
import { MailWords } from '../order/message-field.tsx'
import { orderHoldings } from '../order/order-holdings.ts'
import { orderState } from '../order/order-state.ts'
import { isEnd, needsNote } from '../order/take-action.ts'
import { allows, type BulkAction } from './bulk-action.ts'
import { BulkRoutes } from './bulk-routes.tsx'
import { type ChosenOrder, isNewerThanPaper, tickValue } from './chosen-orders.ts'
import { aloneText } from './left-alone.ts'
import { NumberField } from './number-field.tsx'
import { type BulkMails, whatHappens } from './what-happens.ts'

interface BulkProps {
  readonly visit: Visit
  readonly action: BulkAction
  readonly chosen: readonly ChosenOrder[]
  readonly mails: BulkMails
  /** Sentences about the routes of a release that stand still. */
  readonly still: readonly string[]
  /** The fields that a person typed before. */
  readonly typed?: URLSearchParams
  readonly problem?: string | undefined
  readonly routesProblem?: string | undefined
}

/** Says what will become of each ticked order. Opening the page changes nothing. */
export function BulkBody({ visit, action, chosen, mails, still, typed, problem, routesProblem }: BulkProps) {
  const { bulk, confirm } = visit.words
  const possible = chosen.filter((order) => allows(order, action) && !isNewerThanPaper(order))
  const count = possible.length
  const sentences = count === 1 ? bulk.one : bulk
  const isKeyed = action === 'keyed'
  const hasNumber = (order: ChosenOrder): boolean => isKeyed && possible.includes(order)
  const rows = (
    <OrderRows
      visit={visit}
      chosen={chosen}
      what={(order) => whatHappens(order, action, visit, mails)}
      number={isKeyed ? (order) => hasNumber(order) && <NumberField {...{ visit, order, typed }} /> : undefined}
    />
  )
  return (
    <div class="narrow flow">
      {count === 0 ? (
        <>
          <h1>{bulk[action]}</h1>
          <Note tone="you" isNews>
            <p>{isKeyed && chosen.every(isThere) ? bulk.noneKeyed : bulk.none}</p>
            <a href="/console/orders">{confirm.back}</a>
          </Note>
          {rows}
        </>
      ) : (
        <Confirmation
          visit={visit}
          title={fill(sentences[`${action}Title`], { count })}
          steps={
            <>
              <li>
                <strong>{fill(sentences[`${action}What`], { count })}</strong>
              </li>
              {still.map((sentence) => (
                <li dir="auto">{sentence}</li>
              ))}
              {action === 'discard' && <Told {...{ visit, mails, count }} />}
            </>
          }
          below={<FirstMail mails={mails} />}
          action="/console/orders/bulk"
          hidden={{ do: action }}
          button={fill(bulk[`${action}Button`], { count })}
          isEnd={isEnd(action)}
          back="/console/orders"
        >
          {/* Enter in a number field must not report the orders whose numbers are still to come. */}
          <button type="submit" disabled hidden />
          {possible.map(({ name, view }) => (
            <input type="hidden" name="order" value={tickValue(name, view.orderId, orderState(view))} />
          ))}
          {isKeyed && <BulkRoutes {...{ visit, typed }} orders={possible} problem={routesProblem} />}
          {rows}
          <NoteField visit={visit} isNeeded={needsNote(action)} note={typed?.get('note') ?? ''} problem={problem} />
        </Confirmation>
      )}
    </div>
  )
}

const isThere = ({ view, supplier }: ChosenOrder): boolean => isInSystems(view, orderHoldings(view, supplier))

/** The notices that tell the customers about a discard. */
function Told({ visit, mails, count }: Pick<BulkProps, 'visit' | 'mails'> & { readonly count: number }) {
  const { bulk } = visit.words
  if (mails.size === 0) return <li>{count === 1 ? bulk.one.discardCall : bulk.discardCall}</li>
  return (
    <li>
      {fill(bulk.discardMails, { count: mails.size })}
      {mails.size < count && ` ${bulk.discardOthers}`}
    </li>
  )
}

function FirstMail({ mails }: Pick<BulkProps, 'mails'>) {
  const [first] = mails
  if (!first) return null
  const [{ supplier, view }, mail] = first
  return <MailWords mail={mail} language={languageFor(view.customer, supplier)} />
}

interface DoneProps extends Pick<BulkProps, 'visit' | 'action' | 'chosen'> {
  /** The orders that were left alone, each with the reason. */
  readonly left?: ReadonlyMap<ChosenOrder, LeftReason>
  /** The texts that a person typed for the orders that were left alone. */
  readonly unsaved?: readonly string[]
}

/** `message`: the reason of the outbox, as the Admin API gives it. */
export type LeftReason = 'changed' | 'alone' | { readonly message: string }

/** The orders with their states after the action, and why an order was left alone. */
export function DoneBody({ visit, action, chosen, left = new Map(), unsaved = [] }: DoneProps) {
  const { bulk } = visit.words
  const done = chosen.length - left.size
  return (
    <div class="narrow flow">
      <h1>{bulk[action]}</h1>
      {left.size > 0 && (
        <NotDone visit={visit} {...(done > 0 && { title: fill(bulk.some, { done, count: chosen.length }) })}>
          <p>{fill(bulk.left, { count: left.size })}</p>
          <Unsaved visit={visit} texts={unsaved} />
        </NotDone>
      )}
      {done > 0 && (
        <Note tone="ok" isNews>
          <p>{fill(bulk.done, { count: done })}</p>
        </Note>
      )}
      <OrderRows
        visit={visit}
        chosen={chosen}
        what={(order) => <Left {...{ visit, action, order }} reason={left.get(order)} />}
      />
      <p class="acts">
        <a class="btn go" href="/console/orders">
          {visit.words.orders.title}
        </a>
      </p>
    </div>
  )
}

interface LeftProps extends Pick<BulkProps, 'visit' | 'action'> {
  readonly order: ChosenOrder
  readonly reason: LeftReason | undefined
}

/** Why an order was left alone, and who acted on it meanwhile. */
function Left({ visit, action, order, reason }: LeftProps) {
  const { bulk, confirm } = visit.words
  if (reason === undefined) return null
  const alone = aloneText(order, action, visit)
  // An order that moved on may have arrived by itself since the page was made.
  const why = reason === 'changed' && alone === bulk.alone ? confirm.changed : alone
  return (
    <>
      {typeof reason === 'string' ? why : <span dir="auto">{noteText(reason.message, visit.language)}</span>}
      {actsSince(order.view, order.seen ?? '', visit, order.supplier.timeZone).map((act) => ` ${act}`)}
    </>
  )
}

interface RowsProps extends Pick<BulkProps, 'visit' | 'chosen'> {
  readonly what: (order: ChosenOrder) => Child
  /** The field for the number of the ERP; absent for an action without numbers. */
  readonly number?: ((order: ChosenOrder) => Child) | undefined
}

function OrderRows({ visit, chosen, what, number }: RowsProps) {
  const { orders, confirm } = visit.words
  return (
    <section class="sheet">
      <Table
        caption={orders.caption}
        heads={[
          ...[orders.order, orders.customer, orders.state],
          ...(number ? [`${confirm.erp} (${confirm.mayStayEmpty})`] : []),
        ]}
      >
        {chosen.map((order) => (
          <Row>
            <RowHead>
              <OrderLink name={order.name} order={order.view} dir="auto" />
            </RowHead>
            <Cell class="f" dir="auto">
              {customerOf(order.view)}
            </Cell>
            <Cell class="f">
              <OrderChip order={order.view} visit={visit} />
              <small>{what(order)}</small>
            </Cell>
            {number && (
              <Cell class="f" label={confirm.erp}>
                {number(order)}
              </Cell>
            )}
          </Row>
        ))}
      </Table>
    </section>
  )
}
