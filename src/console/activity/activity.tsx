import { Hono } from 'hono'
import { readCursor } from '../../api/merge-pages.ts'
import { mergedEvents } from '../../api/merged-events.ts'
import { noteText } from '../../model/finding.ts'
import { supplierNamed } from '../../profile/route-named.ts'
import { csvResponse } from '../frame/csv.ts'
import { h } from '../frame/jsx.ts'
import { page } from '../frame/page.tsx'
import { readPages } from '../frame/read-pages.ts'
import { isoMoment } from '../frame/times.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { dayOf } from '../orders/filter.ts'
import { ActivityBody } from './activity-body.tsx'
import { deedOf } from './deed.ts'

const ON_A_PAGE = 50
const IN_A_FILE = 1_000
const TEXT_LENGTH = 200

/** The filter in the address. */
export type ActivityFilter = Readonly<ReturnType<typeof filterOf>>

/** The actions of people. The filter stands in the address, so that a view can be kept and sent. */
export const activity = new Hono<ConsoleEnv>({ strict: false })

activity.get('/', async (c) => {
  const filter = filterOf(c)
  const found = await find(c, filter, ON_A_PAGE)
  return page(c, {
    title: c.var.visit.words.activity.title,
    body: <ActivityBody visit={c.var.visit} gateway={c.env.gateway} filter={filter} found={found} />,
  })
})

activity.get('/list.csv', async (c) => {
  const { visit } = c.var
  const { activity: text, orders, order } = visit.words
  const filter = filterOf(c)
  const { events } = await find(c, filter, IN_A_FILE)
  const heads = [text.when, orders.supplier, text.who, text.what, orders.order, order.route, order.note, text.erp]
  const rows = events.map(({ at, supplier, by, action, orderNumber, orderId, route, note, erpReference }) => [
    isoMoment(Date.parse(at), supplierNamed(c.env.gateway, supplier)?.timeZone ?? 'UTC'),
    ...[supplier, by, deedOf(action, text.deeds), orderNumber ?? orderId ?? '', route ?? ''],
    ...[note === null ? '' : noteText(note, visit.language), erpReference ?? ''],
  ])
  return csvResponse([heads, ...rows], 'activity.csv')
})

/** Reads the filter. A wrong value counts as absent: a person with a mistyped address still gets the list. */
function filterOf(c: ConsoleContext) {
  const [action, supplier] = [c.req.query('action') ?? '', c.req.query('supplier') ?? '']
  return {
    text: (c.req.query('q') ?? '').trim().slice(0, TEXT_LENGTH) || null,
    action: Object.hasOwn(c.var.visit.words.activity.deeds, action) ? action : null,
    supplier: supplierNamed(c.env.gateway, supplier) ? supplier : null,
    from: dayOf(c.req.query('from')),
    to: dayOf(c.req.query('to')),
    cursor: readCursor(c.req.query('cursor')) ?? {},
  }
}

async function find(c: ConsoleContext, { supplier, cursor: first, ...filter }: ActivityFilter, most: number) {
  const names = supplier === null ? Object.keys(c.env.gateway.suppliers) : [supplier]
  const { items, cursor } = await readPages(most, first, async (limit, from) => {
    const { events: items, cursor } = await mergedEvents(c.env, names, { ...filter, limit }, from)
    return { items, cursor }
  })
  return { events: items, cursor }
}
