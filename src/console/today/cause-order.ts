import type { OpenDelivery } from '../../outbox/desk-view.ts'

/** An order as a cause lists the order. */
export type CauseOrder = Pick<
  OpenDelivery,
  'orderId' | 'orderNumber' | 'customer' | 'version' | 'route' | 'holdReason' | 'isCopy' | 'missing' | 'cutOff'
>
