import { Hono } from 'hono'
import { NotAllowed } from '../api/permitted.ts'
import { closedReason } from '../model/outbox-closed.ts'
import { activity } from './activity/activity.tsx'
import { catalogue } from './catalogue/catalogue.tsx'
import { catchUp } from './catch-up/catch-up.tsx'
import { prepare, refuseClosed, requireVisitor } from './frame/guard.ts'
import { messagePage } from './frame/message.tsx'
import { notFoundPage } from './frame/not-found.tsx'
import { answerPageFile } from './frame/page-files.ts'
import { setSessionCookie } from './frame/session-cookie.ts'
import { stalePage } from './frame/stale-page.ts'
import type { ConsoleEnv } from './frame/visit.ts'
import { order } from './order/order.tsx'
import { orderFiles } from './order/order-files.ts'
import { signedOrder } from './order/signed-order.tsx'
import { bulk } from './orders/bulk.tsx'
import { orders } from './orders/orders.tsx'
import { pickLists } from './pick-list/pick-list.tsx'
import { restore } from './restore/restore.tsx'
import { routes } from './routes/routes.tsx'
import { settings } from './settings/settings.tsx'
import { signIn } from './sign-in/sign-in.tsx'
import { statements } from './statements/statements.tsx'
import { today } from './today/today.tsx'
import { whatWould } from './what-would/what-would.tsx'

/** The order desk's console. Everything except the files that pages load, the sign-in and an order behind a signed link needs a visitor. */
export const consolePages = new Hono<ConsoleEnv>({ strict: false })

consolePages.get('/:file{[0-9a-f]+\\.(?:css|js)}', async (c) => {
  return (await answerPageFile(c.req.path, c.env.readAsset)) ?? c.notFound()
})

consolePages.use('*', prepare, refuseClosed)
consolePages.route('/sign-in', signIn)
consolePages.route('/read', signedOrder)
consolePages.use('*', requireVisitor)

consolePages.post('/sign-out', async (c): Promise<Response> => {
  if (c.var.visit.late) return stalePage(c)
  setSessionCookie(c, '')
  return c.redirect('/console/sign-in', 303)
})

consolePages.route('/', today)
consolePages.route('/orders', orders)
consolePages.route('/orders/bulk', bulk)
consolePages.route('/orders', order)
consolePages.route('/orders', orderFiles)
consolePages.route('/catalogue', catalogue)
consolePages.route('/routes', routes)
consolePages.route('/activity', activity)
consolePages.route('/settings', settings)
consolePages.route('/catch-up', catchUp)
consolePages.route('/restore', restore)
consolePages.route('/statements', statements)
consolePages.route('/pick-list', pickLists)
consolePages.route('/what-would', whatWould)

consolePages.all('*', notFoundPage)

/**
 * The log gets the error's name only, because the message may hold order data. Without words there is no page: the app
 * answers.
 */
consolePages.onError((error, c) => {
  const visit = c.get('visit') as ConsoleEnv['Variables']['visit'] | undefined
  if (visit === undefined) throw error
  const { frame } = visit.words
  const next = { href: '/console', label: frame.toToday }
  if (error instanceof NotAllowed) {
    const { notAllowedTitle: title, notAllowed: text } = frame
    return messagePage(c, { tone: 'stop', icon: 'key', title, text, next, code: '403 not-allowed' }, 403)
  }
  const isClosed = closedReason(error) !== null
  if (!isClosed) console.error({ event: 'fault', path: 'console', error: error.name })
  const text = isClosed ? frame.outboxClosed : c.req.method === 'GET' ? frame.faultRead : frame.faultWrite
  return messagePage(
    c,
    {
      tone: 'stop',
      icon: 'stop',
      title: frame.faultTitle,
      text,
      next,
      code: isClosed ? '503 outbox-closed' : '503 fault',
    },
    503,
  )
})
