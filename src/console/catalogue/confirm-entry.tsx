import { deskRemark } from '../../model/desk-wording.ts'
import type { CustomerRow } from '../../profile/catalogue.ts'
import type { CatalogueRow } from '../../supplier/catalogue/catalogue-actions.ts'
import type { CatalogueRowView, EntryView } from '../../supplier/catalogue/catalogue-views.ts'
import type { EntryPreview } from '../../supplier/catalogue/unknown-numbers.ts'
import { fill } from '../../text/fill.ts'
import { localNumber } from '../../text/local-number.ts'
import { Confirmation, NotDone } from '../frame/confirmation.tsx'
import { Crumb } from '../frame/crumb.tsx'
import { customerName } from '../frame/customer-name.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { NoteField } from '../frame/note-field.tsx'
import { OrderLink } from '../frame/order-links.tsx'
import { Sheet } from '../frame/sheet.tsx'
import { type StillRoute, stillText } from '../frame/still-route.ts'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { otherCustomer } from './entry-meaning.ts'
import { buttonText, isWaiting, leavingText, stillOf } from './leaving-text.ts'
import { type CataloguePlace, rowPath, tablePath } from './place.ts'
import { Cells } from './row-body.tsx'
import { fieldsOf } from './row-form.ts'

interface ConfirmProps extends CataloguePlace {
  readonly visit: Visit
  readonly row: CatalogueRow
  readonly before: CatalogueRowView | null
  readonly preview: EntryPreview
  /** Routes that send no order now. */
  readonly still: readonly StillRoute[]
  /** Names in orders of the numbers that mean the article, by number. */
  readonly named: Readonly<Record<string, string>>
  /** The order that was the occasion. */
  readonly orderId: string
  readonly note: string
  /** The entry of another person, made after the page before. */
  readonly stands?: EntryView | null
}

/** Says what an entry will do, before it is stored. */
export function ConfirmEntry(props: ConfirmProps) {
  const { visit, name, kind, row, before, preview, orderId, note } = props
  const { catalogue: text } = visit.words
  const { key } = row
  const back = `${rowPath(name, kind, key)}&${new URLSearchParams([...fieldsOf(kind, row.row), ['order', orderId]])}`
  return (
    <>
      <Crumb href={back}>{text.title}</Crumb>
      <div class="cols">
        <div class="flow">
          <Confirmation
            visit={visit}
            title={fill(kind === 'article' ? text.confirmArticle : text.confirmCustomer, { key })}
            problem={
              <>
                <Conflict {...props} />
                <OtherCustomer {...props} />
              </>
            }
            steps={
              <>
                <li>
                  <strong dir="auto">{meaningOf(props)}</strong>
                  <Names {...props} />
                </li>
                <li>
                  <strong>{leavingText(props)}</strong>
                  {stillOf(props).map((route) => ` ${stillText(route, visit, props.supplier)}`)}
                  {preview.stay.length > 0 && <br />}
                  {preview.stay.length > 0 && fill(text.stay, { count: preview.stay.length })}
                </li>
                {unfitSentences(props).map((sentence) => (
                  <li dir="auto">{sentence}</li>
                ))}
                <li>{text.later}</li>
              </>
            }
            below={preview.leave.length + preview.stay.length > 0 && <Orders {...props} />}
            action={`${tablePath(name, kind)}/enter`}
            hidden={{
              ...{ key, row: JSON.stringify(row.row), order: orderId },
              replaces: before?.entry?.version ?? '',
            }}
            button={buttonText(props)}
            back={back}
          >
            <NoteField visit={visit} isNeeded={false} note={note} />
          </Confirmation>
        </div>
        <Sheet id="side" title={text.was} class="sheet pad flow tight">
          <Cells visit={visit} kind={kind} row={before?.effective ?? null} none={text.inNoTable} />
          <h2>{text.becomes}</h2>
          <Cells visit={visit} kind={kind} row={row.row} none={text.passes} />
        </Sheet>
      </div>
    </>
  )
}

function meaningOf({ visit, row }: ConfirmProps): string {
  const { catalogue: text } = visit.words
  const { key } = row
  if (row.kind === 'customer') {
    const { name } = row.row
    // A reader would take another number in this place for the number of the customer.
    const sentence = name ? text.meansCustomer : text.meansCustomer.replace(/\s?: \{name\}/, '')
    return `${fill(sentence, { key, name: name ?? '' })} ${numbersText(visit, row.row)}`
  }
  const { erpArticle, factor, unit } = row.row
  const meaning = erpArticle ? fill(text.means, { key, erp: erpArticle }) : fill(text.meansItself, { key })
  if (!factor && !unit) return meaning
  return `${meaning} ${fill(text.oneIs, { quantity: [localNumber(factor ?? '1', visit.language), unit].filter(Boolean).join(' ') })}`
}

