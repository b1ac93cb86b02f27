import { Hono } from 'hono'
import { standingEntries } from '../../outbox/catalogue/entries.ts'
import { fill } from '../../text/fill.ts'
import { Confirmation, NotDone } from '../frame/confirmation.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { needsRole } from '../frame/may-do.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import { page } from '../frame/page.tsx'
import { pastPage } from '../frame/past-page.tsx'
import { postedForm } from '../frame/posted.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { firstText } from '../frame/was-first.tsx'
import { EntryOrderTable, RoutesToPause } from './entry-orders.tsx'
import { placeOf, rowPath, tablePath } from './place.ts'
import { Cells } from './row-body.tsx'

/** Takes an entry back. The page before the undo says what will count then. */
export const undoPages = new Hono<ConsoleEnv>({ strict: false })

undoPages.use('/:supplier/:table/undo', needsRole('undoRow'))

undoPages.get('/:supplier/:table/undo', (c) => undoPage(c))

undoPages.post('/:supplier/:table/undo', async (c) => {
  const place = placeOf(c)
  const { form, visit } = c.var
  const { typed, actor } = postedForm(c)
  const key = typed.get('key') ?? ''
  if (!place) return notFoundPage(c)
  if (visit.late) return undoPage(c, key)
  const result = await c.env.outbox(place.name).undoRow(place.kind, key, actor, Number(form.get('replaces')))
  return result.ok ? c.redirect(`${rowPath(place.name, place.kind, key)}&done=undo`, 303) : undoPage(c, key, 409)
})

async function undoPage(c: ConsoleContext, key = c.req.query('key') ?? '', status: 200 | 409 = 200) {
  const place = placeOf(c)
  const found = place && (await c.env.outbox(place.name).catalogueRow(place.kind, key))
  if (!place) return notFoundPage(c)
  const { name, kind, supplier } = place
  const { visit } = c.var
  if (!found?.entry) {
    const [last] = found?.history ?? []
    const acts = last ? [firstText({ ...last, action: 'catalogue-undo' }, visit, supplier.timeZone)] : []
    return pastPage(c, { next: { href: rowPath(name, kind, key), label: key }, acts })
  }
  const { catalogue: text } = visit.words
  const [, earlier] = standingEntries(found.history)
  const written = await c.env.outbox(name).entryOrders(kind, key)
  const next = earlier?.row ?? found.configured
  return page(
    c,
    {
      ...{ title: key, tab: 'catalogue', supplier },
      body: (
        <div class="narrow flow">
          <Confirmation
            visit={visit}
            title={fill(text.undoTitle, { key, who: found.entry.by })}
            problem={
              <>
                {status === 409 && (
                  <NotDone visit={visit}>
                    <p>{text.conflictUndone}</p>
                  </NotDone>
                )}
                <RoutesToPause visit={visit} name={name} found={written} />
              </>
            }
            above={
              <>
                <h2>{text.becomes}</h2>
                <Cells visit={visit} kind={kind} row={next} none={text.inNoTable} />
              </>
            }
            steps={
              <>
                <li>{next ? text.undoNext : text.undoUnknown}</li>
                <li>{text.undoLeft}</li>
              </>
            }
            below={<EntryOrderTable visit={visit} name={name} found={written} />}
            action={`${tablePath(name, kind)}/undo`}
            hidden={{ key, replaces: found.entry.version }}
            button={text.undoButton}
            isEnd
            back={rowPath(name, kind, key)}
          />
        </div>
      ),
    },
    status,
  )
}
