import { liveSupplier } from '../../api/live-supplier.ts'
import { fill } from '../../text/fill.ts'
import { Crumb } from '../frame/crumb.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { liveTag, unchanged } from '../frame/live.ts'
import { mayDo } from '../frame/may-do.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import { Note } from '../frame/note.tsx'
import { page } from '../frame/page.tsx'
import { queryOf } from '../frame/paths.ts'
import type { ConsoleContext } from '../frame/visit.ts'
import { CallBackRows } from './call-back.tsx'

/** All customers to call. Today shows the first customers. */
export async function callBackList(c: ConsoleContext) {
  const { visit } = c.var
  const { today: text } = visit.words
  const name = c.req.query('supplier') ?? Object.keys(c.env.gateway.suppliers)[0] ?? ''
  const supplier = await liveSupplier(c.env, name)
  if (!supplier) return notFoundPage(c)
  const live = await liveTag(c, [name])
  const same = unchanged(c, live)
  if (same) return same
  const { callBacks, counts } = await c.env.outbox(name).callBacks()
  const more = counts.all - callBacks.length
  return page(c, {
    ...{ title: text.callBack, tab: 'today', live, supplier },
    body: (
      <>
        <Crumb href={`/console${queryOf({ supplier: name })}`}>{text.title}</Crumb>
        <div class="head">
          <h1>{text.callBack}</h1>
          <p>
            {fill(text.howRefused, { count: counts.toCall })} {fill(text.refusedOrders, { count: counts.orders })}
          </p>
        </div>
        {c.req.query('done') !== undefined && (
          <Note tone="ok" isNews>
            <p>{visit.words.order.done}</p>
          </Note>
        )}
        {callBacks.length === 0 ? (
          <p>{text.noRefused}</p>
        ) : (
          <section class="sheet" aria-label={text.callBack}>
            <h2 class="vh">{text.callBackHint}</h2>
            <p class="pad soft">{text.callBackRule}</p>
            <CallBackRows {...{ visit, supplier, name, callBacks }} mayAct={mayDo(c, 'markCalled')} />
          </section>
        )}
        {more > 0 && <p>{fill(text.more, { count: more })}</p>}
      </>
    ),
  })
}
