import { Hono } from 'hono'
import { removedSupplier } from '../../api/known.ts'
import { mergedCounts, mergedOrders } from '../../api/merged-orders.ts'
import { csvResponse } from '../frame/csv.ts'
import { h } from '../frame/jsx.ts'
import { liveTag, unchanged } from '../frame/live.ts'
import { page } from '../frame/page.tsx'
import { readPages } from '../frame/read-pages.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { removedOrders } from '../removed/removed-orders.tsx'
import { ordersCsv } from './csv.ts'
import { isWhole, type OrderFilter, readFilter } from './filter.ts'
import { likelyTexts } from './likely-texts.ts'
import { OrdersBody } from './orders-body.tsx'

const ON_A_PAGE = 25
const IN_A_FILE = 200

/** The list of orders. The filter stands in the address, so that a view can be kept and sent. */
export const orders = new Hono<ConsoleEnv>({ strict: false })

orders.get('/', async (c) => {
  const filter = filterOf(c)
  const record = await removedSupplier(c.env, c.req.query('supplier') ?? '')
  if (record) return removedOrders(c, record, filter)
  const live = await liveTag(c, namesOf(c, filter))
  const same = unchanged(c, live)
  if (same) return same
  const [asked, counts] = await Promise.all([
    find(c, filter, ON_A_PAGE),
    isWhole(filter) ? mergedCounts(c.env, namesOf(c, filter)) : null,
  ])
  const isNothing = asked.orders.length === 0 && asked.cursor === null
  const { likely, found } = (isNothing && (await findLikely(c, filter))) || { likely: null, found: asked }
  return page(c, {
    title: c.var.visit.words.orders.title,
    tab: 'orders',
    live,
    body: (
      <OrdersBody
        visit={c.var.visit}
        gateway={c.env.gateway}
        filter={likely === null ? filter : { ...filter, text: likely }}
        askedFor={likely === null ? null : filter.text}
        counts={counts}
        found={found}
        tickAll={{ isTicked: c.req.query('tick') === 'all', cursor: c.req.query('cursor') ?? null }}
      />
    ),
  })
})

orders.get('/list.csv', async (c) => {
  const filter = filterOf(c)
  const { orders: found } = await find(c, filter, IN_A_FILE)
  return csvResponse(ordersCsv(found, c.env.gateway, c.var.visit), 'orders.csv')
})

/** The orders of a number as a chef says it; null where no likely text finds an order. */
async function findLikely(c: ConsoleContext, filter: OrderFilter) {
  for (const likely of likelyTexts(filter.text ?? '')) {
    const found = await find(c, { ...filter, text: likely }, ON_A_PAGE)
    if (found.orders.length > 0) return { likely, found }
  }
  return null
}

const filterOf = (c: ConsoleContext): OrderFilter =>
  readFilter((name) => c.req.query(name), Object.keys(c.env.gateway.suppliers))

const namesOf = (c: ConsoleContext, { supplier }: OrderFilter): string[] =>
  supplier === null ? Object.keys(c.env.gateway.suppliers) : [supplier]

async function find(c: ConsoleContext, filtered: OrderFilter, most: number) {
  const { supplier: _, cursor: first, isWrong: __, ...filter } = filtered
  const { items, cursor } = await readPages(most, first, async (limit, from) => {
    const { orders: items, cursor } = await mergedOrders(c.env, namesOf(c, filtered), { ...filter, limit }, from)
    return { items, cursor }
  })
  return { orders: items, cursor }
}
