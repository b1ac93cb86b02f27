import type { EntryPoint } from '../sources/bad-signatures.ts'

/**
 * One data point for each request with a wrong signature or token, where a dataset is bound: the only count that all instances share and
 * that costs a stranger's request no storage of ours. Workers can't read it; `docs/operations.md` has the question to ask.
 */
export function createBadSignatureMetrics(env: Env): (supplier: string, at: EntryPoint) => void {
  const binding: unknown = Reflect.get(env, 'STRANGERS')
  if (!isDataset(binding)) return () => {}
  return (supplier, at) => {
    try {
      binding.writeDataPoint({ indexes: [supplier], blobs: [at], doubles: [1] })
    } catch {
      // Past a limit of the platform's: the answer to the stranger is the same.
    }
  }
}

const isDataset = (binding: unknown): binding is AnalyticsEngineDataset =>
  typeof binding === 'object' && binding !== null && 'writeDataPoint' in binding
