import { Fragment, h } from './jsx.ts'
import { orderPath } from './paths.ts'

/** An order as a link needs it. */
export interface LinkedOrder {
  readonly orderId: string
  readonly orderNumber: string | null
}

interface LinkProps {
  /** The name of the supplier in the configuration. */
  readonly name: string
  readonly order: LinkedOrder
  readonly class?: string
  readonly dir?: 'auto'
}

export const OrderLink = ({ name, order, ...look }: LinkProps) => (
  <a href={orderPath(name, order.orderId)} {...look}>
    {orderLabel(order)}
  </a>
)

/** The number of the order, or the id of an order without a number. */
export const orderLabel = ({ orderNumber, orderId }: LinkedOrder): string => orderNumber ?? orderId

/** Orders as links, with commas between the links. */
export const OrderLinks = ({ name, orders }: { readonly name: string; readonly orders: readonly LinkedOrder[] }) => (
  <>
    {orders.map((order, at) => (
      <>
        {at > 0 && ', '}
        <OrderLink name={name} order={order} class="nw" dir="auto" />
      </>
    ))}
  </>
)
