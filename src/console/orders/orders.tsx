import { Hono } from 'hono'
import { removedSupplier } from '../../api/known.ts'
import { mergedCounts, mergedOrders } from '../../api/merged-orders.ts'
import { csvResponse } from '../frame/csv.ts'
import { liveTag, unchanged } from '../frame/live.ts'
import { page } from '../frame/page.tsx'
import { readPages } from '../frame/read-pages.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { removedOrders } from '../removed/removed-orders.tsx'
import { ordersCsv } from './csv.ts'
import { isWhole, type OrderFilter, readFilter } from './filter.ts'
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
  const likely = asked.orders.length === 0 && asked.cursor === null ? likelyText(filter) : null
  const found = likely === null ? asked : await find(c, { ...filter, text: likely }, ON_A_PAGE)
  const isLikely = likely !== null && found.orders.length > 0
  return page(c, {
    title: c.var.visit.words.orders.title,
    tab: 'orders',
    live,
    body: (
      <OrdersBody
        visit={c.var.visit}
        gateway={c.env.gateway}
        filter={isLikely ? { ...filter, text: likely } : filter}
        askedFor={isLikely ? filter.text : null}
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

/** A chef says "PO 88205", and the number is written `PO-88205`: the digits alone find the order. */
function likelyText({ text }: OrderFilter): string | null {
  const [longest = null] = [...(text ?? '').matchAll(/\d{4,}/g)]
    .map(([digits]) => digits)
    .sort((a, b) => b.length - a.length)
  return longest === text ? null : longest
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
