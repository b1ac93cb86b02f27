import { handWork } from '../../model/erp-holding.ts'
import { noteText } from '../../model/finding.ts'
import type { OrderView } from '../../outbox/views.ts'
import { languageFor } from '../../profile/language.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { Confirmation, NotDone } from '../frame/confirmation.tsx'
import { Crumb } from '../frame/crumb.tsx'
import { customerOf } from '../frame/customer-name.ts'
import { erpText } from '../frame/erp-text.ts'
import { Field } from '../frame/field.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { NoteField } from '../frame/note-field.tsx'
import { OrderLinks, orderLabel } from '../frame/order-links.tsx'
import { page } from '../frame/page.tsx'
import { orderPath, queryOf } from '../frame/paths.ts'
import { stillText } from '../frame/still-route.ts'
import type { ConsoleContext, Visit } from '../frame/visit.ts'
import { effectsOf } from './action-effects.ts'
import { actionWords } from './action-words.ts'
import { isHeldCancellation, settlesCancellation } from './for-cancellation.ts'
import { KeyedRoutes } from './keyed-routes.tsx'
import { MailAround, MailWords, MessageField } from './message-field.tsx'
import { orderHoldings } from './order-holdings.ts'
import { orderState } from './order-state.ts'
import { OtherRoute } from './other-route.tsx'
import { mayBeThere, type PossibleAction } from './possible-actions.ts'
import { RefusedAgain } from './refused-again.tsx'
import { stillFor } from './still-for.ts'
import { isEnd, needsNote } from './take-action.ts'
import { underWayTexts } from './under-way.ts'
import { heldReason } from './verdict.ts'
import { WhomToCall } from './whom-to-call.tsx'

interface Asked {
  readonly name: string
  readonly supplier: Supplier
  readonly view: OrderView
  readonly action: PossibleAction
  /** What was typed before a problem. */
  readonly note?: string
  readonly erpReference?: string
  readonly message?: string
  readonly to?: string
  readonly as?: string
  readonly messageProblem?: string
  readonly noteProblem?: string
  /** The routes that were ticked before a problem. */
  readonly routes?: readonly string[]
  readonly routesProblem?: string
  /** Why nothing was done, in the reader's language. */
  readonly problem?: string
  /** Sentences about people who acted since the page was made, and what to do then. */
  readonly acts?: readonly string[]
  /** Why nothing was done, as the outbox says it. */
  readonly refusal?: string
}

/** Says what an action will do, before it is done. Opening the page changes nothing. */
export async function actionPage(c: ConsoleContext, asked: Asked, status: 200 | 409 | 422 = 200) {
  const { visit } = c.var
  const { name, supplier, view, action } = asked
  const { text, values: known } = actionWords({ visit, supplier, order: view, action })
  const values = { ...known, desk: supplier.orderDesk?.mail ?? supplier.name }
  const { still, isWaiting } = await stillFor(c, asked)
  const isDiscard = action.name.startsWith('discard')
  const notice = isDiscard ? await c.env.outbox(name).discardNotice(view.orderId, action.route) : null
  const mail = notice?.to ? { ...notice, to: notice.to } : null
  const back = orderPath(name, view.orderId)
  const title = isChangeByHand(asked) ? visit.words.confirm.changeTitle : fill(text.title, values)
  return page(
    c,
    {
      title,
      tab: 'orders',
      supplier,
      body: (
        <>
          <Crumb href={back} dir="auto">
            {orderLabel(view)} · {customerOf(view)}
          </Crumb>
          <div class="narrow flow">
            <Confirmation
              visit={visit}
              title={title}
              problem={<Problem asked={asked} visit={visit} />}
              facts={<Facts asked={asked} visit={visit} />}
              steps={
                <>
                  <li>
                    <strong>{fill(text.what, values)}</strong>
                  </li>
                  {mail && <li>{fill(visit.words.confirm.discardMail, { to: mail.to })}</li>}
                  {(mail === null || action.name === 'discard-delivery') && !isWaiting && (
                    <li>{fill(text.after, values)}</li>
                  )}
                  {effectsOf(asked, visit).map((sentence) => (
                    <li>{sentence}</li>
                  ))}
                  {still.map((route) => (
                    <li dir="auto">{stillText(route, visit, supplier)}</li>
                  ))}
                </>
              }
              action={`${back}/do/${action.name}${queryOf({ route: action.route })}`}
              hidden={{ state: orderState(view, action.name) }}
              button={
                isWaiting && action.name === 'release' ? visit.words.confirm.releaseButton : fill(text.button, values)
              }
              isEnd={isEnd(action.name)}
              back={back}
              below={
                mail ? (
                  <MailWords mail={mail} language={languageFor(view.customer, supplier)} />
                ) : (
                  action.name === 'notify-customer' && <MailAround {...{ visit, supplier, view }} />
                )
              }
            >
              <Fields asked={asked} visit={visit} />
            </Confirmation>
          </div>
        </>
      ),
    },
    status,
  )
}

