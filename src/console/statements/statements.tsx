import { Hono } from 'hono'
import { liveSupplier } from '../../api/live-supplier.ts'
import { isDay } from '../../api/merged-orders.ts'
import { readStatements } from '../../api/read-statements.ts'
import { breakGlassHtml } from '../../exports/break-glass.ts'
import { addDays, localDate } from '../../model/local-time.ts'
import { dateWords } from '../../text/date-words.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import { page } from '../frame/page.tsx'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { PickForm } from '../pick-list/pick-form.tsx'
import { comingOf } from '../print/takeover.ts'
import { sendingRoutes, toKeyPage } from '../print/to-key.tsx'
import { StatementSheet } from './statement-sheet.tsx'

/** The daily statements of every supplier that the visitor sees, one page a day. */
export const statements = new Hono<ConsoleEnv>({ strict: false })

statements.get('/', (c) => c.redirect(pathOf(todayOf(c)), 303))

/** The orders that wait, to key in by hand. `as=file`: the page that a mail or a bucket gets, which needs no gateway. */
statements.get('/print/:supplier', async (c) => {
  const name = c.req.param('supplier')
  const supplier = await liveSupplier(c.env, name)
  if (!supplier) return notFoundPage(c)
  const outbox = c.env.outbox(name)
  if (c.req.query('as') !== 'file') {
    const [waiting, routes] = await Promise.all([outbox.breakGlass(c.var.visit.language), outbox.routes()])
    const coming = await comingOf(outbox, supplier, waiting)
    const sending = sendingRoutes(supplier, routes, coming)
    return toKeyPage(c, { name, supplier, waiting, routes: sending, takeover: coming.takeover })
  }
  return new Response(breakGlassHtml(await outbox.breakGlass(), supplier), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.html"`,
    },
  })
})

statements.get('/:date', async (c) => {
  const date = c.req.param('date')
  const today = todayOf(c)
  if (!isDay(date)) return notFoundPage(c)
  const { visit } = c.var
  const { statements: text } = visit.words
  const suppliers = Object.entries(c.env.gateway.suppliers)
  const all = await Promise.all(
    suppliers.map(async ([name, supplier]) => ({
      ...{ name, supplier },
      statements: await readStatements(c.env.outbox(name), date),
    })),
  )
  const title = `${text.title}, ${dateWords(date, visit.language)}`
  const isEmpty = all.every((one) => one.statements.length === 0)
  return page(c, {
    ...{ title, tab: 'statements' },
    body: (
      <>
        <div class="head">
          <h1>{title}</h1>
          <nav class="acts" aria-label={text.days}>
            <a class="btn" rel="prev" href={pathOf(addDays(date, -1))}>
              {text.earlier}
            </a>
            {date < today && (
              <a class="btn" rel="next" href={pathOf(addDays(date, 1))}>
                {text.later}
              </a>
            )}
          </nav>
        </div>
        {isEmpty && <p>{text.none}</p>}
        {all.flatMap(({ name, supplier, statements: found }) =>
          found.map((statement) => (
            <StatementSheet visit={visit} name={name} supplier={supplier} statement={statement} />
          )),
        )}
        <PickForm visit={visit} gateway={c.env.gateway} day={addDays(today, 1)} />
        <p class="soft">{text.noGap}</p>
      </>
    ),
  })
})

const pathOf = (date: string): string => `/console/statements/${date}`

const todayOf = (c: ConsoleContext): string =>
  localDate(c.var.visit.now, Object.values(c.env.gateway.suppliers)[0]?.timeZone ?? 'UTC')
