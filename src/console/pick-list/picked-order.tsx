import type { PickedOrder } from '../../exports/pick-list.ts'
import { dayWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { localNumber } from '../../text/local-number.ts'
import type { Visit } from '../frame/visit.ts'
import { PaperLines } from '../print/order-lines.tsx'

interface OrderProps {
  readonly order: PickedOrder
  readonly visit: Visit
}

/** One order of the pick list: its marks, then its lines with boxes to tick. */
export function PickedOrderSheet({ order, visit }: OrderProps) {
  const { words, language } = visit
  return (
    <article>
      <div class="h">
        <h3 dir="auto">
          {order.orderNumber}
          <small>{fill(words.order.version, { version: String(order.version) })}</small>
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
function Marks({ order, visit }: OrderProps) {
  const { words, language } = visit
  const { pick } = words
  const why = order.holds.map(({ route, reason }) =>
    fill(pick.heldWhy, { route, reason: reason === null ? words.orderStates.held : words.holdReasons[reason] }),
  )
  const sentences = [...decisions(order, visit), ...why]
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

function decisions({ isReleased, holds, other }: PickedOrder, { words: { pick }, language }: Visit): string[] {
  if (other === null) return !isReleased ? [pick.held] : holds.length > 0 ? [pick.partly] : []
  if (other.isCancellation) return [pick.cancellation]
  const [at, none] = isReleased ? [pick.newDay, pick.newNoDay] : [pick.otherDay, pick.otherNoDay]
  const { version, deliveryDate } = other
  const day = deliveryDate === null ? '' : dayWords(deliveryDate, language)
  const values = { version: String(version), day }
  return [isReleased ? fill(pick.change, values) : pick.held, fill(day === '' ? none : at, values)]
}
