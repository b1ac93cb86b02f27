import type { Order } from '../../model/order/order.ts'
import type { OrderView } from '../../outbox/views.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { erpText } from '../frame/erp-text.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { orderPath } from '../frame/paths.ts'
import { moment } from '../frame/times.ts'
import type { ConsoleContext } from '../frame/visit.ts'
import { orderHoldings } from '../order/order-holdings.ts'
import { standingVersion } from '../order/routes-of-action.ts'
import { verdictOf } from '../order/verdict.ts'
import { OrderFacts } from './order-facts.tsx'
import { OrderLines } from './order-lines.tsx'
import { printPage } from './print-page.tsx'

interface Slip {
  readonly name: string
  readonly supplier: Supplier
  readonly view: OrderView
  readonly content: Order
  readonly paper: 'a4' | 'receipt'
}

/** The slip of one order, for the warehouse: A4, or the width of a receipt. */
export function slip(c: ConsoleContext, { name, supplier, view, content, paper }: Slip) {
  const { words, language, now } = c.var.visit
  const { print, order: text } = words
  const holdings = orderHoldings(view, supplier)
  const back = orderPath(name, view.orderId)
  const isCancelled = standingVersion(view)?.status === 'cancelled'
  // A cancellation has the content of the version before.
  const versions = view.versions.filter((one) => one.status !== 'cancelled')
  const version = standingVersion({ ...view, versions })?.version ?? view.version
  return printPage(c, {
    ...{ title: content.number, lang: language, paper },
    links: (
      <>
        <a href={back}>{print.back}</a>
        {paper === 'a4' ? (
          <a href={`${back}/slip?paper=receipt`}>{print.onReceipt}</a>
        ) : (
          <a href={`${back}/slip`}>{print.onA4}</a>
        )}
        <span>{print.how}</span>
      </>
    ),
    body: (
      <>
        <h1 dir="auto">{content.number}</h1>
        <p dir="auto">
          {supplier.name} · {fill(text.version, { version })}
        </p>
        {isCancelled && <p class="w">{print.cancelled}</p>}
        <p class="w">
          {verdictOf(view, c.var.visit, holdings, supplier).text} {erpText(holdings, c.var.visit, supplier)}
        </p>
        <OrderFacts order={content} supplier={supplier} words={words} language={language} />
        <OrderLines order={content} supplier={supplier} words={words} language={language} />
        <p>{fill(print.printedAt, { time: moment(now, { now: 0, language }, supplier.timeZone) })}</p>
      </>
    ),
  })
}
