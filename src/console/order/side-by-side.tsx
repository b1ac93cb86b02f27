import type { Child } from 'hono/jsx'
import type { OrderField } from '../../documents/captions/order-fields.ts'
import type { Order } from '../../model/order/order.ts'
import { nameOfCustomer } from '../../profile/customer-names.ts'
import { dayWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { localNumber } from '../../text/local-number.ts'
import { Icon } from '../frame/icons.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { LongTable } from '../frame/long-table.tsx'
import { orderPath } from '../frame/paths.ts'
import { ScrollText } from '../frame/scroll-text.tsx'
import { Cell, Row, RowHead } from '../frame/table.tsx'
import type { WrittenDocument } from './contents.ts'
import { documentStand } from './document-stand.ts'
import { partId, partIds, placeOf, placesOf, shownValues } from './field-links.ts'
import { notableWarnings } from './notable-warnings.ts'
import type { OrderProps } from './order-body.tsx'
import { Respelled } from './respelled.tsx'

/** The chef's order, and next to it the documents that were written from it. */
export function SideBySide(props: OrderProps) {
  const { visit, contents } = props
  const { order: text } = visit.words
  const ids = partIds(contents.documents)
  return (
    <section class="sheet" aria-labelledby="both">
      <div class="head">
        <div>
          <h2 id="both">{text.both}</h2>
          {ids.size > 0 && <small>{text.pointAt}</small>}
        </div>
        {contents.version > 0 && <small>{fill(text.version, { version: contents.version })}</small>}
      </div>
      <div class="vs">
        <div class="flow">
          {contents.order ? (
            <Slip {...props} content={contents.order} ids={ids} />
          ) : (
            <p class="soft">{text.unreadable}</p>
          )}
        </div>
        <div class="flow">
          {contents.documents.length === 0 && <p class="soft">{text.nothingLeft}</p>}
          {contents.documents.map((document, index) => (
            <Document {...props} document={document} index={index} />
          ))}
        </div>
      </div>
    </section>
  )
}

function Slip({ visit, supplier, content, ids }: OrderProps & { content: Order; ids: ReadonlyMap<string, string> }) {
  const { words, language } = visit
  const { order: text } = words
  const { date, time } = content.orderedOn
  const linked = (field: OrderField, shown: Child, line: number | null = null) => (
    <Linked ids={ids} field={field} line={line}>
      {shown}
    </Linked>
  )
  const ordered = `${dayWords(date, language)}, ${time.slice(0, 5)}`
  const delivery = content.deliveryDate === null ? '–' : dayWords(content.deliveryDate, language)
  return (
    <>
      <h3 dir="auto">{linked('order-number', content.number)}</h3>
      <dl class="facts">
        <dt>{text.customer}</dt>
        <dd dir="auto">
          {linked('customer', content.customer)} {nameOfCustomer(content.customer, supplier)}
        </dd>
        <dt>{text.ordered}</dt>
        <dd dir="auto">
          {content.person === null
            ? linked('ordered', ordered)
            : text.by
                .split(/(\{time\}|\{person\})/)
                .map((piece) =>
                  piece === '{time}'
                    ? linked('ordered', ordered)
                    : piece === '{person}'
                      ? linked('person', content.person)
                      : piece,
                )}
        </dd>
        <dt>{text.deliveryDay}</dt>
        <dd>
          <strong>
            {linked('delivery-date', content.deliveryTime ? `${delivery}, ${content.deliveryTime.time}` : delivery)}
          </strong>
        </dd>
      </dl>
      <LongTable
        more={text.moreLines}
        caption={text.lines}
        isCaptionHidden
        isPlain
        heads={[
          text.article,
          { label: text.asked, class: 'n' },
          { label: text.price, class: 'n' },
          { label: supplier.currency, class: 'n' },
        ]}
        rows={content.lines.map(({ article, tableArticle, name, quantity, price, total }, line) => (
          <Row>
            <RowHead class="f" dir="auto">
              {linked('name', name, line)}
              <small>
                {linked('article', tableArticle === undefined ? article : `${article} → ${tableArticle}`, line)}
              </small>
            </RowHead>
            <Cell class="n" label={text.asked}>
              {linked('quantity', localNumber(quantity, language), line)}
            </Cell>
            <Cell class="n w">{price !== null && linked('price', localNumber(price, language), line)}</Cell>
            <Cell class="n" label={supplier.currency}>
              {total !== null && linked('line-total', localNumber(total, language), line)}
            </Cell>
          </Row>
        ))}
      />
      {content.total !== null && (
        <p class="n">
          {text.total} <strong>{linked('total', localNumber(content.total, language))}</strong>
        </p>
      )}
      {content.remarks !== '' && (
        <div>
          <h3>{text.remarks}</h3>
          <blockquote dir="auto">{linked('remarks', content.remarks)}</blockquote>
        </div>
      )}
    </>
  )
}

interface LinkedProps {
  readonly ids: ReadonlyMap<string, string>
  readonly field: OrderField
  readonly line: number | null
  readonly children?: Child
}

/** A value of the order, with a link to its part of the document. */
function Linked({ ids, field, line, children }: LinkedProps) {
  const { id, mark } = placeOf(field, line)
  const part = ids.get(id)
  if (part === undefined) return <>{children}</>
  return (
    <a class={`k ${mark}`} id={id} href={`#${part}`}>
      {children}
    </a>
  )
}

/** The segments of a document, each with its meaning. */
function Parts({ visit, contents, document, index }: OrderProps & { document: WrittenDocument; index: number }) {
  const { captions } = visit.words
  const places = placesOf(document)
  const shown = contents.order === null ? new Set<string>() : shownValues(contents.order)
  return (
    <ol class="doc" dir="ltr">
      {document.parts.map((part, at) => {
        const place = places.get(part)
        const caption = part.caption === null ? '' : captions[part.caption]
        const starts = part.caption === 'line' && part.line !== null
        const said = starts ? `${caption} ${(part.line ?? 0) + 1}` : caption
        return (
          <li id={partId(index, at)} class={[place?.mark ?? '', starts ? 'g' : ''].join(' ').trim() || undefined}>
            {place && shown.has(place.id) ? <a href={`#${place.id}`}>{said}</a> : <span>{said}</span>}
            <code>{part.text}</code>
          </li>
        )
      })}
    </ol>
  )
}

function Document(props: OrderProps & { document: WrittenDocument; index: number }) {
  const { visit, supplier, order, contents, document, hasFiles } = props
  const { order: text } = visit.words
  const { route, version, fileName } = document
  const path = `${orderPath(order.supplier, order.orderId)}/documents/${encodeURIComponent(route)}?version=${version}`
  const delivery = order.deliveries.find((one) => one.route === route && one.version === version)
  const warnings = notableWarnings(delivery?.warnings ?? [], contents.order, supplier.articles)
  return (
    <>
      <div class="head">
        <h3 dir="auto">{fileName}</h3>
        {hasFiles && (
          <a class="btn sm no" href={path} download>
            <Icon name="down" />
            {text.download}
          </a>
        )}
      </div>
      {delivery && (
        <p>
          <strong>{documentStand(delivery, props)}</strong>{' '}
          {version !== contents.version && fill(text.docOther, { shown: contents.version })}
        </p>
      )}
      {document.text === null ? (
        <p class="soft">{text.unshown}</p>
      ) : (
        <details open={rowsOf(document) <= MOST_OPEN_ROWS}>
          <summary>{text.document}</summary>
          {document.parts.length > 0 ? <Parts {...props} /> : <ScrollText name={fileName} text={document.text} />}
        </details>
      )}
      {document.isCut && <p class="soft">{text.cut}</p>}
      <Respelled visit={visit} warnings={warnings} />
    </>
  )
}

/** A longer document is folded, so that a person on a phone reaches what stands below the document. */
const MOST_OPEN_ROWS = 60

const rowsOf = ({ parts, text }: WrittenDocument): number => parts.length || (text ?? '').split('\n').length
