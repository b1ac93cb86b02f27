import type { TransportStore } from '../../src/model/transport-store.ts'
import { nodeCiphers } from '../../src/platform/ciphers.ts'
import type { TransportPorts } from '../../src/transports/transport.ts'
import { manualClock } from '../fakes/clock.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { scriptedWire } from '../fakes/wire.ts'

/** Ports of a transport for one attempt. Every port that a test does not replace throws. */
export const meansWith = (given: Partial<TransportPorts>): TransportPorts => ({
  wire: scriptedWire(),
  secrets: fakeSecrets({}),
  mail: () => Promise.reject(new Error('Unexpected mail')),
  buckets: { get: () => undefined },
  ciphers: nodeCiphers,
  certificates: { get: () => undefined },
  tokens: new Map(),
  transportStore: emptyDrawer(),
  clock: manualClock(),
  readVerdict: () => null,
  signal: AbortSignal.timeout(5_000),
  ...given,
})

export function emptyDrawer(): TransportStore {
  const kept = new Map<string, { about: string; bytes: Uint8Array<ArrayBuffer> }>()
  return {
    get(name, about) {
      const found = kept.get(name)
      return found?.about === about ? found.bytes : null
    },
    put: (name, about, bytes) => void kept.set(name, { about, bytes }),
    expect: () => {},
  }
}
