import type { PickedOrder } from '../../exports/pick-list.ts'
import { fill } from '../../text/fill.ts'
import { localNumber } from '../../text/local-number.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { OrderLink } from '../frame/order-links.tsx'
import type { Visit } from '../frame/visit.ts'
import { PaperLines } from '../print/order-lines.tsx'
import { markSentences } from './marks.ts'

interface OrderProps {
  /** The supplier in addresses. */
  readonly name: string
  readonly order: PickedOrder
  readonly visit: Visit
}

/** One order of the pick list: its marks, then its lines with boxes to tick. */
export function PickedOrderSheet({ name, order, visit }: OrderProps) {
  const { words, language } = visit
  return (
    <article>
      <div class="h">
        <h3 dir="auto">
          <OrderLink name={name} order={order} />
          <small>{fill(words.order.version, { version: order.version })}</small>
        </h3>
        {order.deliveryTime !== null && <h3>{order.deliveryTime}</h3>}
      </div>
      <Marks order={order} visit={visit} />
      {order.shipTo !== order.customer && <p dir="auto">{fill(words.pick.deliverTo, { number: order.shipTo })}</p>}
      <PaperLines lines={order.lines} remarks={order.remarks} words={words} language={language} />
    </article>
  )
}

/** Says what a person must decide before the order is picked. */
function Marks({ order, visit }: Omit<OrderProps, 'name'>) {
  const { words, language } = visit
  const sentences = markSentences(order, visit)
  if (sentences.length === 0) return null
  const changes = order.other?.changes ?? []
  return (
    <>
      <p class="w" dir="auto">
        {sentences.join(' ')}
      </p>
      {changes.length > 0 && (
        <ul>
          {changes.map(({ article, name, was, becomes }) => (
            <li dir="auto">
              {fill(words.print.becomes, {
                article: `${article} ${name}`,
                was: localNumber(was, language),
                becomes: localNumber(becomes, language),
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
