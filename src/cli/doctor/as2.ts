import { createPrivateKey, X509Certificate } from 'node:crypto'
import { DAY_MS } from '../../model/day.ts'
import { namesIn, readKeys } from '../../transports/as2/keys.ts'
import { HASHES } from '../../transports/as2/message.ts'
import type { As2Settings } from '../../transports/as2/settings.ts'
import { pemBlock } from '../../transports/cms/pem.ts'
import { SOON_DAYS } from './certificate.ts'
import { daysLeft } from './days-left.ts'
import type { Examine } from './examine.ts'
import { type Finding, failed, passed, unsure } from './finding.ts'
import { checkEndpoint } from './http.ts'

/** Checks the certificates and the connection to the partner. Sends no message. */
export const examineAs2: Examine<As2Settings> = async function* (settings, { ports, now }) {
  const { url, ownCertificate, ownKey, partnerCertificates } = settings
  const readable = await readKeys(settings, HASHES[settings.sign], ports.secrets, now())
  if (readable.ok) {
    const keys = namesIn(ownKey)
    for (const [at, certificate] of namesIn(ownCertificate).entries()) {
      const key = keys[at] ?? ''
      const pem = ports.secrets.get(certificate) ?? ''
      const isPair = certificateIn(pem).checkPrivateKey(createPrivateKey(ports.secrets.get(key) ?? ''))
      yield isPair
        ? passed('settings', `${key} is the key of the certificate in ${certificate}.`)
        : failed(
            'settings',
            `${key} is not the key of the certificate in ${certificate}.`,
            'Put the two that were made together into these secrets.',
          )
      yield lifetime(certificate, pem, now(), 'Make a new one in time, and give it to the supplier.')
    }
    for (const name of partnerCertificates)
      yield lifetime(
        name,
        ports.secrets.get(name) ?? '',
        now(),
        'Ask the supplier for the next one in time, and list both.',
      )
  } else
    yield failed(
      'settings',
      readable.error.replace(', so nothing was sent', ''),
      'Set each as PEM, in double quotes with its line breaks.',
    )
  yield* checkEndpoint(url, now())
}

const certificateIn = (pem: string): X509Certificate => new X509Certificate(pemBlock(pem, 'CERTIFICATE') ?? pem)

function lifetime(name: string, pem: string, now: number, help: string): Finding {
  const { subject, validFrom, validTo } = certificateIn(pem)
  const who = `${name} (${subject.replaceAll('\n', ', ')})`
  const [from, until] = [new Date(validFrom), new Date(validTo)]
  const days = Math.floor((until.getTime() - now) / DAY_MS)
  const day = until.toISOString().slice(0, 10)
  if (from.getTime() > now)
    return failed('settings', `${who} is valid only from ${from.toISOString().slice(0, 10)} on.`, help)
  if (days < 0) return failed('settings', `${who} was valid until ${day}.`, help)
  if (days <= SOON_DAYS) return unsure('settings', `${who} is valid for ${daysLeft(days)}, until ${day}.`, help)
  return passed('settings', `${who} is valid for ${daysLeft(days)}.`)
}
