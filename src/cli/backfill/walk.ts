import { isGroup } from '../../text/parsed-json.ts'
import { type AdminClient, Unable } from '../admin-client.ts'
import type { Progress } from '../progress.ts'
import type { Notebook, NotedOrder, Notes } from './notes.ts'

export interface Walk {
  readonly client: Pick<AdminClient, 'ask'>
  readonly path: string
  /** `by`, `from` and `to`, sent with every page. */
  readonly range: Readonly<Record<string, string>>
  readonly notebook: Notebook
  readonly progress: Progress
  readonly wait: (milliseconds: number) => Promise<void>
}

const TURN_MS = 5_000

/** Reads the list page by page from the stored progress. Stores each page before the next page. */
export async function walk(from: Notes, deliver: readonly string[], options: Walk): Promise<Notes> {
  const { client, path, range, notebook, progress, wait } = options
  let notes = from
  const asked = new Set<string>()
  for (;;) {
    if (notes.page !== null && asked.has(notes.page))
      throw new Unable(
        "The list leads back to a page that was read, so it has no end. Set the order API's paging: 'count'.",
      )
    if (notes.page !== null) asked.add(notes.page)
    const body = { ...range, page: notes.page, deliver, count: deliver.length }
    const answer = await client.ask(path, { method: 'POST', body })
    const { orders, failure, next, total, read } = answer
    if (!Array.isArray(orders)) throw new Unable('The gateway answers something that is no page.')
    const reason = isGroup(failure) ? String(failure.reason) : null
    const kind = isGroup(failure) ? failure.kind : null
    // A gateway from before says `spent`.
    if (kind === 'budget-used' || kind === 'spent') {
      await wait(TURN_MS)
      asked.delete(notes.page ?? '')
      continue
    }
    if (reason !== null && kind !== 'unreadable' && orders.length === 0 && typeof next !== 'string')
      throw new Unable(`${reason} The same command goes on from here.`)
    notes = orders.filter(isGroup).reduce(withOrder, notes)
    notes = {
      ...notes,
      page: typeof next === 'string' ? next : null,
      pages: notes.pages + 1,
      read: notes.read + Number(read),
      total: typeof total === 'number' ? total : notes.total,
      unread: reason === null ? notes.unread : [...notes.unread, reason],
    }
    const done = Object.keys(notes.delivered).length
    progress.show(
      notes.read,
      notes.total,
      deliver.length > 0 ? `${done} of ${deliver.length} delivered` : `${notes.missing.length} missing`,
    )
    if (notes.page === null) return notes
    notebook.write(notes)
  }
}

function withOrder(notes: Notes, order: Readonly<Record<string, unknown>>): Notes {
  const { orderId, state, delivered } = order
  if (typeof orderId !== 'string') return notes.phase === 'listing' ? { ...notes, nameless: notes.nameless + 1 } : notes
  if (notes.phase === 'delivering') {
    const wanted = notes.missing.some((order) => order.orderId === orderId)
    // Known by now: delivered before the command was stopped, or arrived otherwise since.
    const fate = typeof delivered === 'string' ? delivered : state === 'known' ? 'accepted' : null
    return wanted && fate !== null ? { ...notes, delivered: { [orderId]: fate, ...notes.delivered } } : notes
  }
  if (state === 'known') return { ...notes, known: notes.known + 1 }
  const list = state === 'missing' ? 'missing' : 'different'
  return notes[list].some((order) => order.orderId === orderId)
    ? notes
    : { ...notes, [list]: [...notes[list], noted(orderId, order)] }
}

function noted(orderId: string, order: Readonly<Record<string, unknown>>): NotedOrder {
  const text = (name: string): string | null => (typeof order[name] === 'string' ? order[name] : null)
  return {
    orderId,
    orderNumber: text('orderNumber'),
    customer: text('customer'),
    placedAt: text('placedAt'),
    deliveryDate: text('deliveryDate'),
    holds: text('holds'),
  }
}
