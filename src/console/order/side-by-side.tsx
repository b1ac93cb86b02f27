import type { Order } from '../../model/order/order.ts'
import { dayWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { customerName } from '../frame/customer-name.ts'
import { Icon } from '../frame/icons.tsx'
import { orderPath } from '../frame/paths.ts'
import { ScrollText } from '../frame/scroll-text.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import type { WrittenDocument } from './contents.ts'
import type { OrderProps } from './order-body.tsx'

/** The chef's order, and next to it the documents that were written from it. */
export function SideBySide(props: OrderProps) {
  const { visit, contents } = props
  const { order: text } = visit.words
  return (
    <section class="sheet" aria-labelledby="both">
      <div class="head">
        <h2 id="both">{text.both}</h2>
        {contents.version > 0 && <small>{fill(text.version, { version: String(contents.version) })}</small>}
      </div>
      <div class="vs">
        <div class="flow">
          {contents.order ? <Slip {...props} content={contents.order} /> : <p class="soft">{text.unreadable}</p>}
        </div>
        <div class="flow">
          {contents.documents.length === 0 && <p class="soft">{text.nothingLeft}</p>}
          {contents.documents.map((document) => (
            <Document {...props} document={document} />
          ))}
        </div>
      </div>
    </section>
  )
}

function Slip({ visit, supplier, content }: OrderProps & { content: Order }) {
  const { words, language } = visit
  const { order: text } = words
  const { date, time } = content.orderedOn
  const ordered = `${dayWords(date, language)}, ${time.slice(0, 5)}`
  const delivery = content.deliveryDate === null ? '–' : dayWords(content.deliveryDate, language)
  return (
    <>
      <h3 dir="auto">{content.number}</h3>
      <dl class="facts">
        <dt>{text.customer}</dt>
        <dd dir="auto">
          {content.customer} {customerName(content.customer, supplier)}
        </dd>
        <dt>{text.ordered}</dt>
        <dd dir="auto">
          {content.person === null ? ordered : fill(text.by, { time: ordered, person: content.person })}
        </dd>
        <dt>{text.deliveryDay}</dt>
        <dd>
          <strong>
            {delivery}
            {content.deliveryTime && `, ${content.deliveryTime.time}`}
          </strong>
        </dd>
      </dl>
      <Table
        caption={text.lines}
        isCaptionHidden
        isPlain
        heads={[
          { label: text.article },
          { label: text.asked, class: 'n' },
          { label: text.price, class: 'n' },
          { label: supplier.currency, class: 'n' },
        ]}
      >
        {content.lines.map(({ article, tableArticle, name, quantity, price, total }) => (
          <Row>
            <RowHead class="f" dir="auto">
              {name}
              <small>{tableArticle === undefined ? article : `${article} → ${tableArticle}`}</small>
            </RowHead>
            <Cell class="n" label={text.asked}>
              {quantity}
            </Cell>
            <Cell class="n w">{price}</Cell>
            <Cell class="n">{total}</Cell>
          </Row>
        ))}
      </Table>
      {content.total !== null && (
        <p class="n">
          {text.total} <strong>{content.total}</strong>
        </p>
      )}
      {content.remarks !== '' && (
        <div>
          <h3>{text.remarks}</h3>
          <blockquote dir="auto">{content.remarks}</blockquote>
        </div>
      )}
    </>
  )
}

function Document({ visit, order, document, isAlone }: OrderProps & { document: WrittenDocument }) {
  const { order: text } = visit.words
  const { route, version, fileName } = document
  const path = `${orderPath(order.supplier, order.orderId)}/documents/${encodeURIComponent(route)}?version=${version}`
  const warnings = order.deliveries.find((one) => one.route === route && one.version === version)?.warnings ?? []
  return (
    <>
      <div class="head">
        <h3 dir="auto">{fileName}</h3>
        {!isAlone && (
          <a class="btn sm no" href={path} download>
            <Icon name="down" />
            {text.download}
          </a>
        )}
      </div>
      {document.text === null ? (
        <p class="soft">{text.unshown}</p>
      ) : (
        <ScrollText name={fileName} text={document.text} />
      )}
      {document.isCut && <p class="soft">{text.cut}</p>}
      {warnings.length > 0 && (
        <div class="note you">
          <Icon name="warn" />
          <div>
            <strong>{text.cutOrRespelled}</strong>
            <ul class="list">
              {warnings.map(({ was, became }) => (
                <li dir="auto">
                  {was.slice(0, WARNING_LENGTH)} → {became.slice(0, WARNING_LENGTH) || '–'}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </>
  )
}

const WARNING_LENGTH = 200