/** What is so already: the effects of the action are numbered, and these sentences are not among them. */
function Facts({ asked, visit }: { asked: Asked; visit: Visit }) {
  const { supplier, view: order, action } = asked
  const isCall = action.name === 'called'
  return (
    <>
      <WhyHeld asked={asked} visit={visit} />
      <InErp asked={asked} visit={visit} />
      {isByHand(asked) &&
        underWayTexts(order, visit, supplier.timeZone).map((text) => (
          <p>
            <strong>{text}</strong>
          </p>
        ))}
      {isCall && <WhomToCall visit={visit} supplier={supplier} view={order} />}
      <RefusedAgain {...{ visit, supplier, order, isCall }} hasActions={isCall} />
    </>
  )
}

/** The beginnings of the actions that decide about a held order. */
const DECIDES = ['release', 'discard', 'has-it', 'keyed', 'done'] as const

const isByHand = ({ action, view }: Asked): boolean =>
  action.name === 'keyed' || (action.name === 'done' && !settlesCancellation(action, view))

/** A person changes the order that the ERP has, and keys no second one. */
const isChangeByHand = (asked: Asked): boolean =>
  isByHand(asked) && handWork(orderHoldings(asked.view, asked.supplier)) === 'change'

/** The version that the outbox settles. A discarded version counts only where the chef placed the version again. */
const reportedVersion = ({ view, action }: Asked): number =>
  (action.name === 'done' && view.placedAgain?.routes.includes(action.route ?? '') && view.placedAgain.version) ||
  (view.deliveries.findLast(({ state, purpose }) => state !== 'discarded' && purpose !== 'cancellation') ?? view)
    .version

/** Says which version the ERP has, and which version the person reports. */
function InErp({ asked, visit }: { asked: Asked; visit: Visit }) {
  const { confirm } = visit.words
  if (!isByHand(asked)) return null
  const { view, supplier } = asked
  const holdings = orderHoldings(view, supplier)
  const version = String(reportedVersion(asked))
  const sentence = isChangeByHand(asked) ? confirm.changeIt : confirm.itsVersion
  return (
    <p>
      <strong>
        {erpText(holdings, visit, supplier)} {fill(sentence, { version })}
      </strong>
    </p>
  )
}

/** The reason stands where a person decides about the order: a release without it may send a second order. */
function WhyHeld({ asked: { name, supplier, view, action }, visit }: { asked: Asked; visit: Visit }) {
  const { confirm } = visit.words
  const { holdReason, sameNumber = [] } = view
  if (!holdReason || !DECIDES.some((start) => action.name.startsWith(start))) return null
  const reason = heldReason(view, holdReason, visit.words, orderHoldings(view, supplier))
  return (
    <p>
      {fill(confirm.wasHeld, { reason })}{' '}
      {mayBeThere(view) && !isHeldCancellation(view) && (
        <strong>{action.name.startsWith('release') ? confirm.onlyIfMissing : visit.words.print.mayHaveArrived}</strong>
      )}
      {sameNumber.length > 0 && (
        <>
          {confirm.sameNumber} <OrderLinks name={name} orders={sameNumber} />
        </>
      )}
    </p>
  )
}

function Problem({ asked: { problem, acts = [], refusal }, visit }: { asked: Asked; visit: Visit }) {
  if (problem === undefined && refusal === undefined) return null
  return (
    <NotDone visit={visit}>
      {problem !== undefined && <p>{problem}</p>}
      {refusal !== undefined && <p dir="auto">{noteText(refusal, visit.language)}</p>}
      {acts.map((act) => (
        <p dir="auto">{act}</p>
      ))}
    </NotDone>
  )
}

function Fields({ asked, visit }: { asked: Asked; visit: Visit }) {
  const { confirm } = visit.words
  const { action, supplier, view, note, noteProblem, routes, routesProblem } = asked
  return (
    <>
      {action.name === 'keyed' && (
        <KeyedRoutes {...{ visit, supplier, view }} ticked={routes} problem={routesProblem} />
      )}
      {action.name === 'notify-customer' && <MessageField asked={asked} visit={visit} problem={asked.messageProblem} />}
      {action.name === 'send-by' && (
        <OtherRoute {...{ visit, supplier, view, route: action.route ?? '' }} to={asked.to} as={asked.as} />
      )}
      {(isByHand(asked) || action.name === 'has-it') && (
        <Field
          {...{ id: 'erp', label: confirm.erp, aside: confirm.mayStayEmpty, value: asked.erpReference ?? '' }}
          {...{ autocomplete: 'off', maxlength: 200, dir: 'auto' }}
          hint={action.name === 'has-it' ? confirm.erpSeen : confirm.erpHint}
        />
      )}
      <NoteField
        visit={visit}
        isNeeded={needsNote(action.name)}
        note={note}
        problem={noteProblem}
        lang={supplier.language}
      />
    </>
  )
}