/** Says which number the ERP gets for each party. Some documents name no payer without a number for the payer. */
function numbersText({ words }: Visit, row: CustomerRow): string {
  const { catalogue: text } = words
  const { customer, soldTo = customer, shipTo = customer, billTo } = row
  if (soldTo === shipTo && (billTo ?? customer) === soldTo) return fill(text.oneNumber, { number: soldTo })
  return fill(text.eachNumber, { soldTo, shipTo, billTo: billTo ?? fill(text.noPayer, { number: customer }) })
}

/** One sentence for each route and each reason that its document cannot hold an order. */
function unfitSentences({ visit, preview }: ConfirmProps): string[] {
  const { words, language } = visit
  const found = preview.stay.flatMap(({ orderId, unfit }) =>
    unfit.map(({ route, problems }) => ({ orderId, route, why: deskRemark(problems, language) })),
  )
  return [...Map.groupBy(found, ({ route, why }) => `${route} ${why}`).values()].flatMap(([first, ...others]) => {
    const values = { route: first?.route ?? '', count: others.length + 1, why: first?.why ?? '' }
    return fill(words.catalogue.unfit, values)
  })
}

/** A number says nothing to a person; its name in orders shows a wrong article. */
function Names({ visit, named }: ConfirmProps) {
  const names = Object.entries(named).map(([number, name]) => `${number} · ${name}`)
  if (names.length === 0) return null
  return (
    <p class="soft" dir="auto">
      {visit.words.catalogue.namesInOrders} {names.join(' / ')}
    </p>
  )
}

/** The goods of an order go to the customer that the ERP knows under the number. */
function OtherCustomer({ visit, row, supplier }: ConfirmProps) {
  const other = otherCustomer(row, supplier)
  if (!other) return null
  const { number, customer } = other
  const values = { number, name: customer.name ?? customer.customer, key: customer.customer }
  return (
    <Note tone="you">
      <p dir="auto">
        <strong>{fill(visit.words.catalogue.otherCustomer, values)}</strong>
      </p>
    </Note>
  )
}

function Conflict({ visit, supplier, kind, stands }: ConfirmProps) {
  const { catalogue: text } = visit.words
  if (stands === undefined) return null
  const time = stands ? moment(stands.at, visit, supplier.timeZone) : ''
  return (
    <NotDone visit={visit}>
      <p dir="auto">{stands ? fill(text.conflict, { who: stands.by, time }) : text.conflictUndone}</p>
      {stands && <Cells visit={visit} kind={kind} row={stands.row} none={text.inNoTable} />}
    </NotDone>
  )
}

const SHOWN = 50

function Orders(props: ConfirmProps) {
  const { visit, supplier, name, kind, preview } = props
  const { catalogue: text, orders, holdReasons } = visit.words
  const stayingText = ({ holdReason, routes }: EntryPreview['stay'][number]): string =>
    [holdReasons[holdReason], routes.length > 0 ? fill(text.leavesOnly, { routes: routes.join(', ') }) : '']
      .filter(Boolean)
      .join(' · ')
  const leavingEnd = (order: EntryPreview['leave'][number]): string =>
    isWaiting(props, order) ? fill(text.waitsFor, { routes: order.routes.join(', ') }) : text.leaves
  const rows = [
    ...preview.leave.map((order) => ({ ...order, end: leavingEnd(order) })),
    ...preview.stay.map((order) => ({ ...order, end: stayingText(order) })),
  ]
  return (
    <Table
      caption={orders.caption}
      isCaptionHidden
      isPlain
      heads={[
        orders.order,
        orders.customer,
        ...(kind === 'article'
          ? [
              { label: text.ordered, class: 'n' },
              { label: text.gets, class: 'n' },
            ]
          : []),
        orders.state,
      ]}
    >
      {rows.slice(0, SHOWN).map((order) => (
        <Row>
          <RowHead class="f" dir="auto">
            <OrderLink name={name} order={order} />
          </RowHead>
          <Cell class="f" dir="auto">
            {customerName(order.customer, supplier)}
          </Cell>
          {kind === 'article' && (
            <>
              <Cell class="n" label={text.ordered}>
                {order.quantity && localNumber(order.quantity, visit.language)}
              </Cell>
              <Cell class="n" label={text.gets}>
                <strong>{order.becomes && localNumber(order.becomes, visit.language)}</strong>
              </Cell>
            </>
          )}
          <Cell class="f">{order.end}</Cell>
        </Row>
      ))}
    </Table>
  )
}
