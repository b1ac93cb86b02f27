import { type Refusal, refusal } from '../problem.ts'
import type { Gateway } from '../profile/supplier.ts'

export const hasSupplier = (gateway: Gateway, name: string): boolean => Object.hasOwn(gateway.suppliers, name)

export const knowsRoute = (gateway: Gateway, supplier: string, route: string): boolean =>
  hasSupplier(gateway, supplier) && (gateway.suppliers[supplier]?.routes.some(({ name }) => name === route) ?? false)

export const notFound = (what: string): Refusal =>
  refusal(404, 'Not found', { path: '', code: 'not-found', message: `There is no such ${what}.` })
