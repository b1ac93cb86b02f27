import type { EventQuery, PersonalEvent } from '../outbox/events.ts'
import type { Services } from '../services.ts'
import { type Cursor, mergePages } from './merge-pages.ts'

interface MergedEvents {
  readonly events: readonly PersonalEvent[]
  /** Null on the last page. */
  readonly cursor: string | null
}

/** Lists the actions of people at these suppliers, newest first. */
export async function mergedEvents(
  { outbox }: Pick<Services, 'outbox'>,
  names: readonly string[],
  { limit, ...filter }: Omit<EventQuery, 'before'> & { readonly limit: number },
  cursor: Cursor,
): Promise<MergedEvents> {
  const pages = await Promise.all(
    names.map(async (name) => {
      const { rows, next } = await outbox(name).events(limit + 1, { ...filter, before: cursor[name] ?? null })
      return { name, next, rows: rows.map((event) => ({ seq: event.seq, at: event.at, item: event })) }
    }),
  )
  const { items, cursor: next } = mergePages(pages, limit, cursor)
  return { events: items, cursor: next }
}
