import { nodeWire } from '../../../src/cli/node-wire.ts'
import type { AttemptResult } from '../../../src/model/attempt-result.ts'
import type {
  OutgoingDocument,
  Transport,
  TransportPorts,
  TransportSettings,
} from '../../../src/transports/transport.ts'
import { fakeSecrets } from '../../fakes/secrets.ts'
import { meansWith } from '../means.ts'
import { parcelOf } from '../parcel.ts'

export const BYTES = 'UNB+UNOC:3+…'

interface FolderServer<Manners> {
  readonly files: ReadonlyMap<string, string | Buffer>
  behave(manners: Manners): void
}

interface Trial<Settings extends TransportSettings, Manners> {
  readonly transport: Transport<Settings>
  /** Opened before all tests: asked for at each try. */
  readonly server: () => FolderServer<Manners>
  readonly settings: () => object
  readonly secrets: Readonly<Record<string, string>>
}

/** Attempts by a transport that writes files into a folder of a scripted server. */
export function folderTrial<S extends TransportSettings, M extends object>(trial: Trial<S, M>) {
  const { transport, server } = trial

  function attempt<T>(
    work: (parcel: OutgoingDocument, settings: S, means: TransportPorts) => Promise<T>,
    more: object,
    parcel: Partial<OutgoingDocument> = {},
    lent: Partial<TransportPorts> = {},
  ): Promise<T> {
    const settings = transport.settings.parse({ ...trial.settings(), ...more })
    return work(
      parcelOf(BYTES, parcel),
      settings,
      meansWith({
        wire: nodeWire,
        secrets: fakeSecrets(trial.secrets),
        signal: AbortSignal.timeout(transport.timeoutSeconds(settings) * 1000),
        ...lent,
      }),
    )
  }
  const again = (more: object = {}, lent: Partial<TransportPorts> = {}): Promise<AttemptResult> =>
    attempt(transport.deliver, more, {}, lent)

  return {
    /** Attempt at a server with an empty folder. */
    put(manners: M, more: object = {}): Promise<AttemptResult> {
      server().behave(manners)
      return again(more)
    },
    again,
    /** An earlier try may have arrived. */
    look: (more: object = {}, parcel: Partial<OutgoingDocument> = {}): Promise<AttemptResult | null> =>
      attempt(transport.check ?? transport.deliver, more, parcel),
    files: (): Record<string, string> =>
      Object.fromEntries([...server().files].map(([name, bytes]) => [name, bytes.toString()])),
  }
}
