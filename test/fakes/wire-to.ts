import type { FakeApicbase } from '../../src/cli/fake-apicbase/apicbase.ts'
import type { Network } from '../../src/ports.ts'

/** A network that reaches only the fake, at the fake's address. */
export const wireTo = (fake: FakeApicbase, baseUrl: string): Network => ({
  async fetch(request) {
    if (new URL(request.url).origin !== new URL(baseUrl).origin) throw new Error(`Unexpected request: ${request.url}`)
    return fake.answer(request)
  },
  probe: async () => 'open',
  isUnknownName: async () => false,
  openConnection: async (host) => {
    throw new Error(`Unexpected connection: ${host}`)
  },
  secure: async (_, host) => {
    throw new Error(`Unexpected TLS: ${host}`)
  },
})
