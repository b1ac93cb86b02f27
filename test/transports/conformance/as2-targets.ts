import { openOpenssl } from '../../servers/as2-openssl.ts'
import { type As2System, openAs2System } from '../../servers/as2-system.ts'
import { openCutProxy } from '../../servers/cut-proxy.ts'
import type { Target } from './target.ts'

/** All targets share one pair of partners. */
export const openIdentities = () => openOpenssl(['ours', 'partner', 'stranger'])
type Identities = Awaited<ReturnType<typeof openIdentities>>

export const as2Secrets = ({ pem }: Identities): Record<string, string> => ({
  AS2_CERT: pem('ours.pem'),
  AS2_KEY: pem('ours.key'),
  PARTNER_CERT: pem('partner.pem'),
})

/** The route's `transport`, to a partner at this port. */
export const as2Transport = (port: number, more: object = {}): Target['transport'] => ({
  ...{ kind: 'as2', url: `http://127.0.0.1:${port}/as2`, from: 'ORDERBRIDGE', to: 'FRESCO', timeoutSeconds: 4 },
  ...{ ownCertificate: 'AS2_CERT', ownKey: 'AS2_KEY', partnerCertificates: ['PARTNER_CERT'] },
  ...more,
})

export async function as2Targets(identities: Identities): Promise<Target[]> {
  const target = async (name: string, about: string, more: object = {}): Promise<Target> => {
    const partner = await openAs2System(identities)
    const proxy = await openCutProxy(partner.port)
    return {
      ...{ name, about, proxy, server: partner.port, partner },
      ...(name === 'as2' ? {} : { brief: true }),
      family: 'request',
      placeName: 'FRESCO',
      place: {
        files: () => documentsAt(partner),
        unfinished: () => partner.unfinished,
        clear: () => partner.forget(),
      },
      transport: as2Transport(proxy.port, more),
      passwordIs: (state) => partner.behave({ wrongKey: state === 'wrong' }),
      turnedAway: /decryption-failed/,
      stop: async () => {
        await proxy.close()
        await partner.close()
      },
    }
  }
  return [
    await target('as2', 'an AS2 partner of openssl’s making'),
    await target('as2-small', 'the same, compressed', { compress: true }),
    await target('as2-old', 'the same: 3DES and SHA-1', { encrypt: '3des', sign: 'sha1' }),
    await target('as2-open', 'the same, AES-128 and compressed', { encrypt: 'aes128-cbc', compress: true }),
  ]
}

/** Received documents, each Message-ID once. Two documents with one file name count as two. */
export function documentsAt({ messages }: As2System): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (const { id, fileName, document } of messages.values())
    files.set(files.has(fileName) ? `${fileName} (${id})` : fileName, document)
  return files
}
