import { orderLinkToken } from '../../src/web/order-link.ts'
import { LINK_SECRET } from './gateway.ts'
import { HOSTILE, HOSTILE_ARTICLE } from './hostile.ts'

const linkTo = async (supplier: string, orderId: string): Promise<string> =>
  `/console/read/${supplier}/${orderId}/${await orderLinkToken({ supplier, orderId }, Date.now() + 259_200_000, LINK_SECRET)}`

export interface Scene {
  readonly name: string
  readonly path: string
  readonly status?: number
  /** The page needs no sign-in. */
  readonly isOpen?: true
  /** The order whose mail has a link. The scene is the page behind the link, in the language of the view. */
  readonly mailOf?: { readonly supplier: string; readonly orderId: string }
  /** The newest mail to this address that the gateway did not send. */
  readonly mailTo?: string
  /** A file that the form of the page sends, or the export of an order: the scene is the page after it. */
  readonly fill?: { readonly file: string } | { readonly order: string }
  /** The selector of an element that a person sees on a phone without scrolling. */
  readonly onFirstScreen?: string
  /** The keyboard walks the page on a phone, where the bar of the ticked orders is high. */
  readonly isWalkedOnPhone?: true
  /** The page of the gateway with a past. `:made` stands for the day of its statement. */
  readonly in?: 'past'
}

/** The delivery day of most orders of the sample day. */
const DAY = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
const order = (id: string, rest = ''): string => `/console/orders/vanacker/${id}${rest}`
const hostile = (id: string, rest = ''): string => `/console/orders/noord/hostile-${id}${rest}`
const articles = (page: string, query: Readonly<Record<string, string>> = {}, supplier = 'vanacker'): string =>
  `/console/catalogue/${supplier}/articles/${page}?${new URLSearchParams(query)}`
const CUSTOMER = '/console/catalogue/vanacker/customers/enter'
const ticked = (action: string, ...orders: string[]): string =>
  `/console/orders/bulk?${new URLSearchParams([['do', action], ...orders.map((one) => ['order', one])])}`

