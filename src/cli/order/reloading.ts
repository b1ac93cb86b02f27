import { setTimeout as sleep } from 'node:timers/promises'
import { isLocalAddress } from './address.ts'

/** The longest reload of a gateway on this machine. */
const RELOAD_MS = 4_000
const PAUSE_MS = 250

/**
 * Repeats the request while a gateway on this machine does not answer. A repeated order is a duplicate. Throws the error of
 * the first request that was cut, because that request may have arrived. Else throws the last error.
 */
export async function whileReloading<T>(url: string, request: () => Promise<T>): Promise<T> {
  let cut: unknown = null
  for (const until = Date.now() + (isLocalAddress(url) ? RELOAD_MS : 0); ; await sleep(PAUSE_MS)) {
    try {
      return await request()
    } catch (error) {
      if (cut === null && isCut(error)) cut = error
      if (!isUnreachable(error) || Date.now() >= until) throw cut ?? error
    }
  }
}

/** `fetch` hides the reason, `ECONNREFUSED` or another, in `cause`. */
export const isUnreachable = (error: unknown): boolean => error instanceof TypeError && error.cause !== undefined

/** The request had begun, so the gateway may have it. */
const CUT: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT'])

const isCut = (error: unknown): boolean =>
  error instanceof TypeError && error.cause instanceof Error && 'code' in error.cause && CUT.has(error.cause.code)

/** The message about a gateway that does not answer. `acceptedId`: the order that the gateway accepted before. */
export function unreachableText(url: string, error: unknown, supplier: string, acceptedId: string | null): string {
  const start = startCommand(url)
  const page = `${url}/console/orders`
  if (acceptedId !== null)
    return `The gateway accepted the order, but no longer answers. Start it again: ${start}. Then look at ${page}/${encodeURIComponent(supplier)}/${encodeURIComponent(acceptedId)}`
  if (isCut(error))
    return `The gateway stopped before it answered, so it may have the order. Start it again: ${start}. Then look at ${page}`
  return `Nothing answers at ${url}. Start the gateway first: ${start}`
}

/** The command that starts a gateway at this address. */
function startCommand(url: string): string {
  const { port } = new URL(url)
  return port === '' || port === '8787' || !isLocalAddress(url) ? 'npm start' : `npm start -- --port ${port}`
}
