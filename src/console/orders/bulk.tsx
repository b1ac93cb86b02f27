import { Hono } from 'hono'
import { notFoundPage } from '../frame/not-found.tsx'
import { NOTE_LENGTH } from '../frame/note-field.tsx'
import { page } from '../frame/page.tsx'
import type { ConsoleEnv } from '../frame/visit.ts'
import { needsNote, takeAction } from '../order/take-action.ts'
import { allows, isBulkAction } from './bulk-action.ts'
import { BulkBody, DoneBody } from './bulk-body.tsx'
import { chosenOrders, hasMovedOn, tickValue } from './chosen-orders.ts'

/** Several orders at once: a page that says what will become of each, then one press. */
export const bulk = new Hono<ConsoleEnv>({ strict: false })

bulk.get('/', async (c) => {
  const action = c.req.query('do')
  const chosen = await chosenOrders(c.req.queries('order') ?? [], c.env)
  if (!isBulkAction(action) || chosen.length === 0) return notFoundPage(c)
  const { visit } = c.var
  const isDone = c.req.query('done') !== undefined
  const body = isDone ? (
    <DoneBody visit={visit} chosen={chosen} />
  ) : (
    <BulkBody visit={visit} action={action} chosen={chosen} />
  )
  return page(c, { title: visit.words.bulk[action], tab: 'orders', body })
})

bulk.post('/', async (c) => {
  const { form, visit } = c.var
  const action = form.get('do')
  const values = form.getAll('order')
  const chosen = await chosenOrders(values, c.env)
  if (!isBulkAction(action) || chosen.length === 0) return notFoundPage(c)
  const note = (form.get('note') ?? '').trim().slice(0, NOTE_LENGTH)
  if (needsNote(action) && note === '') {
    const body = <BulkBody visit={visit} action={action} chosen={chosen} problem={visit.words.confirm.noteMissing} />
    return page(c, { title: visit.words.bulk[action], tab: 'orders', body }, 422)
  }
  const wish = { by: visit.visitor?.who ?? '', to: '', ...(note === '' ? {} : { note }) }
  // One after the other, so that the orders are sent in the sequence of the list.
  for (const order of chosen) {
    if (hasMovedOn(order) || !allows(order, action)) continue
    await takeAction(c.env.outbox(order.name), action, order.view.orderId, '', wish)
  }
  const query = new URLSearchParams([
    ['do', action],
    ['done', ''],
  ])
  for (const { name, view } of chosen) query.append('order', tickValue(name, view.orderId))
  return c.redirect(`/console/orders/bulk?${query}`, 303)
})
