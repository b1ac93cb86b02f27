import type { Network, Secrets } from '../ports.ts'
import { withAbortSignal } from '../web/time-limit.ts'
import { isHealthy, type Part } from './health.ts'

const PING_MS = 10_000

/**
 * Pings a dead man's switch while every part is healthy. A failed ping is not reported: the missing ping raises the
 * alarm.
 */
export async function pingHeartbeat(
  parts: readonly Part[],
  secret: string | undefined,
  { wire, secrets }: { readonly wire: Network; readonly secrets: Secrets },
): Promise<'sent' | 'withheld' | 'failed'> {
  const url = secret === undefined ? undefined : secrets.get(secret)
  if (url === undefined || !isHealthy(parts)) return 'withheld'
  const ping = (signal: AbortSignal) => wire.fetch(new Request(url, { redirect: 'manual', signal }))
  const response = await withAbortSignal(PING_MS, ping).catch(() => null)
  await response?.body?.cancel()
  return response?.ok ? 'sent' : 'failed'
}
