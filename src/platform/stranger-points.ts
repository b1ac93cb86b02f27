/**
 * One data point for each post with a wrong signature, where a dataset is bound: the only count that all instances share and
 * that costs a stranger's post no storage of ours. Workers can't read it; `docs/operations.md` has the question to ask.
 */
export function strangerPoints(env: Env): (supplier: string) => void {
  const binding: unknown = Reflect.get(env, 'STRANGERS')
  if (!isDataset(binding)) return () => {}
  return (supplier) => {
    try {
      binding.writeDataPoint({ indexes: [supplier], doubles: [1] })
    } catch {
      // Past a limit of the platform's: the answer to the stranger is the same.
    }
  }
}

const isDataset = (binding: unknown): binding is AnalyticsEngineDataset =>
  typeof binding === 'object' && binding !== null && 'writeDataPoint' in binding
