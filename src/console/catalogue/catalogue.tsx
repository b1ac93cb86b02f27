import { Hono } from 'hono'
import { tableFile } from '../../api/catalogue.ts'
import { liveSupplier } from '../../api/live-supplier.ts'
import type { CatalogueKind } from '../../profile/catalogue.ts'
import { writeTable } from '../../profile/table-file.ts'
import { gatherUnknown } from '../../supplier/catalogue/gather-unknown.ts'
import { tableNameOf } from '../../supplier/catalogue/plan-import.ts'
import type { RemoteOutbox } from '../../supplier/remote-outbox.ts'
import { h } from '../frame/jsx.ts'
import { mayDo } from '../frame/may-do.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import { page } from '../frame/page.tsx'
import { stillRoutes } from '../frame/still-route.ts'
import type { ConsoleEnv } from '../frame/visit.ts'
import type { ShownOutcome } from './entry-outcome-note.tsx'
import { entryPages } from './entry-pages.tsx'
import { importPages } from './import-pages.tsx'
import { cataloguePath, placeOf } from './place.ts'
import { RowBody } from './row-body.tsx'
import { ON_A_PAGE, TableBody } from './table-body.tsx'
import { undoPages } from './undo-pages.tsx'
import { UnknownBody } from './unknown-body.tsx'

/** The articles and customers of a supplier, with the numbers that orders wait for first. */
export const catalogue = new Hono<ConsoleEnv>({ strict: false })

catalogue.get('/', async (c) => {
  const suppliers = Object.entries(c.env.gateway.suppliers)
  const [[first] = []] = suppliers
  if (first === undefined) return notFoundPage(c)
  if (suppliers.length === 1) return c.redirect(cataloguePath(first), 303)
  const { title } = c.var.visit.words.catalogue
  return page(c, {
    ...{ title, tab: 'catalogue' },
    body: (
      <section class="sheet pad flow">
        <h1>{title}</h1>
        <ul class="list">
          {suppliers.map(([name, supplier]) => (
            <li>
              <a href={cataloguePath(name)}>{supplier.name}</a>
            </li>
          ))}
        </ul>
      </section>
    ),
  })
})

catalogue.get('/:supplier', async (c) => {
  const name = c.req.param('supplier')
  const supplier = await liveSupplier(c.env, name)
  if (!supplier) return notFoundPage(c)
  const found = await gatherUnknown(c.env.outbox(name), supplier)
  const body = <UnknownBody {...{ visit: c.var.visit, supplier, name, found }} mayAct={mayDo(c, 'enterRow')} />
  return page(c, {
    ...{ title: c.var.visit.words.catalogue.title, tab: 'catalogue', body },
    supplier,
  })
})

catalogue.route('/', entryPages)
catalogue.route('/', undoPages)
catalogue.route('/', importPages)

catalogue.get('/:supplier/:table', async (c) => {
  const place = placeOf(c)
  if (!place) return notFoundPage(c)
  const { name, kind, supplier } = place
  const [text, after] = [c.req.query('q') || null, c.req.query('after') || null]
  const found = await c.env.outbox(name).catalogueRows(kind, { text, after, limit: ON_A_PAGE })
  return page(c, {
    ...{ title: c.var.visit.words.catalogue[tableNameOf(kind)], tab: 'catalogue' },
    supplier,
    body: (
      <TableBody
        {...{ ...place, visit: c.var.visit, found, text, after }}
        mayImport={mayDo(c, 'importRows')}
        isImported={c.req.query('done') !== undefined}
      />
    ),
  })
})

catalogue.get('/:supplier/:table/export.csv', async (c) => {
  const place = placeOf(c)
  if (!place) return notFoundPage(c)
  const { rows } = await c.env.outbox(place.name).effectiveRows(place.kind)
  return tableFile(place.kind, writeTable(tableNameOf(place.kind), rows))
})

catalogue.get('/:supplier/:table/row', async (c) => {
  const place = placeOf(c)
  const key = c.req.query('key') ?? ''
  if (!place || key === '') return notFoundPage(c)
  const { name, kind, supplier } = place
  const outbox = c.env.outbox(name)
  const known = await outbox.catalogueRow(kind, key)
  const found = known ?? { key, configured: null, effective: null, entry: null, history: [] }
  const isAfter = c.req.query('done') !== undefined && known !== null
  const outcome = isAfter ? await readOutcome(outbox, kind, key) : null
  return page(c, {
    ...{ title: key, tab: 'catalogue', supplier },
    body: (
      <RowBody
        {...{ ...place, visit: c.var.visit, found, outcome }}
        mayAct={mayDo(c, 'enterRow')}
        typed={(name) => c.req.query(name)}
        orderId={c.req.query('order') ?? ''}
      />
    ),
  })
})

async function readOutcome(outbox: RemoteOutbox, kind: CatalogueKind, key: string): Promise<ShownOutcome> {
  const [found, routes] = await Promise.all([outbox.entryOutcome(kind, key), outbox.routes()])
  return { ...found, still: stillRoutes(routes, found.routes) }
}
