import type { DeliveryKey } from './due.ts'

/** The values that find one delivery, in the sequence of its primary key: for `order_id`, `version` and `route`. */
export const keyValues = ({ orderId, version, route }: DeliveryKey) => [orderId, version, route] as const
