import type { Secrets } from '../ports.ts'
import { err } from '../result.ts'
import type { Supplier } from '../supplier.ts'
import { evidenceOf } from '../transports/as2-evidence.ts'
import { readKeys } from '../transports/as2-keys.ts'
import { claimedMessageId, type Mdn, readMdn } from '../transports/as2-mdn.ts'
import { HASHES } from '../transports/as2-message.ts'
import { type As2Settings, as2Settings, unquoted } from '../transports/as2-settings.ts'
import type { Notification } from './hear-notification.ts'

/** What somebody posted to us over AS2. */
export interface As2Post {
  readonly headers: Headers
  readonly body: Uint8Array<ArrayBuffer>
}

/** Those routes of a supplier that talk with whoever this says it is from. */
export interface Partner {
  readonly route: string
  readonly settings: As2Settings
}

export function partnersIn(supplier: Supplier | undefined, headers: Headers): Partner[] {
  const [from, to] = [unquoted(headers.get('as2-from')), unquoted(headers.get('as2-to'))]
  return (supplier?.routes ?? []).flatMap(({ name, transport }) => {
    const settings = as2Settings.safeParse(transport)
    return settings.success && settings.data.to === from && settings.data.from === to
      ? [{ route: name, settings: settings.data }]
      : []
  })
}

/** A notification that the partner signed; or of which message a stranger speaks, and why they are one. */
export type HeardAs2 =
  | { readonly from: 'partner'; readonly notification: Notification }
  | { readonly from: 'stranger'; readonly claimed: string | null; readonly why: string }

const UNREADABLE_KEYS = err('a certificate or key of its route cannot be read here')

export async function hearAs2(
  { headers, body }: As2Post,
  partners: readonly Partner[],
  secrets: Secrets,
): Promise<HeardAs2> {
  const contentType = headers.get('content-type') ?? ''
  const routes: string[] = []
  let read: Mdn | null = null
  let why = 'nobody by these names is known'
  for (const { route, settings } of partners) {
    const keys = await readKeys(settings, HASHES[settings.sign], secrets)
    const mdn = keys.ok ? await readMdn(contentType, body, keys.value.partner) : UNREADABLE_KEYS
    if (mdn.ok) {
      read = mdn.value
      routes.push(route)
    } else why = mdn.error
  }
  const [first, ...others] = routes
  if (!read || first === undefined) return { from: 'stranger', claimed: claimedMessageId(contentType, body), why }
  return {
    from: 'partner',
    notification: { mdn: read, evidence: await evidenceOf(headers, body), routes: [first, ...others] },
  }
}
