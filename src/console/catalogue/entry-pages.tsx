import { Hono } from 'hono'
import { liveSupplier } from '../../api/live-supplier.ts'
import { noteText } from '../../model/finding.ts'
import type { Result } from '../../model/result.ts'
import type { CatalogueRow } from '../../supplier/catalogue/catalogue-actions.ts'
import { viewEntry } from '../../supplier/catalogue/catalogue-views.ts'
import { type CellProblem, checkRow } from '../../supplier/catalogue/check-row.ts'
import { gatherPreview } from '../../supplier/catalogue/gather-unknown.ts'
import { unfitRowNotes } from '../../supplier/catalogue/unfit-row.ts'
import { fill } from '../../text/fill.ts'
import { NotDone } from '../frame/confirmation.tsx'
import { h } from '../frame/jsx.ts'
import { needsRole } from '../frame/may-do.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import { page } from '../frame/page.tsx'
import { postedForm } from '../frame/posted.ts'
import { stillRoutes } from '../frame/still-route.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { ConfirmEntry } from './confirm-entry.tsx'
import { numbersOfArticle } from './entry-meaning.ts'
import { type CataloguePlace, placeOf, rowPath, tablePath } from './place.ts'
import { problemText, RowFields, UnitList } from './row-fields.tsx'
import { cellsOf, FIELDS, rowOf } from './row-form.ts'

/** Enters a row. The page before the entry says what will happen. */
export const entryPages = new Hono<ConsoleEnv>({ strict: false })

entryPages.use('/:supplier/:table/enter', needsRole('enterRow'))

entryPages.get('/:supplier/:table/enter', async (c) => {
  const place = placeOf(c)
  const key = c.req.query('key') ?? ''
  if (!place || key === '') return notFoundPage(c)
  const before = await c.env.outbox(place.name).catalogueRow(place.kind, key)
  const given = rowOf(place.kind, key, before?.effective ?? null, (name) => c.req.query(name))
  const checked = checkRow(place.kind, key, given)
  if (!checked.ok) return wrongPage(c, place, key, given, checked.error)
  const unfit = await unfitTexts(c, place, checked.value)
  if (unfit.length > 0) return wrongPage(c, place, key, given, [], unfit)
  return confirmPage(c, place, checked.value, { orderId: c.req.query('order') ?? '', note: '' })
})

entryPages.post('/:supplier/:table/enter', async (c) => {
  const place = placeOf(c)
  const { form, visit } = c.var
  const { typed, note, actor } = postedForm(c)
  const key = typed.get('key') ?? ''
  const checked = place && checkPosted(place, key, typed.get('row') ?? '')
  if (!place || !checked?.ok) return notFoundPage(c)
  const orderId = typed.get('order') ?? ''
  if (visit.late) return confirmPage(c, place, checked.value, { orderId, note }, 409)
  const replaces = form.get('replaces') ? Number(form.get('replaces')) : null
  const result = await c.env
    .outbox(place.name)
    .enterRow(checked.value, { ...actor, ...(orderId ? { orderId } : {}) }, replaces)
  if (result.ok) return c.redirect(`${rowPath(place.name, place.kind, key)}&done=enter`, 303)
  const stands = result.stands && viewEntry(result.stands)
  return confirmPage(c, place, checked.value, { orderId, note, stands }, 409)
})

function checkPosted({ kind }: CataloguePlace, key: string, row: string): Result<CatalogueRow, CellProblem[]> | null {
  try {
    return checkRow(kind, key, JSON.parse(row))
  } catch {
    return null
  }
}

type Asked = Pick<Parameters<typeof ConfirmEntry>[0], 'orderId' | 'note' | 'stands'>

async function confirmPage(
  c: ConsoleContext,
  place: CataloguePlace,
  row: CatalogueRow,
  asked: Asked,
  status: 200 | 409 = 200,
) {
  const outbox = c.env.outbox(place.name)
  const [live, before, preview, routes] = await Promise.all([
    liveSupplier(c.env, place.name),
    outbox.catalogueRow(place.kind, row.key),
    gatherPreview(outbox, row),
    outbox.routes(),
  ])
  const still = stillRoutes(
    routes,
    routes.map(({ route }) => route),
  )
  const supplier = live ?? place.supplier
  const numbers = numbersOfArticle(row, supplier)
  const named = numbers.length > 0 ? await outbox.articleNames(numbers) : {}
  const shown = { ...place, ...asked, supplier, visit: c.var.visit, row, before, preview, still, named }
  return page(
    c,
    {
      ...{ title: row.key, tab: 'catalogue', supplier },
      body: <ConfirmEntry {...shown} />,
    },
    status,
  )
}

/** The reason why no order with the row could leave, in the reader's language. */
async function unfitTexts(c: ConsoleContext, { name, supplier }: CataloguePlace, row: CatalogueRow): Promise<string[]> {
  const live = (await liveSupplier(c.env, name)) ?? supplier
  const notes = unfitRowNotes([row], live).flat()
  return notes.map((note) => noteText(note, c.var.visit.language))
}

/** Shows the form again, with what was typed and what is wrong. */
function wrongPage(
  c: ConsoleContext,
  { name, kind, supplier }: CataloguePlace,
  key: string,
  given: Record<string, unknown>,
  problems: readonly CellProblem[],
  unfit: readonly string[] = [],
) {
  const { visit } = c.var
  const { catalogue: text } = visit.words
  const texts = new Map(problems.map(({ column, code }) => [column, problemText(visit, code, column)]))
  const shown = cellsOf(kind, given)
  const others = [...texts].filter(([column]) => !FIELDS[kind].some((field) => field === column))
  return page(
    c,
    {
      ...{ title: key, tab: 'catalogue', supplier },
      body: (
        <form class="sheet pad flow" action={`${tablePath(name, kind)}/enter`}>
          <input type="hidden" name="key" value={key} />
          <input type="hidden" name="order" value={c.req.query('order') ?? ''} />
          <h1 dir="auto">{fill(text[kind], { key })}</h1>
          <NotDone visit={visit}>
            <p>
              {text.wrongTitle} {others.map(([, shown]) => shown).join(' ')}
            </p>
            {unfit.map((sentence) => (
              <p dir="auto">{sentence}</p>
            ))}
          </NotDone>
          {kind === 'article' && <UnitList visit={visit} supplier={supplier} />}
          <RowFields
            {...{ visit, supplier, id: 'w', fields: FIELDS[kind], problems: texts }}
            values={(field) => shown.find((cell) => cell.name === field)?.text ?? ''}
          />
          <div class="acts">
            <button class="btn go" type="submit">
              {text.goOn}
            </button>
            <a class="btn" href={rowPath(name, kind, key)}>
              {visit.words.confirm.back}
            </a>
          </div>
        </form>
      ),
    },
    422,
  )
}
