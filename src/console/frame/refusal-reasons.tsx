import { chefText } from '../../model/problem-text.ts'
import type { RefusedOrder } from '../../outbox/refusals.ts'
import { languageFor } from '../../profile/language.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { Fragment, h } from './jsx.ts'
import { liveText } from './live-text.ts'
import { OrderLinks } from './order-links.tsx'
import type { Visit } from './visit.ts'

interface ReasonsProps {
  readonly visit: Visit
  readonly supplier: Supplier
  /** The supplier in addresses. */
  readonly name: string
  readonly customer: string | null
  readonly orders: readonly RefusedOrder[]
  /** The lines of a single order. */
  readonly content?: string
  /** After the call, the page only shows the version that still counts. */
  readonly isCalled?: boolean
}

/** Each reason of a customer's refusals once, with the orders: the version that still counts, and the words that the chef read. */
export function RefusalReasons({ visit, supplier, name, customer, orders, content = '', isCalled }: ReasonsProps) {
  const { words, language } = visit
  const { theyRead, theyReadTranslated } = words.today
  const live = (order: RefusedOrder): string => liveText(order, visit, supplier.timeZone)
  const read = ({ problems }: RefusedOrder): string =>
    isCalled ? '' : problems.map((problem) => chefText(problem, language)).join(' ')
  return [...Map.groupBy(orders, (order) => live(order) + read(order)).values()].map((same) => {
    const text = same.map(live)[0]
    const quote = same.map(read)[0]
    return (
      <>
        <p dir="auto">
          <OrderLinks name={name} orders={same} />
          {content}
        </p>
        {text && (
          <p>
            <strong>{text}</strong>
          </p>
        )}
        {quote && (
          <>
            <p class="soft">{languageFor(customer, supplier) === language ? theyRead : theyReadTranslated}</p>
            <q dir="auto">{quote}</q>
          </>
        )}
      </>
    )
  })
}
