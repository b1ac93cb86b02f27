import { Hono } from 'hono'
import { gatherPickList, isPlace } from '../../api/gather-pick-list.ts'
import { liveSupplier } from '../../api/live-supplier.ts'
import { isDay } from '../../api/merged-orders.ts'
import type { PickList } from '../../exports/pick-list.ts'
import { localDate } from '../../model/local-time.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { csvResponse } from '../frame/csv.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { pickCsv } from './pick-csv.ts'
import { pickSheet } from './pick-sheet.tsx'

/** The orders to pick for a delivery day, on paper and as a file. */
export const pickLists = new Hono<ConsoleEnv>({ strict: false })

pickLists.get('/', async (c) => {
  const read = await readList(c)
  return read ? pickSheet(c, { ...read, before: placeOf(c) }) : notFoundPage(c)
})

pickLists.get('/lines.csv', async (c) => {
  const read = await readList(c)
  return read ? csvResponse(pickCsv(read.list, c.var.visit), `pick-list-${read.list.day}.csv`) : notFoundPage(c)
})

interface ReadList {
  readonly name: string
  readonly supplier: Supplier
  readonly list: PickList
}

/** The part of the list that the address names: the first supplier and today by default. Null for an unknown supplier. */
async function readList(c: ConsoleContext): Promise<ReadList | null> {
  const name = c.req.query('supplier') || (Object.keys(c.env.gateway.suppliers)[0] ?? '')
  const supplier = await liveSupplier(c.env, name)
  if (!supplier) return null
  const { now } = c.var.visit
  const asked = c.req.query('day') ?? ''
  const day = isDay(asked) ? asked : localDate(now, supplier.timeZone)
  return { name, supplier, list: await gatherPickList(c.env.outbox(name), supplier, { day, before: placeOf(c), now }) }
}

function placeOf(c: ConsoleContext): number | null {
  const asked = c.req.query('before') ?? ''
  return isPlace(asked) ? Number(asked) : null
}
