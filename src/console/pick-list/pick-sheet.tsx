import type { PickList } from '../../exports/pick-list.ts'
import { addDays } from '../../model/local-time.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { colonIn } from '../../text/colon.ts'
import { dayWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { orderLabel } from '../frame/order-links.tsx'
import type { ConsoleContext } from '../frame/visit.ts'
import { printPage } from '../print/print-page.tsx'
import { pickCsvPath, pickListPath } from './pick-path.ts'
import { PickedOrderSheet } from './picked-order.tsx'
import { Totals } from './totals.tsx'

interface SheetWish {
  readonly name: string
  readonly supplier: Supplier
  readonly list: PickList
  /** The start of this part; null for the first part. */
  readonly before: number | null
}

/** The pick list of a delivery day on A4: the totals by article, then the orders by customer. */
export function pickSheet(c: ConsoleContext, { name, supplier, list, before }: SheetWish) {
  const { visit } = c.var
  const { words, language } = visit
  const { pick, print, statements } = words
  const { day, orders, totals, unread, next, madeAt } = list
  const title = fill(pick.title, { day: dayWords(day, language) })
  const held = orders.filter(({ isReleased }) => !isReleased).length
  const undecided = orders.filter(({ isUndecided }) => isUndecided).length
  const customers = Map.groupBy(orders, ({ customer }) => customer)
  const isPart = before !== null || next !== null
  return printPage(c, {
    ...{ title: `${supplier.name} · ${title}`, lang: language, paper: 'a4' },
    links: (
      <>
        <a href="/console/statements">{print.back}</a>
        <a href={pickListPath(name, { day: addDays(day, -1) })}>{statements.earlier}</a>
        <a href={pickListPath(name, { day: addDays(day, 1) })}>{statements.later}</a>
        {before !== null && <a href={pickListPath(name, { day })}>{pick.firstPart}</a>}
        {next !== null && <a href={pickListPath(name, { day, before: next })}>{pick.nextPart}</a>}
        <a href={pickCsvPath(name, { day, before })} download>
          {pick.csv}
        </a>
        <span>{print.how}</span>
      </>
    ),
    body: (
      <>
        <h1>{title}</h1>
        <p>
          <strong dir="auto">{supplier.name}</strong> ·{' '}
          {fill(print.printedAt, { time: `${dayWords(madeAt.date, language)}, ${madeAt.time.slice(0, 5)}` })}
        </p>
        {isPart && <p class="w">{next === null ? pick.further : pick.cut}</p>}
        {orders.length === 0 && unread.length === 0 ? (
          <p>{pick.none}</p>
        ) : (
          <p>
            {fill(pick.counted, { count: orders.length - held - undecided, held })}
            {undecided > 0 && ` ${pick.undecided}${colonIn(language)} ${undecided}.`}
          </p>
        )}
        {totals.length > 0 && <Totals totals={totals} visit={visit} />}
        {[...customers].map(([customer, some]) => (
          <section>
            <h2 dir="auto">
              {some[0]?.customerName ?? customer}
              {some[0]?.customerName !== null && <small>{customer}</small>}
            </h2>
            {some.map((order) => (
              <PickedOrderSheet name={name} order={order} visit={visit} />
            ))}
          </section>
        ))}
        {unread.length > 0 && (
          <section>
            <h2>{print.unread}</h2>
            {unread.map((order) => (
              <article>
                <h3 dir="auto">{orderLabel(order)}</h3>
              </article>
            ))}
          </section>
        )}
      </>
    ),
  })
}
