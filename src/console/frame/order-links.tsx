import { orderPath } from './paths.ts'

interface Props {
  /** The supplier in addresses. */
  readonly name: string
  readonly orders: readonly { readonly orderId: string; readonly orderNumber: string | null }[]
}

/** The numbers of several orders, each with a link to its page. */
export const OrderLinks = ({ name, orders }: Props) => (
  <>
    {orders.map(({ orderId, orderNumber }, at) => (
      <>
        {at > 0 && ', '}
        <a class="nw" href={orderPath(name, orderId)} dir="auto">
          {orderNumber ?? orderId}
        </a>
      </>
    ))}
  </>
)
