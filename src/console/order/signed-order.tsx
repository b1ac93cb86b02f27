import { Hono } from 'hono'
import { visitorOf } from '../../access/visitor.ts'
import { liveSupplier } from '../../api/live-supplier.ts'
import { permittedServices } from '../../api/permitted.ts'
import { supplierNamed } from '../../profile/route-named.ts'
import { fill } from '../../text/fill.ts'
import { isStrongToken } from '../../web/bearer.ts'
import { readOrderLink } from '../../web/order-link.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { messagePage } from '../frame/message.tsx'
import { Note } from '../frame/note.tsx'
import { orderLabel } from '../frame/order-links.tsx'
import { page } from '../frame/page.tsx'
import { orderPath } from '../frame/paths.ts'
import { moment } from '../frame/times.ts'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { contentsOf } from './contents.ts'
import { OrderBody } from './order-body.tsx'

/** The page of one order behind a signed link: to read, for as long as the link says, and nothing else. */
export const signedOrder = new Hono<ConsoleEnv>({ strict: false })

signedOrder.get('/:supplier/:orderId/:token', async (c) => {
  const { supplier: name, orderId, token } = c.req.param()
  const { gateway, secrets } = c.env
  const { visit } = c.var
  const secret = gateway.linkSecret === undefined ? undefined : secrets.get(gateway.linkSecret)
  if (!supplierNamed(gateway, name) || !isStrongToken(secret) || gateway.console?.linkDays === 0) return refused(c)
  const until = await readOrderLink({ supplier: name, orderId }, token, secret, visit.now)
  if (until === null) return refused(c)
  const reader = visitorOf('', { role: 'view', suppliers: [name] })
  const services = permittedServices(c.env, reader)
  const outbox = services.outbox(name)
  const [supplier, view] = await Promise.all([liveSupplier(services, name), outbox.view(orderId)])
  if (!supplier || !view) return refused(c)
  const contents = await contentsOf(view, supplier, outbox)
  // A document that several orders share would show the orders of others.
  const documents = contents.documents.filter(({ isShared }) => !isShared)
  const { signedLink: text } = visit.words
  const { timeZone: zone } = supplier
  return page(c, {
    title: orderLabel(view),
    supplier,
    body: (
      <>
        <Note tone="way" icon="key" class="no">
          <p>{fill(text.until, { time: moment(until, visit, zone) })}</p>
          <p class="acts">
            <a class="btn" href={orderPath(name, orderId)}>
              {text.signIn}
            </a>
          </p>
        </Note>
        <OrderBody
          visit={visit}
          supplier={supplier}
          order={view}
          contents={{ ...contents, documents }}
          actions={[]}
          mayAct={false}
          mayErase={false}
          isDone={false}
          hasFiles={false}
          hasActions={false}
        />
      </>
    ),
  })
})

/** The same page for each wrong or ended link: a guess must learn nothing. */
function refused(c: ConsoleContext) {
  const { signedLink: text } = c.var.visit.words
  const { supplier = '', orderId = '' } = c.req.param()
  const next = { href: orderPath(supplier, orderId), label: text.signIn }
  return messagePage(c, { tone: 'stop', icon: 'key', title: text.overTitle, text: text.over, next }, 403)
}
