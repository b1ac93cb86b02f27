import { Hono } from 'hono'
import { MOST_RESTORED } from '../../api/restore.ts'
import { type ExportedOrders, type FileProblem, readExportedOrders } from '../../exports/read-orders.ts'
import { err, type Result } from '../../model/result.ts'
import { supplierNamed } from '../../profile/route-named.ts'
import { h } from '../frame/jsx.ts'
import { needsRole } from '../frame/may-do.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import { page } from '../frame/page.tsx'
import { queryOf } from '../frame/paths.ts'
import { postedForm } from '../frame/posted.ts'
import { SupplierChips } from '../frame/supplier-chips.tsx'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { type Preview, RestoreBody } from './restore-body.tsx'

/** Restores orders of a file in two steps: what a restore would do, and the restore of the same orders. */
export const restore = new Hono<ConsoleEnv>({ strict: false })

restore.use('*', needsRole('restore'))

restore.get('/import', (c) => {
  const [first = ''] = Object.keys(c.env.gateway.suppliers)
  return shown(c, c.req.query('supplier') ?? first)
})

restore.post('/import', async (c) => {
  const { form, visit } = c.var
  const { typed, note, actor } = postedForm(c)
  const name = typed.get('supplier') ?? ''
  if (!supplierNamed(c.env.gateway, name)) return notFoundPage(c)
  const text = typed.get('orders') ?? ''
  const read = await readFor(name, text)
  if (!read.ok) return shown(c, name, { problem: read.error }, 422)
  const { orders, counters } = read.value
  const outbox = c.env.outbox(name)
  const outcomes = await outbox.previewRestore(orders, counters, actor)
  const preview = { orders, outcomes, text, note }
  if (visit.late) return shown(c, name, { preview }, 409)
  if (form.get('step') !== 'restore') return shown(c, name, { preview })
  const back = outcomes.filter(({ outcome }) => outcome === 'restored').length
  if (back === 0 || Number(form.get('count')) !== back) return shown(c, name, { preview, isOutdated: true }, 409)
  const done = await outbox.restore(orders, counters, actor)
  return c.redirect(PATH + queryOf({ supplier: name, ...countsOf(done) }), 303)
})

/** The answer to the form has the address of the page, so a change of the language opens the page again. */
const PATH = '/console/restore/import'
/** The second form carries the file beside its other fields. */
const MOST_CHARACTERS = 3_500_000

async function readFor(supplier: string, text: string): Promise<Result<ExportedOrders, Problem>> {
  if (text.length > MOST_CHARACTERS) return err({ says: 'too-large' })
  const read = await readExportedOrders(text)
  if (!read.ok) return read
  if (read.value.supplier !== supplier) return err({ says: 'other-supplier', name: read.value.supplier })
  const { length: orders } = read.value.orders
  return orders > MOST_RESTORED ? err({ says: 'too-many', orders }) : read
}

export type Problem =
  | FileProblem
  | { readonly says: 'too-large' }
  | { readonly says: 'other-supplier'; readonly name: string }
  | { readonly says: 'too-many'; readonly orders: number }

const countsOf = (done: Preview['outcomes']) => ({
  done: String(done.filter(({ outcome }) => outcome === 'restored').length),
  waiting: String(done.filter(({ waiting }) => waiting !== null).length),
})

interface Asked {
  readonly preview?: Preview
  readonly problem?: Problem
  readonly isOutdated?: boolean
}

function shown(c: ConsoleContext, name: string, asked: Asked = {}, status: 200 | 409 | 422 = 200) {
  const supplier = supplierNamed(c.env.gateway, name)
  if (!supplier) return notFoundPage(c)
  const { visit } = c.var
  const [done, waiting] = ['done', 'waiting'].map((key) => Number.parseInt(c.req.query(key) ?? '', 10))
  const result = done !== undefined && waiting !== undefined && done > 0 && waiting >= 0 ? { done, waiting } : null
  return page(
    c,
    {
      ...{ title: visit.words.restore.title, supplier },
      body: (
        <RestoreBody {...{ visit, name, supplier, ...asked }} result={result}>
          <SupplierChips c={c} path={PATH} chosen={name} />
        </RestoreBody>
      ),
    },
    status,
  )
}
