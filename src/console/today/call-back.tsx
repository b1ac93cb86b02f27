import type { CallBack } from '../../outbox/refusals.ts'
import { customersByNumber } from '../../profile/table-index.ts'
import { fill } from '../../text/fill.ts'
import { customerName } from '../frame/customer-name.ts'
import { Icon } from '../frame/icons.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { callBacksPath, orderPath } from '../frame/paths.ts'
import { Reach } from '../frame/reach.tsx'
import { RefusalReasons } from '../frame/refusal-reasons.tsx'
import { Sheet } from '../frame/sheet.tsx'
import { moment } from '../frame/times.ts'
import type { TodayProps } from './board.tsx'

export interface CallBackProps extends TodayProps {
  readonly callBacks: readonly CallBack[]
  readonly mayAct: boolean
}

/** Whom the desk calls: the customers with refused orders that no accepted order has replaced. */
export function CallBacks({ callBacks, all, ...props }: CallBackProps & { readonly all: number }) {
  const { today: text } = props.visit.words
  const more = all - callBacks.length
  return (
    <Sheet id="call" title={text.callBack} aside={<small>{text.callBackHint}</small>} class="sheet">
      {callBacks.length === 0 ? (
        <p class="pad top0 soft">{text.noRefused}</p>
      ) : (
        <>
          <p class="pad top0 soft">{text.callBackRule}</p>
          <CallBackRows {...props} callBacks={callBacks} />
        </>
      )}
      {more > 0 && (
        <p class="pad">
          <a href={callBacksPath(props.name)}>{fill(text.moreToCall, { count: more })}</a>
        </p>
      )}
    </Sheet>
  )
}

export const CallBackRows = ({ callBacks, ...props }: CallBackProps) => (
  <ul class="call">
    {callBacks.map((callBack) => (
      <Customer {...props} callBack={callBack} />
    ))}
  </ul>
)

function Customer({
  visit,
  supplier,
  name,
  callBack,
  mayAct,
}: Omit<CallBackProps, 'callBacks'> & { callBack: CallBack }) {
  const { today: text, actions } = visit.words
  const { orderId, orderNumber, orders, customer, attempts, lines, articles, calledAt, calledBy } = callBack
  const [last] = orders
  // The sentence stands above the newest order, and a discard is no try.
  const time =
    last && !last.isDiscarded && last.placedAgain === undefined && moment(last.refusedAt, visit, supplier.timeZone)
  const row = customer === null ? undefined : customersByNumber(supplier.customers).get(customer)
  const path = orderPath(name, orderId)
  return (
    <li>
      <h3 dir="auto">{customerName(customer, supplier) || orderNumber || orderId}</h3>
      {calledAt === null && <Reach phone={row?.phone} contact={row?.contact} missing={text.noPhone} />}
      {calledAt !== null && (
        <p class="soft" dir="auto">
          <Icon name="check" />{' '}
          {fill(text.calledBy, { who: calledBy ?? '', time: moment(calledAt, visit, supplier.timeZone) })}
        </p>
      )}
      {time && <p>{fill(attempts === 1 ? text.triedOnce : text.triedMany, { count: attempts, time })}</p>}
      <RefusalReasons
        {...{ visit, supplier, name, customer, orders }}
        content={lines === null || orders.length > 1 ? '' : `, ${contentText(lines, articles, text)}`}
        isCalled={calledAt !== null}
      />
      {mayAct && (
        <div class="acts no">
          <a class="btn sm" href={`${path}/do/${calledAt === null ? 'called' : 'not-called'}`}>
            {calledAt === null ? actions.called.label : actions['not-called'].label}
          </a>
        </div>
      )}
    </li>
  )
}

function contentText(lines: number, articles: readonly string[], text: TodayProps['visit']['words']['today']): string {
  const names = articles.join(', ') + (lines > articles.length ? ' …' : '')
  return fill(text.lines, { count: lines, articles: names })
}
