import type { OrderView } from '../../outbox/views.ts'

/** Changes with every event of the order, so that no person decides about an outdated page. */
export const orderState = ({ version, timeline }: OrderView): string => `${version}-${timeline.length}`
