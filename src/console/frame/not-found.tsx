import { messagePage } from './message.tsx'
import type { ConsoleContext } from './visit.ts'

export function notFoundPage(c: ConsoleContext) {
  const { notFoundTitle: title, notFound: text, toToday: label } = c.var.visit.words.frame
  return messagePage(c, { tone: 'you', icon: 'find', title, text, next: { href: '/console', label } }, 404)
}
