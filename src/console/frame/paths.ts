/** Addresses of the console. An id may hold any character. */
export const orderPath = (supplier: string, orderId: string): string =>
  `/console/orders/${encodeURIComponent(supplier)}/${encodeURIComponent(orderId)}`

/** The place of a route on the page of all routes. */
export const routePath = (supplier: string, route: string): string =>
  `/console/routes#${encodeURIComponent(`${supplier}-${route}`)}`

/** The page of the orders to key, for paper. */
export const printPath = (supplier: string): string => `/console/statements/print/${encodeURIComponent(supplier)}`

/** The values that are set, as the part of an address after the question mark. */
export function queryOf(values: Readonly<Record<string, string | null | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

/** The list of customers to call. `done`: the action that led there. */
export const callBacksPath = (supplier: string, done?: string): string =>
  `/console/call-backs${queryOf({ supplier, done })}`
