import type { ClientCertificates } from '../ports.ts'
import { isFetcher } from './fetcher.ts'

/** mTLS bindings. The names come from the configuration, so the generated `Env` cannot know the bindings. */
export const certificatesIn = (env: Env): ClientCertificates => ({
  get(name) {
    const binding: unknown = Reflect.get(env, name)
    return isFetcher(binding) ? { fetch: (request) => binding.fetch(request) } : undefined
  },
})
