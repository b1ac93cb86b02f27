import type { OrderView } from '../../outbox/views.ts'

/** Changes whenever something happens to the order, so that nobody decides about an order that has moved on. */
export const orderState = ({ version, timeline }: OrderView): string => `${version}-${timeline.length}`
