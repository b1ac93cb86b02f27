import type { Check } from '../../crash/check.ts'
import type { Ending } from '../ending.ts'
import type { Ledger, StormOrder } from '../ledger.ts'
import { discardedSent, doubled, olderAfterNewer, sentAfterDone } from './arrivals.ts'
import { keysWithTwoBodies, numbersUsedTwice } from './keys.ts'
import { type Absence, lost } from './lost.ts'
import { unheardRejections } from './told.ts'

/** What must hold between what chefs were answered, what the desk did, and what receivers got, whatever the gateway says of itself. */
export function judge(ledger: Ledger, ending: Ending, csvAbsences: readonly Absence[]): Check[] {
  const named = ({ orderId, why }: { orderId: string; why: string }): string =>
    `${ledger.orders.get(orderId)?.number ?? orderId}: ${why}`
  return [
    {
      name: 'every order with a 2xx comes by every route, or is settled by a person',
      broken: ofEach(ledger, (all, order) => lost(all, order, csvAbsences)),
    },
    ...judgeArrivals(ledger),
    { name: 'whatever waits for a person, or is late, has been told', broken: ending.untold.map(named) },
    { name: 'every rejection is told', broken: unheardRejections(ledger).map(({ why }) => why) },
    { name: 'everything is settled in the end', broken: ending.stuck.map(named) },
    {
      name: 'every posting that was answered was answered 2xx or 503',
      broken: ledger.postings
        .filter(({ code }) => code !== 0 && code !== 200 && code !== 503)
        .map(({ orderId, code, detail }) => `${ledger.orders.get(orderId)?.number}: ${code} ${detail}`),
    },
  ]
}

/** What can be judged at any moment, from what has come so far. */
export const judgeArrivals = (ledger: Ledger): Check[] => [
  {
    name: 'no content comes twice by a route, or by two of a chain, without a mark',
    broken: ofEach(ledger, doubled),
  },
  { name: 'no older content comes after a newer one by a route', broken: ofEach(ledger, olderAfterNewer) },
  { name: 'no discarded version is sent', broken: ofEach(ledger, discardedSent) },
  { name: 'nothing is sent that a person has marked done', broken: ofEach(ledger, sentAfterDone) },
  { name: 'no key has two bodies', broken: keysWithTwoBodies(ledger.arrivals) },
  { name: 'no control number stands in two documents', broken: numbersUsedTwice(ledger.arrivals) },
  { name: 'every document is of an order that was placed', broken: strangers(ledger) },
]

const ofEach = (ledger: Ledger, rule: (ledger: Ledger, order: StormOrder) => string[]): string[] =>
  [...ledger.orders.values()].flatMap((order) => rule(ledger, order))

function strangers({ arrivals, orders }: Ledger): string[] {
  const contents = new Map([...orders.values()].map(({ number, contents }) => [number, new Set(contents)]))
  return arrivals.flatMap(({ route, parts, key }) =>
    parts
      .filter(({ orderNumber, content, mark }) => mark !== 'test' && !contents.get(orderNumber)?.has(content))
      .map(({ orderNumber, content }) => `${route} ${key}: order '${orderNumber}', content ${content}`),
  )
}
