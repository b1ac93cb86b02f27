import type { AttemptResult } from '../../../src/model/attempt-result.ts'
import { http } from '../../../src/transports/http.ts'
import type { OutgoingDocument } from '../../../src/transports/transport.ts'
import { manualClock } from '../../fakes/clock.ts'
import { fakeSecrets } from '../../fakes/secrets.ts'
import { type Answer, scriptedWire, status } from '../../fakes/wire.ts'
import { meansWith } from '../means.ts'
import { parcelOf } from '../parcel.ts'

export const URL_OF_ERP = 'https://erp.fresco.example/orders'
export const URL_OF_TOKENS = 'https://login.fresco.example/token'
export const SECRETS = {
  ID: 'client-id-31f0',
  SECRET: 'client secret+64d8',
  ACCESS_ID: 'a.access',
  ACCESS_SECRET: 'b-77c1a8f3',
}

export function receiver(answer: Answer = status(200)) {
  const wire = scriptedWire()
  const clock = manualClock()
  wire.answers(URL_OF_ERP, answer)
  const means = meansWith({ wire, clock, secrets: fakeSecrets(SECRETS) })
  const send = (more: object, parcel: Partial<OutgoingDocument> = {}): Promise<AttemptResult> =>
    http.deliver(parcelOf('UNB', parcel), http.settings.parse({ kind: 'http', url: URL_OF_ERP, ...more }), means)
  const at = (url: string) => wire.calls.filter((call) => call.url === url)
  return { wire, clock, means, send, at }
}
