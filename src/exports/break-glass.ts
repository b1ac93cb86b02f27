import type { Why } from '../alerts/why.ts'
import type { BreakGlassOrders } from '../model/break-glass-orders.ts'
import type { Bundle } from '../outbox/export/bundle.ts'
import type { Buckets, SendMail } from '../ports.ts'
import type { Supplier } from '../profile/supplier.ts'
import { toSupplierTerms } from '../profile/translation.ts'
import { utf8 } from '../text/utf8.ts'
import { withTimeout } from '../web/time-limit.ts'
import { renderBreakGlassPage } from './break-glass-page.ts'

interface BundleMeans {
  readonly buckets: Buckets
  readonly mail: SendMail
}

/** `why`: the failure, for the operator; null without a failure. `mailed`: these orders need no further mail. */
interface BundleSent {
  readonly why: Why | null
  readonly mailed: boolean
}

const SEND_MS = 30_000

/**
 * Stores the break-glass page in the bucket on every run. Mails the page when the page has an order that no earlier
 * mail had. Both ways avoid every part that may be down.
 */
export async function sendBreakGlassPage(
  name: string,
  supplier: Supplier,
  { page, isNews }: Bundle,
  { buckets, mail }: BundleMeans,
): Promise<BundleSent> {
  const { breakGlass } = supplier
  if (!breakGlass) return { why: null, mailed: false }
  const html = breakGlassHtml(page, supplier)
  const { bucket } = breakGlass
  const store = bucket === undefined ? undefined : buckets.get(bucket)
  const document = { bytes: utf8(html), mediaType: 'text/html; charset=utf-8' }
  const [put, mailed] = await Promise.allSettled([
    bucket === undefined
      ? null
      : store
        ? withTimeout(SEND_MS, store.put(`${breakGlass.prefix}${name}.html`, document))
        : Promise.reject(new Error('unbound')),
    breakGlass.mail && isNews
      ? withTimeout(SEND_MS, mail({ ...breakGlass.mail, ...tidings(supplier, page), html }))
      : null,
  ])
  const isMailed = mailed.status === 'fulfilled'
  const says = store ? 'bundle-refused' : 'unbound'
  if (bucket === undefined || put.status === 'fulfilled')
    return { why: isMailed ? null : { says: 'bundle-unmailed' }, mailed: isMailed }
  return { why: { says: isMailed ? says : 'bundle-nowhere', bucket }, mailed: isMailed }
}

/** The page as one HTML file, which needs no other file. */
export const breakGlassHtml = (page: BreakGlassOrders, supplier: Supplier): string =>
  renderBreakGlassPage(inSupplierTerms(page, supplier), supplier)

/**
 * The page has the quantities and articles of the documents, because a desk that delivers from the page must deliver
 * the same goods.
 */
const inSupplierTerms = (all: BreakGlassOrders, supplier: Supplier): BreakGlassOrders => ({
  ...all,
  orders: all.orders.map((printed) => ({ ...printed, order: toSupplierTerms(printed.order, supplier, {}).order })),
})

function tidings(supplier: Supplier, { orders, unread, left, madeAt: { date, time } }: BreakGlassOrders) {
  const count = orders.length + unread.length + left
  const rows = [
    ...orders.map(({ order, why }) => `${order.number}: ${why}`),
    ...unread.map((order) => `${order.name}: ${order.why}`),
  ]
  return {
    subject: `${supplier.name.replace(/\p{Cc}+/gu, ' ')}: ${count} (${date} ${time.slice(0, 5)})`,
    text: rows.join('\n'),
  }
}
