import { formats } from '../documents/registry.ts'
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
  const supplier = gateway.value.suppliers[supplierName ?? names[0] ?? '']
  if (!supplier) throw new UsageError(`There is no supplier '${supplierName}'. Give ${oneOf(names)}.`)
  const route = supplier.routes.find(({ name }) => routeName === undefined || name === routeName)
  if (!route)
    throw new UsageError(`There is no route '${routeName}'. Give ${oneOf(supplier.routes.map(({ name }) => name))}.`)
  return { supplier, route }
}

/** Settings that formats need besides `format`: sample parties, with numbers from the GS1 ranges for examples. */
const PARTIES = {
  sender: { id: '9501101020016', qualifier: '14', name: 'ORDERBRIDGE' },
  recipient: { id: '9501101530003', qualifier: '14', name: 'SUPPLIER' },
  template: 'order-text',
  from: 'orders@gateway.example',
  to: ['desk@supplier.example'],
  buyer: { name: 'Example buyer', endpoint: { scheme: '0088', id: '9501101020016' } },
  seller: { name: 'Example seller', country: 'BE', endpoint: { scheme: '0088', id: '9501101530003' } },
}

/** A route that writes this format. */
export function sampleRoute(name: string) {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined
  if (!format)
    throw new UsageError(
      `There is no format '${name}'.${didYouMean(name, Object.keys(formats)) || ` Give ${oneOf(Object.keys(formats))}.`}`,
    )
  const { sender, recipient, template, from, to, buyer, seller } = PARTIES
  // A format refuses unknown settings: try the fullest settings first.
  const extras = [{ buyer, seller }, { sender, recipient }, { template: 'order-email', from, to }, { template }, {}]
  const settings = extras
    .map((extra) => format.settings.safeParse({ format: name, ...extra }))
    .find(({ success }) => success)
  if (!settings?.success)
    throw new UsageError(`The format '${name}' needs settings. Configure a route, and name it with --route.`)
  const route = Route.parse({ name: 'example', document: settings.data, transport: { kind: 'mailbox' } })
  return { supplier: Supplier.parse({ name: 'Supplier', timeZone: 'Europe/Brussels', routes: [route] }), route }
}
