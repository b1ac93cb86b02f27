import type { Supplier } from './supplier.ts'

/**
 * The routes with a mail that people read as document. Such a mail is a copy next to a route to a system. A fallback
 * route counts by the replaced route, so a mail that takes over is no copy.
 */
export const copyRoutes = ({ routes }: Pick<Supplier, 'routes'>): string[] =>
  routes.filter(({ document }) => document.format === 'email').map(({ name }) => name)
