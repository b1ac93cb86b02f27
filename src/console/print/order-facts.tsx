import { rolesOf } from '../../documents/content/roles.ts'
import type { Language } from '../../model/language.ts'
import type { Order } from '../../model/order/order.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { dayWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { customerName } from '../frame/customer-name.ts'
import { Fragment, h } from '../frame/jsx.ts'
import type { Visit } from '../frame/visit.ts'

interface FactsProps {
  readonly order: Order
  readonly supplier: Supplier
  readonly words: Visit['words']
  readonly language: Language
}

/** The head of an order on paper: whatever a person must key besides the lines. */
export function OrderFacts({ order, supplier, words, language }: FactsProps) {
  const { order: text, catalogue } = words
  const { date, time } = order.orderedOn
  const day = order.deliveryDate === null ? text.noDelivery : dayWords(order.deliveryDate, language)
  const ordered = `${dayWords(date, language)}, ${time.slice(0, 5)}`
  const name = customerName(order.customer, supplier)
  const roles = rolesOf(order, supplier)
  return (
    <dl>
      <dt>{text.deliveryDay}</dt>
      <dd>{order.deliveryTime ? `${day}, ${order.deliveryTime.time}` : day}</dd>
      <dt>{text.customer}</dt>
      <dd dir="auto">{name === order.customer ? name : `${name} (${order.customer})`}</dd>
      {(['soldTo', 'shipTo', 'billTo'] as const).map((role) =>
        roles[role] === null || roles[role] === order.customer ? null : (
          <>
            <dt>{catalogue.fields[role].label}</dt>
            <dd dir="auto">{roles[role]}</dd>
          </>
        ),
      )}
      <dt>{text.ordered}</dt>
      <dd dir="auto">{order.person === null ? ordered : fill(text.by, { time: ordered, person: order.person })}</dd>
    </dl>
  )
}
