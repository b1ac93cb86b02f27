import { Hono } from 'hono'
import { runBackfill } from '../../api/backfill.ts'
import { supplierNamed } from '../../profile/route-named.ts'
import { NotDone } from '../frame/confirmation.tsx'
import { Crumb } from '../frame/crumb.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { LateNote } from '../frame/late-note.tsx'
import { needsRole } from '../frame/may-do.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import { Note } from '../frame/note.tsx'
import { page } from '../frame/page.tsx'
import { pastPage } from '../frame/past-page.tsx'
import { queryOf } from '../frame/paths.ts'
import { postedForm } from '../frame/posted.ts'
import { SupplierChips } from '../frame/supplier-chips.tsx'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { BackfillSheet, type Compared } from './backfill-sheet.tsx'
import { BeginSheet } from './begin-sheet.tsx'

/** The page where a manager sends new orders after a loss of the storage, and takes over orders of earlier days. */
export const catchUp = new Hono<ConsoleEnv>({ strict: false })

catchUp.use('*', needsRole('begin'))

catchUp.get('/', (c) => {
  const [first = ''] = Object.keys(c.env.gateway.suppliers)
  return shown(c, c.req.query('supplier') ?? first)
})

/** The answers to the forms have these addresses, and a change of the language opens the address. */
catchUp.get('/:step{begin|compare}', (c) => c.redirect(PATH, 303))

catchUp.post('/begin', async (c) => {
  const { typed, note, actor } = postedForm(c)
  const name = typed.get('supplier') ?? ''
  if (!supplierNamed(c.env.gateway, name)) return notFoundPage(c)
  if (c.var.visit.late) return shown(c, name, { note }, 409)
  if (note === '') return shown(c, name, { noteProblem: c.var.visit.words.confirm.noteMissing }, 422)
  const isDone = await c.env.outbox(name).begin(actor)
  if (isDone) return c.redirect(`${PATH}${queryOf({ supplier: name, done: 'begin' })}`, 303)
  const next = { href: `${PATH}${queryOf({ supplier: name })}`, label: c.var.visit.words.catchUp.title }
  return pastPage(c, { next, typed: [note] })
})

/** Compares, and takes the ticked orders over. Both read the same page of the list. */
catchUp.post('/compare', async (c) => {
  const { visit } = c.var
  const { typed, actor } = postedForm(c)
  const name = typed.get('supplier') ?? ''
  const supplier = supplierNamed(c.env.gateway, name)
  if (!supplier) return notFoundPage(c)
  const [from, to, listPage] = [typed.get('from') ?? '', typed.get('to') ?? '', typed.get('page') || null]
  const deliver = [...new Set(typed.getAll('order'))]
  const isDelivery = visit.late === null && typed.get('step') === 'deliver'
  const count = typed.get('count') ?? ''
  const isCounted = isDelivery && deliver.length > 0 && Number(count) === deliver.length
  const asked = { ...actor, from, to, page: listPage }
  const result = await runBackfill(
    c.env,
    { name, supplier },
    isCounted ? { ...asked, deliver, count: deliver.length } : asked,
  )
  // The count is checked above, so only the days can be refused.
  if (!result.ok) return shown(c, name, { from, to, isWrongDays: true }, 422)
  const isWrongCount = isDelivery && !isCounted
  const compared = { page: result.value, listPage, ticked: deliver, count, isWrongCount }
  return shown(c, name, { from, to, compared }, compared.isWrongCount ? 422 : 200)
})

const PATH = '/console/catch-up'

interface Asked {
  readonly from?: string
  readonly to?: string
  readonly compared?: Compared
  readonly note?: string
  readonly noteProblem?: string
  readonly isWrongDays?: boolean
}

async function shown(c: ConsoleContext, name: string, asked: Asked = {}, status: 200 | 409 | 422 = 200) {
  const supplier = supplierNamed(c.env.gateway, name)
  if (!supplier) return notFoundPage(c)
  const { visit } = c.var
  const { catchUp: text, order, settings } = visit.words
  const { missing } = await c.env.outbox(name).storage()
  const { note, noteProblem, isWrongDays, ...compared } = asked
  return page(
    c,
    {
      ...{ title: text.title, supplier },
      // Orders were taken over, so the form is not shown again.
      kept: asked.compared?.page.orders.some(({ delivered }) => delivered !== null) ? null : undefined,
      body: (
        <>
          <Crumb href="/console/settings">{settings.title}</Crumb>
          <h1>{text.title}</h1>
          <SupplierChips c={c} path={PATH} chosen={name} />
          {c.req.query('done') !== undefined && (
            <Note tone="ok" isNews>
              <p>{order.done}</p>
            </Note>
          )}
          <LateNote visit={visit} />
          {isWrongDays && (
            <NotDone visit={visit}>
              <p>{text.wrongDays}</p>
            </NotDone>
          )}
          <p>
            <a class="btn" href={`/console/restore/import${queryOf({ supplier: name })}`}>
              {visit.words.restore.title}
            </a>
          </p>
          <BeginSheet visit={visit} name={name} {...{ missing, note, noteProblem }} />
          <BackfillSheet visit={visit} name={name} supplier={supplier} {...compared} />
        </>
      ),
    },
    status,
  )
}
