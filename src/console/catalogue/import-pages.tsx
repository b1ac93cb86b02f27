import { Hono } from 'hono'
import { liveSupplier } from '../../api/live-supplier.ts'
import { findingNote } from '../../model/finding.ts'
import { planImport } from '../../supplier/catalogue/plan-import.ts'
import { utf8 } from '../../text/utf8.ts'
import { h } from '../frame/jsx.ts'
import { needsRole } from '../frame/may-do.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import { page } from '../frame/page.tsx'
import { postedForm } from '../frame/posted.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { ImportBody } from './import-body.tsx'
import { type CataloguePlace, placeOf, tablePath } from './place.ts'

/** Imports a CSV file in two steps: a preview, and the import of what the preview showed. */
export const importPages = new Hono<ConsoleEnv>({ strict: false })

importPages.use('/:supplier/:table/import', needsRole('importRows'))

importPages.get('/:supplier/:table/import', (c) => {
  const place = placeOf(c)
  return place ? importPage(c, place, null) : notFoundPage(c)
})

importPages.post('/:supplier/:table/import', async (c) => {
  const place = placeOf(c)
  if (!place) return notFoundPage(c)
  const { form, visit } = c.var
  const { typed, actor } = postedForm(c)
  const csv = typed.get('csv') ?? ''
  const plan = await planOf(c, place, csv)
  if (visit.late || form.get('step') !== 'import' || plan.problems.length > 0)
    return importPage(c, place, { plan, csv })
  const seen = Number(form.get('catalogueVersion'))
  const rows = [...plan.added, ...plan.changed.map(({ becomes }) => becomes)]
  const result = await c.env.outbox(place.name).importRows(rows, actor, seen)
  if (result.ok) return c.redirect(`${tablePath(place.name, place.kind)}?done=import`, 303)
  return importPage(c, place, { plan, csv, isOutdated: true }, 409)
})

type Plan = NonNullable<Parameters<typeof ImportBody>[0]['plan']>

async function planOf(c: ConsoleContext, { name, kind, supplier }: CataloguePlace, csv: string): Promise<Plan> {
  const live = (await liveSupplier(c.env, name)) ?? supplier
  const { catalogueVersion, rows } = await c.env.outbox(name).effectiveRows(kind)
  const plan = { catalogueVersion, ...planImport(kind, utf8(csv), rows, live) }
  // A browser's file is decoded before this page reads the file, so broken letters show in the text only.
  const broken = csv.split('\n').findIndex((line) => line.includes('\uFFFD')) + 1
  if (broken === 0) return plan
  return { ...plan, problems: [{ line: broken, message: findingNote('csv-not-utf8') }, ...plan.problems] }
}

interface Asked {
  readonly plan: Plan
  readonly csv: string
  readonly isOutdated?: boolean
}

function importPage(c: ConsoleContext, place: CataloguePlace, asked: Asked | null, status: 200 | 409 = 200) {
  const { visit } = c.var
  const { supplier } = place
  return page(
    c,
    {
      ...{ title: visit.words.catalogue.importTitle, tab: 'catalogue' },
      supplier,
      body: <ImportBody {...{ ...place, visit, plan: null, csv: '', ...asked }} />,
    },
    status,
  )
}
