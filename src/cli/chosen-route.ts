import { exampleSettings } from '../documents/format.ts'
import { formats } from '../documents/registry.ts'
import { routeNamed } from '../profile/route-named.ts'
import { Route, Supplier } from '../profile/supplier.ts'
import { didYouMean, oneOf } from '../text/suggestion.ts'
import { UsageError } from './command.ts'
import { today } from './config.ts'
import { hasMistakes, readGateway } from './gateway-file.ts'

/** The named supplier and route of the configuration; default: the first. */
export async function findRoute(file: string, supplierName: string | undefined, routeName: string | undefined) {
  const gateway = await readGateway(file, today())
  if (!gateway.ok) throw new UsageError(hasMistakes(file))
  const names = Object.keys(gateway.value.suppliers)
  const name = supplierName ?? names[0] ?? ''
  const supplier = gateway.value.suppliers[name]
  if (!supplier) throw new UsageError(`There is no supplier '${supplierName}'. Give ${oneOf(names)}.`)
  const route = routeName === undefined ? supplier.routes[0] : routeNamed(supplier, routeName)
  if (!route)
    throw new UsageError(`There is no route '${routeName}'. Give ${oneOf(supplier.routes.map(({ name }) => name))}.`)
  return { name, supplier, route }
}

/** A route that writes this format with the settings of its example. */
export function sampleRoute(name: string) {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined
  if (!format)
    throw new UsageError(
      `There is no format '${name}'.${didYouMean(name, Object.keys(formats)) || ` Give ${oneOf(Object.keys(formats))}.`}`,
    )
  const route = Route.parse({ name: 'example', document: exampleSettings(format), transport: { kind: 'mailbox' } })
  return {
    name: '',
    supplier: Supplier.parse({ name: 'Supplier', timeZone: 'Europe/Brussels', routes: [route] }),
    route,
  }
}
