import { fill } from '../../text/fill.ts'
import { VERSION } from '../../version.ts'
import { Icon } from '../frame/icons.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { orderLabel } from '../frame/order-links.tsx'
import { page } from '../frame/page.tsx'
import { Sheet } from '../frame/sheet.tsx'
import { Cell, Row, Table } from '../frame/table.tsx'
import { moment } from '../frame/times.ts'
import type { ConsoleContext } from '../frame/visit.ts'
import { mailPath } from '../mails/mail-page.tsx'
import { waitingDocuments } from './waiting-documents.ts'

const NEWEST = { state: null, text: null, limit: 1, before: null } as const

/** What a person sees first on a laptop: it works, what came out, and what comes next. */
export async function welcomePage(c: ConsoleContext) {
  const { words, now } = c.var.visit
  const { welcome } = words
  const { gateway, outbox } = c.env
  const { origin } = new URL(c.req.url)
  const suppliers = Object.entries(gateway.suppliers)
  const [first = ['', undefined]] = suppliers
  const zone = first[1]?.timeZone ?? 'UTC'
  const newest = (await Promise.all(suppliers.map(([name]) => outbox(name).list(NEWEST))))
    .flatMap(({ rows }) => rows)
    .map(({ order }) => order)
    .sort((a, b) => b.receivedAt.localeCompare(a.receivedAt))[0]
  const documents = await waitingDocuments(c.env)
  const routes = suppliers.reduce((sum, [, supplier]) => sum + supplier.routes.length, 0)
  return page(c, {
    title: welcome.title,
    place: words.frame.local,
    hero: (
      <>
        <p>
          {origin} · {suppliers.map(([, { name }]) => name).join(', ')} · Orderbridge {VERSION}
        </p>
        <h1>{newest ? welcome.readyAgain : welcome.ready}</h1>
        <ol class="board">
          <li>
            <b>1</b>
            <span class="n">{welcome.aMinute}</span>
            <strong>{welcome.send}</strong>
            <small>{welcome.sendHint}</small>
            <code class="all">{c.env.orderCommand}</code>
          </li>
          <li>
            <b>2</b>
            <span class="n">{welcome.aMinute}</span>
            <strong>{welcome.look}</strong>
            <small>{welcome.lookHint}</small>
            {newest ? (
              <a
                class="btn all"
                href={`/console/orders/${newest.supplier}/${encodeURIComponent(newest.orderId)}`}
                dir="auto"
              >
                {fill(welcome.lookAt, { order: orderLabel(newest) })}
              </a>
            ) : (
              <span class="all">{welcome.noneYet}</span>
            )}
          </li>
          <li>
            <b>3</b>
            <span class="n">{welcome.anHour}</span>
            <strong>{welcome.own}</strong>
            <small>{welcome.ownHint}</small>
            <code class="all">gateway.config.ts</code>
          </li>
        </ol>
      </>
    ),
    body: (
      <>
        <div class="cols">
          <Sheet id="mails" title={welcome.mails} aside={<small>{welcome.mailsHint}</small>} class="sheet">
            <Mails c={c} zone={zone} />
          </Sheet>
          <Sheet id="webhook" title={welcome.webhook}>
            {suppliers.map(([name, { webhook }]) => (
              <>
                <p dir="ltr">
                  <code>
                    POST {origin}/webhooks/{name}
                  </code>
                </p>
                {webhook && <p class="soft">{fill(welcome.signedWith, { secret: webhook.secrets.join(', ') })}</p>}
              </>
            ))}
            <p>
              <a href="/console">{welcome.openConsole}</a>
            </p>
          </Sheet>
        </div>
        <div class="half">
          <Sheet id="waiting" title={welcome.documents}>
            {documents.count === 0 ? (
              <p class="soft">{welcome.noDocuments}</p>
            ) : (
              <>
                <p>{fill(welcome.documentsCount, { count: documents.count })}</p>
                <ul class="list">
                  {documents.shown.map(({ supplier, route, fileName }) => (
                    <li>
                      <code dir="auto">{fileName}</code> <small>{`${supplier}, ${route}`}</small>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </Sheet>
          <Sheet id="stands" title={welcome.stands}>
            <ul class="time">
              <li class="ok">
                <Icon name="check" />
                {fill(welcome.configured, { suppliers: suppliers.length, routes })}
              </li>
              <li class="ok">
                <Icon name="check" />
                {welcome.stored}
              </li>
            </ul>
            <p class="soft">{fill(welcome.onlyHere, { time: moment(now, c.var.visit, zone) })}</p>
          </Sheet>
        </div>
      </>
    ),
  })
}

function Mails({ c, zone }: { c: ConsoleContext; zone: string }) {
  const { words } = c.var.visit
  const { welcome } = words
  const mails = c.env.localMails()
  if (mails.length === 0) return <p class="pad top0 soft">{welcome.noMails}</p>
  return (
    <Table caption={welcome.mails} isCaptionHidden heads={[welcome.mailWhen, welcome.mailTo, welcome.mailSubject]}>
      {mails.map(({ id, at, to, subject }) => (
        <Row>
          <Cell class="nw">{moment(at, c.var.visit, zone)}</Cell>
          <Cell class="f soft">{to.join(', ')}</Cell>
          <Cell class="f" dir="auto">
            <a href={mailPath(id)}>{subject.trim() || welcome.mailNoSubject}</a>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
