import type { Child } from 'hono/jsx'
import { noteText } from '../../model/finding.ts'
import { languageFor } from '../../profile/language.ts'
import { fill } from '../../text/fill.ts'
import { NotDone } from '../frame/confirmation.tsx'
import { customerOf } from '../frame/customer-name.ts'
import { Form } from '../frame/form.tsx'
import { LateNote } from '../frame/late-note.tsx'
import { Note } from '../frame/note.tsx'
import { NoteField } from '../frame/note-field.tsx'
import { orderPath } from '../frame/paths.ts'
import { OrderChip } from '../frame/state-chip.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import type { Visit } from '../frame/visit.ts'
import { Unsaved } from '../frame/was-first.tsx'
import { actsSince } from '../order/acts-since.ts'
import { MailWords } from '../order/message-field.tsx'
import { orderState } from '../order/order-state.ts'
import { releasedRoutes } from '../order/routes-of-action.ts'
import { needsNote } from '../order/take-action.ts'
import { allows, type BulkAction } from './bulk-action.ts'
import { BulkRoutes } from './bulk-routes.tsx'
import { type ChosenOrder, isNewerThanPaper, tickValue } from './chosen-orders.ts'
import { aloneText } from './left-alone.ts'
import { NumberField } from './number-field.tsx'

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

/** The mails that go to customers at the press. */
export type BulkMails = Map<ChosenOrder, { readonly to: string; readonly subject: string; readonly text: string }>

/** Says what will become of each ticked order. Opening the page changes nothing. */
export function BulkBody({ visit, action, chosen, mails, still, typed, problem, routesProblem }: BulkProps) {
  const { bulk, confirm } = visit.words
  const possible = chosen.filter((order) => allows(order, action) && !isNewerThanPaper(order))
  const count = String(possible.length)
  const sentences = possible.length === 1 ? bulk.one : bulk
  const hasNumber = (order: ChosenOrder): boolean => action === 'keyed' && possible.includes(order)
  const rows = (
    <OrderRows
      visit={visit}
      chosen={chosen}
      what={(order) => whatHappens(order, action, visit, mails)}
      number={
        action === 'keyed' ? (order) => hasNumber(order) && <NumberField {...{ visit, order, typed }} /> : undefined
      }
    />
  )
  return (
    <div class="narrow flow">
      <h1>{possible.length === 0 ? bulk[action] : fill(sentences[`${action}Title`], { count })}</h1>
      {possible.length === 0 ? (
        <Note tone="you" isNews>
          <p>{action === 'keyed' ? bulk.noneKeyed : bulk.none}</p>
          <a href="/console/orders">{confirm.back}</a>
        </Note>
      ) : (
        <>
          <LateNote visit={visit} />
          <p class="big">{confirm.nothing}</p>
          <section class="sheet pad flow">
            <ol class="steps">
              <li>
                <strong>{fill(sentences[`${action}What`], { count })}</strong>
              </li>
              {still.map((sentence) => (
                <li dir="auto">{sentence}</li>
              ))}
              {action === 'discard' && <Told {...{ visit, mails }} count={possible.length} />}
              <li>{fill(confirm.atOnce, { who: visit.visitor?.who ?? '' })}</li>
            </ol>
            <FirstMail mails={mails} />
          </section>
        </>
      )}
      {possible.length === 0 && rows}
      {possible.length > 0 && (
        <Form visit={visit} action="/console/orders/bulk" hidden={{ do: action }}>
          {/* Enter in a number field must not report the orders whose numbers are still to come. */}
          <button type="submit" disabled hidden />
          {possible.map(({ name, view }) => (
            <input type="hidden" name="order" value={tickValue(name, view.orderId, orderState(view))} />
          ))}
          {action === 'keyed' && <BulkRoutes {...{ visit, typed }} orders={possible} problem={routesProblem} />}
          {rows}
          <NoteField visit={visit} isNeeded={needsNote(action)} note={typed?.get('note') ?? ''} problem={problem} />
          <div class="acts">
            <button class={action === 'discard' ? 'btn bad' : 'btn go'} type="submit">
              {fill(bulk[`${action}Button`], { count })}
            </button>
            <a class="btn" href="/console/orders">
              {confirm.back}
            </a>
          </div>
        </Form>
      )}
    </div>
  )
}

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

/** A release names the routes, because the order may be settled on others. */
function whatHappens(order: ChosenOrder, action: BulkAction, visit: Visit, mails: BulkMails): string {
  const { bulk, confirm } = visit.words
  if (isNewerThanPaper(order)) return confirm.changed
  if (!allows(order, action)) return aloneText(order, action, visit)
  const mail = mails.get(order)
  if (mail) return `${bulk[action]} · ${fill(bulk.mailed, { to: mail.to })}`
  return action === 'release' ? fill(bulk.goesBy, { routes: releasedRoutes(order.view).join(', ') }) : bulk[action]
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
        <NotDone visit={visit}>
          <p>{fill(bulk.left, { count: left.size, done })}</p>
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
function Left(props: LeftProps) {
  const { visit, order, reason } = props
  if (reason === undefined) return null
  return (
    <>
      <LeftReasonText {...props} reason={reason} />
      {actsSince(order.view, order.seen ?? '', visit, order.supplier.timeZone).map((act) => ` ${act}`)}
    </>
  )
}

/** An order that moved on may have arrived by itself since the page was made. */
function LeftReasonText({ visit, action, order, reason }: LeftProps & { readonly reason: LeftReason }) {
  const alone = allows(order, action) ? visit.words.bulk.alone : aloneText(order, action, visit)
  if (reason === 'alone') return <>{alone}</>
  if (reason === 'changed') return <>{alone === visit.words.bulk.alone ? visit.words.confirm.changed : alone}</>
  return <span dir="auto">{noteText(reason.message, visit.language)}</span>
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
              <a href={orderPath(order.name, order.view.orderId)} dir="auto">
                {order.view.orderNumber ?? order.view.orderId}
              </a>
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
