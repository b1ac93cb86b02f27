import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import { answerChecks } from './answer-checks.ts'
import type { Check } from './check.ts'
import { createCustomer } from './customer.ts'
import { deliveryChecks } from './delivery-checks.ts'
import { createDesk } from './desk.ts'
import { deskChecks, releaseSome } from './desk-checks.ts'
import type { Gateway } from './gateway.ts'
import { arrive, type Counters, createCounter, throwMoment } from './kill-moment.ts'
import type { Receiver } from './receiver.ts'
import { LEASE_MS, type Setting } from './setting.ts'

export interface Plan {
  /** Part of every order id, so that two runs can't be taken for one. */
  readonly name: string
  readonly kills: number
  readonly orders: number
}

export interface Cast {
  readonly gateway: Gateway
  readonly receiver: Receiver
  readonly setting: Setting
  readonly dice: Dice
}

const PLACED_LIMIT_MS = 60_000
const SETTLED_LIMIT_MS = LEASE_MS * 10

/** All the lives of one gateway on one storage, then the time it needs to settle, then what must hold. */
export async function run(plan: Plan, { gateway, receiver, setting, dice }: Cast): Promise<Check[]> {
  const counters: Counters = {
    'as an order is posted': createCounter(),
    'as an order is answered': createCounter(),
    'as a document leaves': createCounter(),
  }
  const customer = createCustomer(gateway.url, setting, plan.orders, plan.name, dice.fork())
  customer.onPost = counters['as an order is posted'].count
  customer.onAnswer = counters['as an order is answered'].count
  receiver.onRequest = counters['as a document leaves'].count
  const moments = Array.from({ length: plan.kills }, () => throwMoment(dice, (2 * plan.orders) / plan.kills))
  for (const [life, moment] of moments.entries()) {
    for (const counter of Object.values(counters)) counter.reset()
    if (moment.when === 'while it starts') gateway.launch()
    else {
      await gateway.start()
      customer.allow(Math.ceil((plan.orders * (life + 1)) / (plan.kills + 1)))
    }
    await arrive(moment, counters)
    customer.wait()
    await gateway.kill()
    const answered = customer.orders.filter(({ answers }) => answers.length > 0).length
    console.log(`kill ${life + 1} ${moment.when}, + ${moment.afterMs} ms: ${answered} orders answered`)
  }
  await gateway.start()
  customer.allow(plan.orders)
  await Promise.race([customer.done, sleep(PLACED_LIMIT_MS)])

  const desk = createDesk(gateway.url, setting)
  const atFirst = await desk.settled(SETTLED_LIMIT_MS)
  const held = await desk.list('held')
  await receiver.toldOf(held.map(({ orderId }) => orderId))
  const released = await releaseSome(desk, held, dice)
  const atLast = await desk.settled(SETTLED_LIMIT_MS)

  const { orders, unanswered } = customer
  const postings = orders.reduce((sum, order) => sum + order.postings, 0)
  const edited = orders.filter(({ edits }) => edits > 0).length
  console.log(`${postings} postings, ${unanswered} without an answer, ${edited} orders edited`)
  console.log(`${receiver.arrivals.length} documents came in whole; ${moodsOf(receiver.moods)}`)
  console.log(`${held.length} orders held, ${released.size} of them released; slowest answer ${customer.slowestMs} ms`)
  const seen = { customer, receiver, setting, held, released, pending: [...atFirst, ...atLast] }
  return [
    ...answerChecks(customer, plan.orders),
    ...deliveryChecks(receiver.arrivals, orders),
    ...(await deskChecks(desk, seen)),
  ]
}

const moodsOf = (moods: ReadonlyMap<string, number>): string =>
  [...moods].map(([mood, times]) => `${mood} ${times}`).join(', ')
