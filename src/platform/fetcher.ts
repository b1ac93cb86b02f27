/** Whether a binding has `fetch`. The generated `Env` does not know bindings that the configuration names. */
export const isFetcher = (binding: unknown): binding is Fetcher =>
  typeof binding === 'object' && binding !== null && 'fetch' in binding && typeof binding.fetch === 'function'
