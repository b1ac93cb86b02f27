import { messagePage } from './message.tsx'
import type { ConsoleContext } from './visit.ts'

/** Says that nothing was done, because the form is of an earlier session or of another site. */
export function stalePage(c: ConsoleContext, next?: { readonly href: string; readonly label: string }) {
  const { staleTitle: title, stale: text, toToday } = c.var.visit.words.frame
  const way = next ?? { href: '/console', label: toToday }
  return messagePage(c, { tone: 'stop', icon: 'stop', title, text, next: way }, 403)
}
