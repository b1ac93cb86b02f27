import { findingNote } from '../model/finding.ts'
import { type AlertPorts, raiseAlert } from '../outbox/alerts/raise-alert.ts'
import { applyBounce, type BounceEffect, delayed } from '../outbox/answers/bounced.ts'
import { deleteLateContents } from '../outbox/order-contents.ts'
import type { Mailed } from '../web/delivery-token.ts'
import type { Bounce, BouncedRecipient } from './read-bounce.ts'

/** Processes a bounce: a failed mail needs a person. A delayed mail is only recorded. */
export function processBounce(route: string, mailed: Mailed, bounce: Bounce, ports: AlertPorts): BounceEffect {
  const effect = applyRecipients(route, mailed, bounce, ports)
  deleteLateContents(ports.sql, mailed.orderId)
  return effect
}

function applyRecipients(route: string, mailed: Mailed, { recipients }: Bounce, ports: AlertPorts): BounceEffect {
  const { sql, clock } = ports
  const { orderId, version } = mailed
  const late = recipients.filter(({ action }) => action === 'delayed')
  const failed = recipients.filter(({ action }) => action === 'failed')
  let effect: BounceEffect = 'noted'
  if (late.length > 0) {
    effect = delayed(
      sql,
      route,
      mailed,
      findingNote('mail-delayed', { addresses: describeRecipients(late) }),
      clock.now(),
    )
  }
  if (failed.length === 0) return effect
  const why = findingNote('mail-returned', { addresses: describeRecipients(failed) })
  const addresses = failed.map(({ address }) => address)
  effect = applyBounce(sql, route, mailed, addresses, why, clock.now())
  if (effect === 'refused') raiseAlert(ports, { kind: 'refused', orderId, version, route, why })
  if (effect === 'replaced') raiseAlert(ports, { kind: 'refused', orderId, version, route, cause: 'replaced', why })
  return effect
}

const describeRecipients = (recipients: readonly BouncedRecipient[]): string =>
  recipients.map(({ address, diagnosis }) => `${address} (${diagnosis})`).join(', ')
