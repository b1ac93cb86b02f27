import { orderLinkToken } from '../../src/web/order-link.ts'
import { LINK_SECRET } from './gateway.ts'

const LINKED = { supplier: 'vanacker', orderId: 'changed-1' }
const linkToken = await orderLinkToken(LINKED, Date.now() + 259_200_000, LINK_SECRET)

export interface Scene {
  readonly name: string
  readonly path: string
  readonly status?: number
  /** The page needs no sign-in. */
  readonly isOpen?: true
  /** The order whose mail has a link. The scene is the page behind the link, in the language of the view. */
  readonly mailOf?: string
  /** A file that the form of the page sends: the scene is the page after it. */
  readonly fill?: { readonly file: string }
}

/** Every page of the console, with orders in the states that people meet. */
export const SCENES: readonly Scene[] = [
  { name: 'welcome', path: '/', isOpen: true },
  { name: 'sign-in', path: '/console/sign-in', isOpen: true },
  { name: 'today', path: '/console' },
  { name: 'orders', path: '/console/orders' },
  { name: 'orders-none', path: '/console/orders?q=nothing&state=held' },
  { name: 'order-changed', path: '/console/orders/vanacker/changed-1' },
  { name: 'order-held', path: '/console/orders/vanacker/held-1' },
  { name: 'order-waits', path: '/console/orders/vanacker/wms-1' },
  { name: 'order-refused', path: '/console/orders/vanacker/refused-1' },
  { name: 'order-slip', path: '/console/orders/vanacker/changed-1/slip' },
  { name: 'order-receipt', path: '/console/orders/vanacker/changed-1/slip?paper=receipt' },
  { name: 'slip-hostile', path: '/console/orders/vanacker/hostile-1/slip' },
  { name: 'to-key', path: '/console/statements/print/vanacker' },
  { name: 'order-hostile', path: '/console/orders/vanacker/hostile-1' },
  { name: 'action-release', path: '/console/orders/vanacker/held-1/do/release' },
  { name: 'action-hold', path: '/console/orders/vanacker/wms-1/do/hold' },
  { name: 'action-discard', path: '/console/orders/vanacker/held-1/do/discard' },
  { name: 'action-done', path: '/console/orders/vanacker/held-1/do/done?route=erp' },
  { name: 'action-called', path: '/console/orders/vanacker/refused-1/do/called' },
  { name: 'bulk', path: '/console/orders/bulk?do=discard&order=vanacker/held-1&order=vanacker/held-2' },
  { name: 'catalogue', path: '/console/catalogue/vanacker' },
  { name: 'catalogue-table', path: '/console/catalogue/vanacker/articles' },
  { name: 'catalogue-customers', path: '/console/catalogue/vanacker/customers' },
  { name: 'catalogue-enter', path: '/console/catalogue/vanacker/articles/enter?key=3105&erpArticle=303105&factor=0.5' },
  { name: 'catalogue-wrong', path: '/console/catalogue/vanacker/articles/enter?key=3105&factor=none', status: 422 },
  { name: 'catalogue-row', path: '/console/catalogue/vanacker/articles/row?key=AB-100' },
  { name: 'catalogue-undo', path: '/console/catalogue/vanacker/articles/undo?key=AB-100' },
  {
    ...{ name: 'catalogue-import', path: '/console/catalogue/vanacker/articles/import' },
    fill: { file: 'article,erpArticle\nAB-100,300101\nB-811,300811\nNEW-1,300999\n' },
  },
  { name: 'routes', path: '/console/routes' },
  { name: 'route-resume', path: '/console/routes/vanacker/erp/do/resume' },
  { name: 'route-pause', path: '/console/routes/vanacker/wms/do/pause' },
  { name: 'activity', path: '/console/activity' },
  { name: 'settings', path: '/console/settings' },
  { name: 'statement-none', path: '/console/statements/2026-01-05' },
  { name: 'what-would', path: '/console/what-would' },
  { name: 'what-would-result', path: '/console/what-would?supplier=vanacker&order=PO-MX35F9QP0E' },
  { name: 'signed-link', path: `/console/read/vanacker/changed-1/${linkToken}`, isOpen: true },
  { name: 'we-have-it', path: '/confirm', isOpen: true, mailOf: 'confirm-1' },
  { name: 'we-have-it-ended', path: '/confirm/vanacker/mail/none', isOpen: true, status: 404 },
  { name: 'not-found', path: '/console/nothing', status: 404 },
]
