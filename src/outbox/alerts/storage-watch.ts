import { inGb, keepStorageSize, type StoragePorts, storageUse } from '../storage-use.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from './raise-alert.ts'

/** Each share of the limit has an alert of its own. The alert ends below the second share, so that it does not flicker. */
const SHARES = [
  { cause: '70', from: 0.7, below: 0.65 },
  { cause: '90', from: 0.9, below: 0.85 },
] as const

/** Alerts while there is time to act: past the limit Cloudflare refuses each write, so no order can be accepted. */
export function watchStorage(ports: AlertPorts & StoragePorts, now: number): void {
  const use = storageUse(ports, now)
  if (!use) return
  const { bytes, limitBytes, percent, daysLeft } = use
  keepStorageSize(ports.sql, bytes, now)
  const values = { used: inGb(bytes), limit: String(ports.alerts.storageGb), percent: String(percent) }
  for (const { cause, from, below } of SHARES) {
    if (bytes >= from * limitBytes) {
      const why =
        daysLeft === null
          ? ({ says: 'storage-used', ...values } as const)
          : ({ says: 'storage-days', ...values, days: String(daysLeft) } as const)
      raiseAlert(ports, { kind: 'storage-full', cause, why })
    } else if (bytes < below * limitBytes) resolveAlert(ports, { kind: 'storage-full', cause })
  }
}
