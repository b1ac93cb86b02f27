import { nodeWire } from '../../../src/cli/node-wire.ts'
import type { AttemptResult } from '../../../src/model/attempt-result.ts'
import { as2 } from '../../../src/transports/as2.ts'
import type { OutgoingDocument, TransportPorts } from '../../../src/transports/transport.ts'
import { fakeSecrets } from '../../fakes/secrets.ts'
import { type As2Manners, openAs2Server } from '../../servers/as2.ts'
import { emptyDrawer, meansWith } from '../means.ts'
import { parcelOf } from '../parcel.ts'

/** Line breaks of every kind, no ASCII alone, and no line break at the end. */
export const TEXT = `UNB+UNOC:3+…'\nUNH+1'\r\nFTX+AAI+++crème brûlée'\r--orderbridge-${'x'.repeat(2_000)}`
const SETTINGS = {
  ...{ kind: 'as2', from: 'ORDERBRIDGE', to: 'FRESCO BV', timeoutSeconds: 60 },
  ...{ ownCertificate: 'OUR_CERT', ownKey: 'OUR_KEY', partnerCertificates: ['PARTNER_CERT', 'NEXT_CERT'] },
}

/** Attempts over AS2 at a scripted partner. */
export async function openAs2Trial() {
  const server = await openAs2Server()
  const secrets = {
    ...{ OUR_CERT: server.pem('ours.pem'), OUR_KEY: server.pem('ours.key'), OLD_KEY: server.pem('ours-old.key') },
    ...{ PARTNER_CERT: server.pem('partner.pem'), NEXT_CERT: server.pem('next.pem') },
    RUBBISH: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
  }
  let drawer = emptyDrawer()
  const expected: [string, unknown][] = []

  return {
    server,
    /** Message-IDs that wait for a notification, with the expected MICs. */
    expected,
    /** Deletes the state stored for later attempts. */
    forget(): void {
      drawer = emptyDrawer()
      expected.length = 0
    },
    async send(
      manners: As2Manners = {},
      more: object = {},
      parcel: Partial<OutgoingDocument> = {},
      lent: Partial<TransportPorts> = {},
    ): Promise<AttemptResult> {
      server.behave(manners)
      const settings = as2.settings.parse({ ...SETTINGS, url: server.url, ...more })
      return as2.deliver(
        parcelOf(TEXT, { needsProbe: true, ...parcel }),
        settings,
        meansWith({
          wire: nodeWire,
          secrets: fakeSecrets(secrets),
          transportStore: { ...drawer, expect: (id, measure) => void expected.push([id, measure]) },
          publicUrl: 'https://gateway.example',
          signal: AbortSignal.timeout(settings.timeoutSeconds * 1000),
          ...lent,
        }),
      )
    },
  }
}

export type As2Trial = Awaited<ReturnType<typeof openAs2Trial>>
