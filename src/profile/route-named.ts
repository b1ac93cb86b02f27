import type { Gateway, Route, Supplier } from './supplier.ts'

/** Undefined for a supplier outside the configuration. A name such as `constructor` must not find a JavaScript property. */
export const supplierNamed = ({ suppliers }: Pick<Gateway, 'suppliers'>, name: string): Supplier | undefined =>
  Object.hasOwn(suppliers, name) ? suppliers[name] : undefined

/** Undefined for a route that the configuration no longer has. */
export const routeNamed = <R extends Pick<Route, 'name'>>(
  { routes }: { readonly routes: readonly R[] },
  name: string,
): R | undefined => routes.find((route) => route.name === name)

export function routeIn(gateway: Pick<Gateway, 'suppliers'>, supplier: string, route: string): Route | undefined {
  const found = supplierNamed(gateway, supplier)
  return found && routeNamed(found, route)
}

/** Throws for a route that the configuration no longer has. */
export function requireRoute(supplier: Pick<Supplier, 'routes'>, name: string): Route {
  const route = routeNamed(supplier, name)
  if (!route) throw new Error(`The configuration has no route ${name} any more.`)
  return route
}
