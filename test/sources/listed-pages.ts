import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { type FakeOrder, makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { MORNING } from '../fakes/clock.ts'
import { type PollingWish, pollingGateway } from '../fakes/polling-gateway.ts'

export const dice = createDice(12)
const orders = (count: number): FakeOrder[] =>
  Array.from({ length: count }, (_, at) => makeOrder(at, MORNING - (count - at) * 60_000, dice))

/** Pages of ten orders. */
export function pages(count: number, wish: PollingWish = {}) {
  const gateway = pollingGateway({ ...wish, api: { mode: 'both', pageSize: 10, ...wish.api } })
  gateway.fake.book.place(...orders(count))
  const accepted = () => gateway.box.sql.all('SELECT id FROM orders WHERE version > 0').length
  return { ...gateway, accepted }
}