/** Every page of the console, with orders in the states that people meet. */
export const SCENES: readonly Scene[] = [
  { name: 'welcome', path: '/', isOpen: true },
  { name: 'mail', path: '/mails', isOpen: true, mailTo: 'depot@vanacker.example' },
  { name: 'mail-gone', path: '/mails/none', isOpen: true, status: 404 },
  { name: 'mistyped', path: '/consol/order', isOpen: true, status: 404 },
  { name: 'sign-in', path: '/console/sign-in', isOpen: true },
  { name: 'today', path: '/console?supplier=vanacker' },
  { name: 'call-backs', path: '/console/call-backs?supplier=vanacker' },
  { name: 'orders', path: '/console/orders?supplier=vanacker' },
  { name: 'orders-found', path: '/console/orders?q=PO-MX&state=pending', onFirstScreen: 'tbody .chip' },
  { name: 'orders-of-day', path: `/console/orders?supplier=vanacker&day=${DAY}`, onFirstScreen: 'tbody .chip' },
  {
    name: 'orders-of-reason',
    path: '/console/orders?state=held&reason=unknown-article&tick=all',
    isWalkedOnPhone: true,
  },
  { name: 'orders-renamed', path: '/console/orders?q=PO-MX35Q7A2B1' },
  { name: 'orders-none', path: '/console/orders?q=nothing&state=held' },
  { name: 'order-changed', path: order('changed-1') },
  { name: 'order-revised', path: order('revised-1') },
  { name: 'order-held', path: order('held-1') },
  { name: 'order-waits', path: order('wms-1') },
  { name: 'order-uncertain', path: order('uncertain-1') },
  { name: 'order-passed', path: order('passed-1') },
  { name: 'order-renamed', path: order('renamed-1') },
  { name: 'order-refused', path: order('refused-1') },
  { name: 'order-called', path: order('called-1') },
  { name: 'order-sent-again', path: order('again-1') },
  { name: 'action-called-again', path: order('again-1', '/do/called') },
  { name: 'order-sent', path: order('sent-1') },
  { name: 'order-erased', path: order('erased-1') },
  { name: 'order-slip', path: order('changed-1', '/slip') },
  { name: 'order-receipt', path: order('changed-1', '/slip?paper=receipt') },
  { name: 'to-key', path: '/console/statements/print/vanacker' },
  { name: 'pick-list', path: `/console/pick-list?supplier=vanacker&day=${DAY}` },
  { name: 'pick-list-none', path: '/console/pick-list?supplier=vanacker&day=2026-01-05' },
  { name: 'action-hold', path: order('wms-1', '/do/hold') },
  { name: 'action-release', path: order('held-1', '/do/release') },
  { name: 'action-release-replacement', path: order('revised-1', '/do/release-replacement') },
  { name: 'action-release-original', path: order('revised-1', '/do/release-original') },
  { name: 'action-release-first', path: '/console/orders/oost/east-revised/do/release-first' },
  { name: 'order-mailed-change', path: '/console/orders/oost/east-revised' },
  { name: 'order-doubted', path: order('doubted-1') },
  { name: 'action-not-there', path: order('doubted-1', '/do/not-there?route=cash') },
  { name: 'action-discard', path: order('held-1', '/do/discard') },
  { name: 'action-retry', path: order('wms-1', '/do/retry?route=wms') },
  { name: 'action-done', path: order('held-1', '/do/done?route=erp') },
  { name: 'action-has-it', path: order('uncertain-1', '/do/has-it?route=cash') },
  { name: 'action-copy-done', path: hostile('mail', '/do/copy-done?route=mail') },
  { name: 'action-keyed', path: order('wms-1', '/do/keyed') },
  { name: 'to-key-mailed', path: '/console/statements/print/oost' },
  { name: 'today-mailed', path: '/console?supplier=oost' },
  { name: 'orders-mailed', path: '/console/orders?supplier=oost&refusedBefore=*' },
  { name: 'action-discard-mailed', path: '/console/orders/oost/hostile-east/do/discard-mailed' },
  { name: 'action-discard-delivery', path: order('wms-1', '/do/discard-delivery?route=wms') },
  { name: 'action-send-by', path: order('wms-1', '/do/send-by?route=wms') },
  { name: 'action-cancel-order', path: order('sent-1', '/do/cancel-order') },
  { name: 'action-cancel', path: order('sent-1', '/do/cancel?route=shop') },
  { name: 'action-resend-same', path: order('sent-1', '/do/resend-same?route=shop') },
  { name: 'action-resend-correction', path: order('sent-1', '/do/resend-correction?route=shop') },
  { name: 'action-resend-test', path: order('sent-1', '/do/resend-test?route=shop') },
  { name: 'action-called', path: order('refused-1', '/do/called') },
  { name: 'action-not-called', path: order('called-1', '/do/not-called') },
  { name: 'action-notify-customer', path: order('refused-1', '/do/notify-customer') },
  { name: 'action-notify-nobody', path: order('held-1', '/do/notify-customer'), status: 409 },
  { name: 'action-erase', path: order('refused-1', '/do/erase') },
  { name: 'bulk-hold', path: ticked('hold', 'vanacker/wms-1', 'vanacker/held-1') },
  { name: 'bulk-release', path: ticked('release', 'vanacker/held-1', 'vanacker/held-2') },
  { name: 'bulk-discard', path: ticked('discard', 'vanacker/held-1', 'vanacker/held-2') },
  { name: 'bulk-keyed', path: ticked('keyed', 'vanacker/held-1', 'vanacker/held-2') },
  { name: 'bulk-done', path: `${ticked('discard', 'vanacker/held-1', 'vanacker/wms-1')}&done=` },
  { name: 'catalogue-suppliers', path: '/console/catalogue' },
  { name: 'catalogue', path: '/console/catalogue/vanacker' },
  { name: 'catalogue-table', path: '/console/catalogue/vanacker/articles' },
  { name: 'catalogue-customers', path: '/console/catalogue/vanacker/customers' },
  { name: 'catalogue-enter', path: articles('enter', { key: '3105', erpArticle: '303105', factor: '0.5' }) },
  { name: 'catalogue-wrong', path: articles('enter', { key: '3105', factor: 'none' }), status: 422 },
  { name: 'catalogue-unfit', path: articles('enter', { key: '3105', unit: 'kilo' }), status: 422 },
  { name: 'catalogue-other-customer', path: `${CUSTOMER}?key=K-774418&erpCustomer=K-774417` },
  { name: 'catalogue-row', path: articles('row', { key: 'AB-100' }) },
  { name: 'catalogue-undo', path: articles('undo', { key: 'AB-100' }) },
  { name: 'catalogue-file', path: articles('import') },
  {
    ...{ name: 'catalogue-import', path: articles('import') },
    fill: { file: 'article,erpArticle\nAB-100,300101\nB-811,300811\nNEW-1,300999\n' },
  },
  {
    ...{ name: 'catalogue-import-wrong', path: articles('import') },
    fill: { file: 'article,erpArticle,factor,unit\nAB-100,300101,none,\nAB-100,300102,1,\nT-457,300457,5,kilo\n' },
  },
  { name: 'routes', path: '/console/routes' },
  { name: 'route-resume', path: '/console/routes/vanacker/erp/do/resume' },
  { name: 'route-pause', path: '/console/routes/vanacker/wms/do/pause' },
  { name: 'route-retry', path: '/console/routes/vanacker/wms/do/retry' },
  { name: 'activity', path: '/console/activity?supplier=vanacker', onFirstScreen: 'tbody th' },
  { name: 'catch-up', path: '/console/catch-up?supplier=vanacker' },
  { name: 'restore', path: '/console/restore/import?supplier=vanacker' },
  {
    ...{ name: 'restore-preview', path: '/console/restore/import?supplier=vanacker' },
    fill: { order: 'vanacker/sent-1' },
  },
  {
    ...{ name: 'restore-confirm', path: '/console/restore/import?supplier=lost-shown', in: 'past' as const },
    fill: { order: 'lost-shown/lost-shown' },
  },
  {
    ...{ name: 'restore-wrong', path: '/console/restore/import?supplier=vanacker' },
    fill: { file: 'article,erpArticle\n' },
  },
  { name: 'settings', path: '/console/settings' },
  { name: 'catch-up-lost', path: '/console/catch-up?supplier=lost-shown', in: 'past' },
  { name: 'catch-up-list', path: '/console/catch-up?supplier=counted', in: 'past' },
  { name: 'order-after-loss', path: '/console/orders/lost-shown/after-loss', in: 'past' },
  { name: 'settings-removed', path: '/console/settings', in: 'past' },
  { name: 'removed-orders', path: '/console/orders?supplier=left', in: 'past' },
  { name: 'removed-order', path: '/console/orders/left/left', in: 'past' },
  { name: 'statement-made', path: '/console/statements/:made', in: 'past' },
  { name: 'statement-none', path: '/console/statements/2026-01-05' },
  { name: 'what-would', path: '/console/what-would' },
  { name: 'what-would-result', path: '/console/what-would?supplier=vanacker&order=PO-MX35F9QP0E' },
  { name: 'signed-link', path: await linkTo('vanacker', 'changed-1'), isOpen: true },
  { name: 'signed-link-over', path: '/console/read/vanacker/changed-1/none', isOpen: true, status: 403 },
  { name: 'we-have-it', path: '/confirm', isOpen: true, mailOf: { supplier: 'vanacker', orderId: 'confirm-1' } },
  { name: 'we-have-it-ended', path: '/confirm/vanacker/mail/none', isOpen: true, status: 404 },
  { name: 'not-found', path: '/console/nothing', status: 404 },
]

