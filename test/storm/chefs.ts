import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import type { FakeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { webhookCall } from '../../src/cli/fake-apicbase/webhook-sender.ts'
import type { Counters } from '../crash/kill-moment.ts'
import type { Posting, StormOrder } from './ledger.ts'
import { ARTICLES, SUPPLIERS, type SupplierName, UNKNOWN_ARTICLE } from './setting.ts'
import { type Busy, createBusy, type World } from './world.ts'

/** Restaurants that order, change their mind, order the same again, take a change back, and lose their line. */
export interface Chefs {
  readonly busy: Busy
  /** Resolves when nobody orders any more. */
  readonly done: Promise<void>
}

const AT_ONCE = 5
const PAUSE_MS = 3_000
const PATIENCE_MS = 15_000
/** Of the postings, this part loses its line while the gateway lives on. */
const DROPS = 0.12
const DROPPED_WITHIN_MS = 40
/** Longer than a posting whose line was dropped may still be on its way: else it could overtake the next. */
const NEXT_TRY_MS = 1_500
const SECOND_THOUGHTS_MS = 12_000
const TRIES = 6

type SecondThought = 'nothing' | 'change' | 'same' | 'revert'
const SECOND_THOUGHTS: readonly [SecondThought, ...SecondThought[]] = [
  'revert',
  ...Array<SecondThought>(9).fill('nothing'),
  ...Array<SecondThought>(5).fill('change'),
  ...Array<SecondThought>(2).fill('same'),
]

export function openChefs(world: World, counters: Counters): Chefs {
  const { ledger, book } = world
  const busy = createBusy()
  let count = 0

  async function work(dice: Dice): Promise<void> {
    for (; !world.isOver; await sleep(dice.below(PAUSE_MS))) {
      if (world.weather === 'storm') await busy.during(() => send(newOrder(dice), dice))
    }
  }

  function newOrder(dice: Dice): { order: StormOrder; article: string; customer: string } {
    const at = String(count++).padStart(4, '0')
    const order: StormOrder = {
      supplier: dice.pick(SUPPLIERS),
      id: `storm-${world.name}-${at}`,
      number: `PO-${world.name}-${at}`,
      contents: [1 + dice.below(90)],
      listed: [],
    }
    ledger.orders.set(order.id, order)
    return {
      order,
      article: dice.chance(0.08) ? UNKNOWN_ARTICLE : dice.pick(ARTICLES),
      customer: `C-${dice.below(6)}`,
    }
  }

  async function send(given: ReturnType<typeof newOrder>, dice: Dice): Promise<void> {
    const { order } = given
    // The webhook never called: only the list has it.
    if (order.supplier === 'squall' && dice.chance(0.08)) {
      book.place(apicbaseOrder(given, 'ORDERED'))
      order.listed.push(order.contents.at(-1) ?? 0)
      return
    }
    for (let tries = 0; tries < TRIES && !world.isOver; tries++) {
      const posting = await post(given, dice)
      if (posting.code === 200) {
        list(given)
        const thought = dice.pick(SECOND_THOUGHTS)
        if (thought === 'nothing') return
        void secondThought(given, thought, dice.fork())
        return
      }
      await sleep(NEXT_TRY_MS)
      if (dice.chance(0.1)) return
      if (dice.chance(1 / 3)) edit(order)
    }
  }

  async function secondThought(given: ReturnType<typeof newOrder>, thought: SecondThought, dice: Dice): Promise<void> {
    const { order } = given
    await sleep(dice.below(SECOND_THOUGHTS_MS))
    while (world.weather === 'calm') await sleep(200)
    if (world.weather !== 'storm') return
    if (thought === 'change') edit(order)
    if (thought === 'revert') {
      edit(order)
      await busy.during(() => post(given, dice))
      await sleep(NEXT_TRY_MS)
      if (world.weather !== 'storm') return
      order.contents.push(order.contents.at(-2) ?? order.contents[0] ?? 1)
    }
    const posting = await busy.during(() => post(given, dice))
    if (posting.code === 200) list(given)
  }

  /** A 2xx makes it an order that Apicbase lists. */
  function list(given: ReturnType<typeof newOrder>): void {
    if (given.order.supplier !== 'squall') return
    const listed = apicbaseOrder(given, 'ORDERED')
    if (book.find(given.order.id)) book.put(listed)
    else book.place(listed)
    given.order.listed.push(given.order.contents.at(-1) ?? 0)
  }

  async function post(given: ReturnType<typeof newOrder>, dice: Dice): Promise<Posting> {
    const { order } = given
    const supplier = order.supplier as SupplierName
    const { body, headers } = webhookCall(apicbaseOrder(given, 'ORDERED'), {
      secret: world.setting.webhookSecret,
      form: 'raw',
      rendering: 'compact',
    })
    const posting: Posting = {
      ...{ orderId: order.id, content: order.contents.at(-1) ?? 0, at: Date.now() },
      ...{ answeredAt: null, code: 0, status: null, version: null, detail: '' },
    }
    ledger.postings.push(posting)
    counters['as an order is posted'].count()
    const limitMs = dice.chance(DROPS) ? 1 + dice.below(DROPPED_WITHIN_MS) : PATIENCE_MS
    try {
      const signal = AbortSignal.timeout(limitMs)
      const url = `${world.gateway.url}/webhooks/${world.keys[supplier]}`
      const response = await fetch(url, { method: 'POST', body, headers, signal })
      const text = await response.text()
      const answer: { status?: string; version?: number; detail?: string; holdReason?: string } = JSON.parse(text)
      posting.answeredAt = Date.now()
      counters['as an order is answered'].count()
      posting.code = response.status
      posting.status = response.ok ? (answer.status ?? null) : null
      posting.version = response.ok ? (answer.version ?? null) : null
      posting.detail = answer.holdReason ?? answer.detail ?? ''
    } catch (error) {
      // Cut, refused or too slow: nobody can tell from here whether the order was stored.
      posting.detail = error instanceof Error ? error.name : ''
    }
    return posting
  }

  const all = Array.from({ length: AT_ONCE }, () => work(world.dice.fork()))
  return { busy, done: Promise.all(all).then(() => {}) }
}

/** Every content of an order has a quantity of its own. */
function edit({ contents }: StormOrder): void {
  contents.push(Math.max(...contents) + 100)
}

function apicbaseOrder(
  { order, article, customer }: { order: StormOrder; article: string; customer: string },
  status: FakeOrder['status'],
): FakeOrder {
  const quantity = order.contents.at(-1) ?? 1
  const total = (quantity * 12.5).toFixed(2)
  return {
    id: order.id,
    order_number: order.number,
    status,
    ordered_on: new Date(Date.now() - 60_000).toISOString(),
    owned_by: { username: 'chef@bistro.example' },
    order_remarks: 'Back door please',
    packages: [
      {
        stock_item: { name: 'Fresh cream' },
        supplier_package: { supplier_article_number: article, theoretical_price_per_package: '12.50' },
        quantity_ordered: quantity,
        total_theoretical_price: total,
      },
    ],
    expected_delivery_date: new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10),
    theoretical_price: total,
    supplier_customer_number: customer,
  }
}
