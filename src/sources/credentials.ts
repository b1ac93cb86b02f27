import { sha256 } from '../model/order/identity.ts'
import type { Secrets } from '../ports.ts'
import type { OrderApi } from '../profile/order-api.ts'
import { utf8 } from '../text/utf8.ts'
import type { TokenKey } from './token-encryption.ts'

export const keyFor = (api: OrderApi, secrets: Secrets): TokenKey | null => {
  const [clientId, clientSecret] = [secrets.get(api.clientId), secrets.get(api.clientSecret)]
  return clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret }
}

/** The name of the account. Suppliers with the same credentials share the token and the request limit. */
export const accountName = ({ baseUrl }: OrderApi, { clientId }: TokenKey): Promise<string> =>
  sha256(utf8(JSON.stringify([new URL(baseUrl).origin, clientId])))
