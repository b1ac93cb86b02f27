import { ORDER_STATES } from '../../model/delivery-state.ts'
import type { OrderCounts } from '../../outbox/order-counts.ts'
import type { OrderSummary } from '../../outbox/order-summary.ts'
import type { PassedFilter } from '../../outbox/passed-filter.ts'
import type { Gateway } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { Icon } from '../frame/icons.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { visitorMay } from '../frame/may-do.ts'
import { Note } from '../frame/note.tsx'
import { queryOf } from '../frame/paths.ts'
import { Sheet } from '../frame/sheet.tsx'
import { ORDER_LOOKS } from '../frame/state-chip.tsx'
import type { Visit } from '../frame/visit.ts'
import { pickListPath } from '../pick-list/pick-path.ts'
import { BULK_ACTIONS } from './bulk-action.ts'
import { type OrderFilter, passedQuery } from './filter.ts'
import { FindForm } from './find-form.tsx'
import { OrderTable } from './order-table.tsx'

const PATH = '/console/orders'

interface BodyProps {
  readonly visit: Visit
  readonly gateway: Gateway
  readonly filter: OrderFilter
  /** The text that found nothing, where the page shows the orders of a likely text; else null. */
  readonly askedFor: string | null
  /** Null where a search leaves orders out. */
  readonly counts: OrderCounts | null
  readonly found: { readonly orders: readonly OrderSummary[]; readonly cursor: string | null }
  /** The mark that each order of the page is ticked, and the cursor of the page in the address. */
  readonly tickAll: { readonly isTicked: boolean; readonly cursor: string | null }
}

export function OrdersBody({ visit, gateway, filter, askedFor, counts, found, tickAll }: BodyProps) {
  const mayAct = visitorMay(visit, 'release')
  const { words } = visit
  const { text: q, supplier, day, from, to, state, holdReason: reason, passed } = filter
  const without = { q, supplier, day, from, to, ...passedQuery(passed) }
  const picked = Object.entries(gateway.suppliers).filter(([name]) => supplier === null || name === supplier)
  return (
    <>
      <div class="head">
        <h1>{words.orders.title}</h1>
        <div class="acts">
          {day !== null &&
            picked.map(([name, one]) => (
              <a class="btn" href={pickListPath(name, { day })}>
                <Icon name="print" />
                {words.pick.open}
                {picked.length > 1 && ` · ${one.name}`}
              </a>
            ))}
          <a class="btn w" href={`${PATH}/list.csv${queryOf({ ...without, state, reason })}`}>
            <Icon name="down" />
            {words.orders.csv}
          </a>
        </div>
      </div>
      {reason !== null && (
        <Note tone="way">
          <p>
            {fill(words.verdicts.held, { reason: words.holdReasons[reason] })}{' '}
            <a href={PATH + queryOf({ ...without, state })}>{words.orders.everyReason}</a>
          </p>
        </Note>
      )}
      {passed !== null && (
        <Note tone="way">
          <p dir="auto">
            {passedText(passed, visit)} <a href={PATH + queryOf({ supplier })}>{words.orders.noFilter}</a>
          </p>
        </Note>
      )}
      {filter.isWrong && (
        <Note tone="you" isNews>
          <p>{words.orders.wrong}</p>
        </Note>
      )}
      <FindForm visit={visit} gateway={gateway} filter={filter} />
      {askedFor !== null && (
        <Note tone="way" isNews>
          <p dir="auto">{fill(words.orders.likely, { asked: askedFor, text: q ?? '' })}</p>
        </Note>
      )}
      <nav class="states" aria-label={words.orders.states}>
        <ul class="chips">
          <li>
            <a class="chip off" href={PATH + queryOf(without)} aria-current={state === null ? 'true' : undefined}>
              <Icon name="list" />
              {words.orders.all}
              {counts && <b>{counts.all}</b>}
            </a>
          </li>
          {STATES.map((one) => (
            <li>
              <a
                class={`chip ${ORDER_LOOKS[one].tone}`}
                href={PATH + queryOf({ ...without, state: one })}
                aria-current={state === one ? 'true' : undefined}
              >
                <Icon name={ORDER_LOOKS[one].icon} />
                {words.orders.filterStates[one]}
                {counts && <b>{counts[one]}</b>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {found.orders.length === 0 ? (
        <Sheet id="none" title={words.orders.noneTitle} class="sheet empty flow tight">
          <p class="soft">
            {found.cursor === null ? words.orders.none : words.orders.noneYet}{' '}
            <a href={PATH}>{words.orders.noFilter}</a>
          </p>
          {q !== null && found.cursor === null && <p>{words.orders.neverCame}</p>}
        </Sheet>
      ) : (
        <form class="sheet tick" action="/console/orders/bulk">
          <OrderTable
            {...{ visit, gateway, mayAct }}
            orders={found.orders}
            isOfMany={picked.length > 1}
            isTicked={tickAll.isTicked}
          />
          <div class="bulk">
            <p role="status">
              <b /> {words.bulk.ticked}
            </p>
            <a class="btn sm" href={PATH + queryOf({ ...without, state, reason, cursor: tickAll.cursor, tick: 'all' })}>
              {words.bulk.tickAll}
            </a>
            {BULK_ACTIONS.map((action) => (
              <button class="btn sm" type="submit" name="do" value={action}>
                {words.bulk[`${action}More`]}
              </button>
            ))}
          </div>
        </form>
      )}
      <nav class="head" aria-label={words.orders.pages}>
        <span class="soft">
          {found.orders.length > 0 && fill(words.orders.shown, { count: found.orders.length })}{' '}
          {found.cursor !== null && words.orders.goesOn}
        </span>
        <span class="acts">
          {Object.keys(filter.cursor).length > 0 && (
            <a class="btn sm" href={PATH + queryOf({ ...without, state, reason })}>
              {words.orders.newest}
            </a>
          )}
          {found.cursor !== null && (
            <a class="btn sm" rel="next" href={PATH + queryOf({ ...without, state, reason, cursor: found.cursor })}>
              {words.orders.older}
            </a>
          )}
        </span>
      </nav>
    </>
  )
}

/** Names the routes of the filter. */
function passedText({ refusedBefore, broughtBy }: PassedFilter, { words }: Visit): string {
  return refusedBefore === '*' || broughtBy === null
    ? words.orders.passed
    : fill(words.today.passed, { route: refusedBefore, broughtBy, count: '2' })
}

/** The orders that wait for a person come first. */
const STATES = ['held', ...ORDER_STATES.filter((state) => state !== 'held')] as const
