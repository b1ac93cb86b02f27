import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { type FakeOrder, makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { MORNING } from '../fakes/clock.ts'
import type { pollingGateway } from '../fakes/polling-gateway.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Writes both marks to the order API. */
export const BOTH = { marks: { fetched: true, viewed: true } }

/** An order at Apicbase. */
export const placed = (at: number, more: object = {}): FakeOrder => ({
  ...makeOrder(at, MORNING - HOUR, dice),
  ...more,
})

const dice = createDice(5)

type Gateway = ReturnType<typeof pollingGateway>

/** The requests that write marks. */
export const patches = ({ fake }: Gateway) => fake.log.requests.filter(({ method }) => method === 'PATCH')

export const marksOf = ({ fake }: Gateway, orders: readonly FakeOrder[]) =>
  orders.map(({ id }) => {
    const { fetchedAt, viewedAt } = fake.book.marksOf(id)
    return `${fetchedAt ? 'fetched' : '-'} ${viewedAt ? 'viewed' : '-'}`
  })

/** The alerts about marks. */
export const told = ({ box }: Gateway) => box.troubles.filter(({ kind }) => kind === 'marking-failed')

/** Runs the cron every five minutes. */
export async function cron(gateway: Gateway, runs: number): Promise<void> {
  for (let run = 0; run < runs; run++) {
    await gateway.mark()
    await gateway.box.pass(5 * MINUTE)
  }
}
