import type { BreakGlassOrders } from '../../model/break-glass-orders.ts'
import { changesBetween } from '../../model/order/line-changes.ts'
import type { Order } from '../../model/order/order.ts'
import type { RouteView } from '../../outbox/route/route-view.ts'
import { copyRankOf } from '../../profile/copy-routes.ts'
import { nameOfCustomer } from '../../profile/customer-names.ts'
import { adviceText } from '../../profile/desk-advice.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { inSupplierTerms } from '../../profile/translation.ts'
import { dayWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { localNumber } from '../../text/local-number.ts'
import { customerName } from '../frame/customer-name.ts'
import { erpText } from '../frame/erp-text.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { mayDo } from '../frame/may-do.ts'
import { orderPath } from '../frame/paths.ts'
import { moment } from '../frame/times.ts'
import type { ConsoleContext, Visit } from '../frame/visit.ts'
import { MOST, paperTick } from '../orders/chosen-orders.ts'
import { OrderFacts } from './order-facts.tsx'
import { OrderLines } from './order-lines.tsx'
import { printPage } from './print-page.tsx'
import type { Coming } from './takeover.ts'

type Printed = BreakGlassOrders['orders'][number]

interface ToKey {
  readonly name: string
  readonly supplier: Supplier
  readonly waiting: BreakGlassOrders
  /** The routes to receivers that still send orders of the list by themselves. */
  readonly routes: readonly string[]
  readonly takeover: Coming['takeover']
}

type Words = Visit['words']['print']

/** A copy to people brings no order into the ERP. */
export function sendingRoutes(supplier: Supplier, routes: readonly RouteView[], { sending }: Coming): string[] {
  const rankOf = copyRankOf(supplier)
  return routes
    .filter(({ route, state }) => state === 'open' && sending.has(route) && rankOf(route) === 0)
    .map(({ route }) => route)
}

/** No person knows whether an uncertain order is missing, so the title counts it separately. */
function titleOf(count: number, uncertain: number, none: string, { print, today }: Visit['words']): string {
  if (count === 0) return uncertain === 0 ? none : fill(print.onlyUncertain, { count: uncertain })
  const missing = fill(print.toKey, { count })
  return uncertain === 0 ? missing : `${missing}, ${fill(today.uncertain, { count: uncertain })}`
}

/** A system that recovers gets the orders by itself, also an order that a person has keyed. */
const PauseFirst = ({ name, routes, print }: Pick<ToKey, 'name' | 'routes'> & { print: Words }) =>
  routes.length === 0 ? null : (
    <p class="w no">
      {print.pauseFirst}
      {routes.map((route) => (
        <>
          <br />
          <a href={`/console/routes/${encodeURIComponent(name)}/${encodeURIComponent(route)}/do/pause`}>
            {fill(print.pauseRoute, { route })}
          </a>
        </>
      ))}
    </p>
  )

/** The orders that wait, to key in by hand during an outage: by delivery day, then by customer. */
export function toKeyPage(c: ConsoleContext, { name, supplier, waiting, routes, takeover }: ToKey) {
  const { words, language } = c.var.visit
  const { print } = words
  const { unread, left, madeAt } = waiting
  // Nobody keys or changes a cancelled order.
  const [cancelled, orders] = [waiting.orders.filter(isCancelled), waiting.orders.filter((one) => !isCancelled(one))]
  const missing = orders.filter(({ work, mayHaveArrived }) => work === 'key' && !mayHaveArrived)
  const [mailed, plain] = [missing.filter(isMailed), missing.filter((printed) => !isMailed(printed))]
  const uncertain = orders.filter(({ work, mayHaveArrived }) => work === 'key' && mayHaveArrived)
  const count = missing.length + unread.length + left
  const none = waiting.orders.length === 0 ? print.noneToKey : print.nothingNew
  const title = titleOf(count, uncertain.length, none, words)
  const mayReport = mayDo(c, 'doneOrder')
  const ticked = new Set(mayReport ? [...new Set([...mailed, ...orders])].slice(0, MOST) : [])
  const ofDays = (some: readonly Printed[], heading: string | null) =>
    some.length > 0 && (
      <>
        {heading && <h2>{heading}</h2>}
        <Days
          {...{ name, orders: some, supplier, visit: c.var.visit }}
          tickOf={(one) => ticked.has(one) && paperTick(name, one.orderId, one.version)}
        />
      </>
    )
  return printPage(c, {
    ...{ title: `${supplier.name} · ${title}`, lang: language, paper: 'a4' },
    links: (
      <>
        <a href="/console/statements">{print.back}</a>
        <a href={`/console/statements/print/${encodeURIComponent(name)}?as=file`} download>
          {print.asFile}
        </a>
        <span>{print.how}</span>
      </>
    ),
    body: (
      <form action="/console/orders/bulk">
        <h1>{title}</h1>
        <p>
          <strong dir="auto">{supplier.name}</strong> ·{' '}
          {fill(print.printedAt, { time: `${dayWords(madeAt.date, language)}, ${madeAt.time.slice(0, 5)}` })}
        </p>
        {count + uncertain.length > 0 && <p>{mayReport ? print.keyThem : print.keyThemAsk}</p>}
        {mayDo(c, 'pause') && <PauseFirst {...{ name, routes, print }} />}
        {takeover && (
          <p class="w">
            {fill(print.takesOver, { ...takeover, time: moment(takeover.at, c.var.visit, supplier.timeZone) })}
          </p>
        )}
        {left > 0 && <p class="w">{fill(print.left, { count: left })}</p>}
        {ofDays(mailed, print.onlyMailed)}
        {ofDays(plain, mailed.length > 0 ? print.others : null)}
        {ofDays(uncertain, print.uncertain)}
        {unread.length > 0 && (
          <section>
            <h2>{print.unread}</h2>
            {unread.map(({ name: number, why }) => (
              <article>
                <h3 dir="auto">{number}</h3>
                <p dir="auto">{why}</p>
              </article>
            ))}
          </section>
        )}
        {(['change', 'elsewhere'] as const).map((work) =>
          ofDays(
            orders.filter((printed) => printed.work === work),
            print[work],
          ),
        )}
        {ofDays(cancelled, adviceText('cancel-perhaps', language))}
        {ticked.size > 0 && (
          <p class="no">
            <button type="submit" name="do" value="keyed">
              {print.markKeyed}
            </button>
          </p>
        )}
      </form>
    ),
  })
}

const isCancelled = ({ cancelled }: Printed): boolean => cancelled
const isMailed = ({ isOnlyMailed }: Printed): boolean => isOnlyMailed

interface DaysProps {
  /** The key of the supplier. */
  readonly name: string
  readonly orders: readonly Printed[]
  readonly supplier: Supplier
  readonly visit: Visit
  /** The value of the box of an order; false for an order without a box. */
  readonly tickOf: (order: Printed) => string | false
}

const Days = ({ name, orders, supplier, visit, tickOf }: DaysProps) => {
  const { words, language } = visit
  const { print } = words
  return (
    <>
      {byDay(orders).map(([date, group]) => (
        <section>
          <h2>{date === '' ? print.noDay : fill(print.deliver, { day: dayWords(date, language) })}</h2>
          {sorted(group, supplier).map((printed) => (
            <article>
              <div class="h">
                <h3 dir="auto">
                  {customerName(printed.order.customer, supplier)}
                  {nameOfCustomer(printed.order.customer, supplier) && <small>{printed.order.customer}</small>}
                </h3>
                <h3 dir="auto">
                  <Tick value={tickOf(printed)} label={fill(print.tickKeyed, { order: printed.order.number })} />
                  {printed.order.number}
                  <small>{fill(words.order.version, { version: printed.version })}</small>
                </h3>
              </div>
              {printed.cancelled && <p class="w">{print.cancelled}</p>}
              {(printed.work !== 'key' || printed.isOnlyMailed) && (
                <p class="w">{erpText(printed.holdings, visit, supplier)}</p>
              )}
              {printed.keyFor && <p class="w">{fill(print.keyFor, { routes: printed.keyFor })}</p>}
              {printed.isOnlyMailed && (
                <p class="no">
                  <a href={orderPath(name, printed.orderId)}>
                    {fill(words.today.look, { order: printed.order.number })}
                  </a>
                </p>
              )}
              <Becomes printed={printed} supplier={supplier} visit={visit} />
              {printed.work === 'key' && printed.mayHaveArrived && <p class="w">{print.mayHaveArrived}</p>}
              <p dir="auto">{printed.why}</p>
              <OrderFacts order={printed.order} supplier={supplier} words={words} language={language} />
              {/* Nobody keys or picks a cancelled order. */}
              {!printed.cancelled && (
                <OrderLines order={printed.order} supplier={supplier} words={words} language={language} />
              )}
            </article>
          ))}
        </section>
      ))}
    </>
  )
}

/** The changes that a person makes in the order that the ERP has. */
function Becomes({
  printed: { order, before },
  supplier,
  visit,
}: Pick<DaysProps, 'supplier' | 'visit'> & { printed: Printed }) {
  if (before === null) return null
  const amount = ({ quantity }: Order['lines'][number]): string => localNumber(quantity, visit.language)
  const [old, now] = [inSupplierTerms(before, supplier), inSupplierTerms(order, supplier)]
  return (
    <ul>
      {changesBetween(old, now, { was: amount, becomes: amount }).map(({ name, article, was, becomes }) => (
        <li dir="auto">{fill(visit.words.print.becomes, { article: `${article} ${name}`, was, becomes })}</li>
      ))}
    </ul>
  )
}

const Tick = ({ value, label }: { value: string | false; label: string }) =>
  value === false ? null : <input type="checkbox" name="order" value={value} aria-label={label} />

/** The earliest day first; orders without a day come first of all, because a person must ask for the day. */
function byDay(orders: readonly Printed[]): [string, Printed[]][] {
  const days = Map.groupBy(orders, ({ order }) => order.deliveryDate ?? '')
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1))
}

const sorted = (group: readonly Printed[], supplier: Supplier): Printed[] =>
  [...group].sort((a, b) =>
    customerName(a.order.customer, supplier).localeCompare(customerName(b.order.customer, supplier)),
  )
