import { supplierNamed } from '../profile/route-named.ts'
import type { Supplier } from '../profile/supplier.ts'
import type { Services } from '../services.ts'

/** The supplier with the newest entries of the catalogue over its tables; undefined for a name that is not configured. */
export async function liveSupplier(
  { gateway, acceptPorts, outbox }: Pick<Services, 'gateway' | 'acceptPorts' | 'outbox'>,
  name: string,
): Promise<Supplier | undefined> {
  const configured = supplierNamed(gateway, name)
  if (!configured) return undefined
  const { catalogue } = acceptPorts(name)
  const changes = await outbox(name).catalogueSince(catalogue.version())
  if (changes) catalogue.learn(changes)
  return catalogue.supplier(configured)
}
