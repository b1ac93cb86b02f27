import { slipsPage } from '../documents/slips.ts'
import type { Bundle } from '../outbox/bundle.ts'
import type { Buckets, SendMail } from '../ports.ts'
import type { Supplier } from '../supplier.ts'
import { within } from '../time-limit.ts'
import { utf8 } from '../utf8.ts'

export interface BundleMeans {
  readonly buckets: Buckets
  readonly mail: SendMail
}

const SEND_MS = 30_000

/**
 * The bundle, past everything that may be down: into a bucket, always; by mail, when it has an order that the last one didn't.
 * Returns what went wrong, in sentences for the operator.
 */
export async function sendBundle(
  name: string,
  supplier: Supplier,
  { slips, isNews }: Bundle,
  { buckets, mail }: BundleMeans,
): Promise<string[]> {
  const { breakGlass } = supplier
  if (!breakGlass) return []
  const html = slipsPage(slips, supplier)
  const { date, time } = slips.madeAt
  const ways: [string, Promise<void>][] = []
  if (breakGlass.bucket !== undefined) {
    const document = { bytes: utf8(html), mediaType: 'text/html; charset=utf-8' }
    const bucket = buckets.get(breakGlass.bucket)
    const put = bucket
      ? bucket.put(`${breakGlass.prefix}${name}.html`, document)
      : Promise.reject(new Error('The gateway has no such binding.'))
    ways.push([`The bucket ${breakGlass.bucket} did not take the bundle of orders.`, put])
  }
  if (breakGlass.mail && isNews) {
    const subject = `${supplier.name.replace(/\p{Cc}+/gu, ' ')}: ${slips.slips.length + slips.unread.length + slips.left} (${date} ${time.slice(0, 5)})`
    const text = [
      ...slips.slips.map(({ order, why }) => `${order.number}: ${why}`),
      ...slips.unread.map((one) => `${one.name}: ${one.why}`),
    ]
    ways.push([
      'The mail with the bundle of orders could not be sent.',
      mail({ ...breakGlass.mail, subject, text: text.join('\n'), html }),
    ])
  }
  const results = await Promise.allSettled(ways.map(([, sent]) => within(SEND_MS, sent)))
  return ways.filter((_, at) => results[at]?.status === 'rejected').map(([why]) => why)
}