/** The same pages with orders, notes and entries whose text is an attack. */
export const HOSTILE_SCENES: readonly Scene[] = [
  { name: 'hostile-welcome', path: '/', isOpen: true },
  { name: 'hostile-mail', path: '/mails', isOpen: true, mailTo: 'depot@noord.example' },
  { name: 'hostile-today', path: '/console?supplier=noord' },
  { name: 'hostile-call-backs', path: '/console/call-backs?supplier=noord' },
  { name: 'hostile-notify', path: hostile('refused', '/do/notify-customer') },
  { name: 'hostile-orders', path: `/console/orders?${new URLSearchParams({ supplier: 'noord', q: HOSTILE })}` },
  { name: 'hostile-orders-all', path: '/console/orders?supplier=noord' },
  ...['held', 'sent', 'wms', 'mail', 'refused', 'revised'].map((id) => ({
    name: `hostile-order-${id}`,
    path: hostile(id),
  })),
  { name: 'hostile-slip', path: hostile('held', '/slip') },
  { name: 'hostile-receipt', path: hostile('held', '/slip?paper=receipt') },
  { name: 'hostile-to-key', path: '/console/statements/print/noord' },
  { name: 'hostile-pick-list', path: `/console/pick-list?supplier=noord&day=${DAY}` },
  { name: 'hostile-action', path: hostile('held', '/do/discard') },
  { name: 'hostile-send-by', path: hostile('held', '/do/send-by?route=erp') },
  { name: 'hostile-bulk', path: ticked('discard', 'noord/hostile-held', 'noord/hostile-revised') },
  { name: 'hostile-catalogue', path: '/console/catalogue/noord' },
  {
    name: 'hostile-table',
    path: `/console/catalogue/noord/articles?${new URLSearchParams({ q: HOSTILE_ARTICLE.slice(0, 8) })}`,
  },
  { name: 'hostile-enter', path: articles('enter', { key: HOSTILE_ARTICLE, erpArticle: '1' }, 'noord') },
  { name: 'hostile-wrong', path: articles('enter', { key: HOSTILE_ARTICLE, factor: HOSTILE }, 'noord'), status: 422 },
  { name: 'hostile-row', path: articles('row', { key: HOSTILE_ARTICLE }, 'noord') },
  { name: 'hostile-undo', path: articles('undo', { key: HOSTILE_ARTICLE }, 'noord') },
  {
    ...{ name: 'hostile-import', path: articles('import', {}, 'noord') },
    fill: { file: `article,erpArticle\n"${HOSTILE_ARTICLE.replaceAll('"', '""')}",2\n` },
  },
  {
    ...{ name: 'hostile-restore', path: '/console/restore/import?supplier=noord' },
    fill: { order: 'noord/hostile-held' },
  },
  { name: 'hostile-routes', path: '/console/routes' },
  { name: 'hostile-resume', path: '/console/routes/noord/mail/do/resume' },
  { name: 'hostile-activity', path: `/console/activity?${new URLSearchParams({ supplier: 'noord', q: HOSTILE })}` },
  { name: 'hostile-activity-all', path: '/console/activity?supplier=noord' },
  {
    name: 'hostile-what-would',
    path: `/console/what-would?${new URLSearchParams({ supplier: 'noord', order: HOSTILE })}`,
  },
  { name: 'hostile-what-would-result', path: '/console/what-would?supplier=noord&order=hostile-sent' },
  { name: 'hostile-signed-link', path: await linkTo('noord', 'hostile-held'), isOpen: true },
  {
    ...{ name: 'hostile-we-have-it', path: '/confirm', isOpen: true },
    mailOf: { supplier: 'noord', orderId: 'hostile-mail' },
  },
]

/** What a page offers to download. Only AS2 has receipts, so none is here; `test/worker/as2-door.test.ts` has one. */
export const FILES: readonly string[] = [
  '/console/orders/list.csv?supplier=noord',
  '/console/activity/list.csv?supplier=noord',
  `/console/pick-list/lines.csv?supplier=noord&day=${DAY}`,
  '/console/catalogue/noord/articles/export.csv',
  '/console/statements/print/noord?as=file',
  hostile('held', '/body'),
  hostile('sent', '/documents/erp'),
  hostile('mail', '/documents/mail'),
  hostile('mail', '/receipts/mail?version=1&number=1'),
  hostile('sent', '/export'),
]
