import { env } from 'cloudflare:workers'
import { isFetcher } from './fetcher.ts'

/** DNS over HTTPS, as `node:dns` asks on Workers (https://developers.cloudflare.com/1.1.1.1/encryption/dns-over-https/). */
const RESOLVER = 'https://cloudflare-dns.com/dns-query'
/** NXDOMAIN (RFC 1035 §4.1.1): the name does not exist. Other answers show nothing for certain. */
const NO_SUCH_NAME = 3

/** The binding by which `npm start` looks names up on this machine: 404 for a name that does not exist. */
const LOCAL = 'LOCAL_NAMES'

/** Whether the name system says that the host name does not exist. False without an answer. */
export async function isUnknownName(host: string, signal: AbortSignal): Promise<boolean> {
  const query = new URLSearchParams({ name: host, type: 'A' })
  const local: unknown = Reflect.get(env, LOCAL)
  if (isFetcher(local)) return (await local.fetch(`http://names/?${query}`, { signal })).status === 404
  const response = await fetch(`${RESOLVER}?${query}`, { headers: { accept: 'application/dns-json' }, signal })
  const { Status: status } = await response.json<{ readonly Status?: unknown }>()
  return response.ok && status === NO_SUCH_NAME
}
