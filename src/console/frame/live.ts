import type { ConsoleContext } from './visit.ts'

const MINUTE_MS = 60_000

/**
 * The tag of a page: changes with the outboxes behind the page, with the language, and each minute, because a page shows
 * the minutes that are left. Null for a page without suppliers.
 */
export async function liveTag(c: ConsoleContext, suppliers: readonly string[]): Promise<string | null> {
  if (suppliers.length === 0) return null
  const versions = await Promise.all(suppliers.map((name) => c.env.outbox(name).pageVersion()))
  const { language, now } = c.var.visit
  return `"${[...versions, language, Math.floor(now / MINUTE_MS)].join('.')}"`
}

/** The answer to a page that asks whether something is new; null where the page must be made. */
export const unchanged = (c: ConsoleContext, tag: string | null): Response | null =>
  tag !== null && c.req.header('if-none-match') === tag ? c.body(null, 304) : null
