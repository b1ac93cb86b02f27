import { primaryRoutes } from './fallbacks.ts'
import type { Supplier } from './supplier.ts'

type WithRoutes = Pick<Supplier, 'routes'>

/** The routes with a mail that people read as document. */
export const mailRoutes = ({ routes }: WithRoutes): string[] =>
  routes.filter(({ document }) => document.format === 'email').map(({ name }) => name)

/** A mail to people, next to a route to a system: an order may be in the ERP although the mail failed. */
export function isMailCopy(route: string, supplier: WithRoutes): boolean {
  const copies = copyRoutes(supplier)
  return (
    copies.includes(route) &&
    mailRoutes(supplier).includes(route) &&
    primaryRoutes(supplier).some(({ name }) => !copies.includes(name))
  )
}

/**
 * The routes that do not count as the ERP. A mail to people is a copy next to a route to a system. A bucket next to a
 * mail is an archive, and people key from the mail where no other route leads to a system. A fallback route counts by
 * the replaced route, so a mail that takes over is no copy.
 */
export function copyRoutes(supplier: WithRoutes): string[] {
  const mails = mailRoutes(supplier)
  if (mails.length === 0) return []
  const archives = supplier.routes
    .filter(({ name, transport }) => !mails.includes(name) && (transport.kind === 's3' || transport.kind === 'r2'))
    .map(({ name }) => name)
  const copies = [...mails, ...archives]
  const hasSystem = primaryRoutes(supplier).some(({ name }) => !copies.includes(name))
  return hasSystem || archives.length === 0 ? copies : archives
}
