import type { EntryPoint } from '../sources/bad-signatures.ts'
import { EARLIER_BAD_SIGNATURES } from './earlier-bindings.ts'

/**
 * Writes a data point for each request with a wrong signature or token, if a dataset is bound. Only this count covers
 * all instances, and an attacker's request writes no row. Workers cannot read the dataset; `docs/guides/alerts.md` has
 * the query.
 */
export function createBadSignatureMetrics(env: Env): (supplier: string, at: EntryPoint) => void {
  const binding: unknown = Reflect.get(env, 'BAD_SIGNATURES') ?? Reflect.get(env, EARLIER_BAD_SIGNATURES)
  if (!isDataset(binding)) return () => {}
  return (supplier, at) => {
    try {
      binding.writeDataPoint({ indexes: [supplier], blobs: [at], doubles: [1] })
    } catch {
      // A limit of Cloudflare. The answer to the request stays the same.
    }
  }
}

const isDataset = (binding: unknown): binding is AnalyticsEngineDataset =>
  typeof binding === 'object' && binding !== null && 'writeDataPoint' in binding
