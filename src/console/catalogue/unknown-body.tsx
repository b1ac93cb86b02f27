import { hasDepots } from '../../profile/rules.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { customersByNumber } from '../../profile/table-index.ts'
import type { UnknownNumber, UnknownNumbers } from '../../supplier/catalogue/gather-unknown.ts'
import { keyOf, type Row } from '../../supplier/catalogue/near-rows.ts'
import { fill } from '../../text/fill.ts'
import { localNumber } from '../../text/local-number.ts'
import { Chip } from '../frame/chip.tsx'
import { customerName } from '../frame/customer-name.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { OrderLink } from '../frame/order-links.tsx'
import { queryOf } from '../frame/paths.ts'
import { Sheet } from '../frame/sheet.tsx'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { tickValue } from '../orders/chosen-orders.ts'
import { CatalogueChips } from './chips.tsx'
import { commonNumber, ROLES } from './erp-numbers.ts'
import { numberId, rowPath, tablePath } from './place.ts'
import { RowFields, UnitList } from './row-fields.tsx'
import { cellsOf, FIRST_FIELDS, type FieldName } from './row-form.ts'

interface UnknownProps {
  readonly visit: Visit
  readonly supplier: Supplier
  readonly name: string
  readonly found: UnknownNumbers
  readonly mayAct: boolean
}

/** The numbers that orders wait for, those of most orders first. */
export function UnknownBody(props: UnknownProps) {
  const { visit, name, found, mayAct } = props
  const { catalogue: text } = visit.words
  const { unknown, uncounted } = found
  return (
    <>
      <h1>{text.title}</h1>
      <CatalogueChips visit={visit} supplier={name} current="unknown" />
      {unknown.length === 0 ? (
        <Sheet id="none" title={text.noneTitle} class="sheet empty flow tight">
          <p class="soft">{text.none}</p>
        </Sheet>
      ) : (
        <Sheet
          id="unknown"
          title={fill(text.unknownCount, { count: unknown.length })}
          aside={<small>{mayAct ? text.unknownHint : text.unknownAsk}</small>}
          class="sheet"
        >
          {mayAct && <UnitList {...props} />}
          <ul class="call">
            {unknown.map((one, at) => (
              <Unknown {...props} one={one} at={at} />
            ))}
          </ul>
        </Sheet>
      )}
      {uncounted > 0 && <p class="soft">{fill(text.uncounted, { count: uncounted })}</p>}
    </>
  )
}

const ORDERS = 5

function Unknown({ visit, supplier, name, mayAct, one, at }: UnknownProps & { one: UnknownNumber; at: number }) {
  const { catalogue: text } = visit.words
  const { kind, key, orders, customers, names, examples, firstCutOff, hasNoRoute, near } = one
  const id = `u${at}`
  const time = firstCutOff === null ? null : moment(firstCutOff, visit, supplier.timeZone)
  return (
    <li class="flow tight" id={numberId(kind, key)}>
      <div class="head">
        <h3 dir="auto">
          {fill(text[kind], { key })}
          {names.map((shown) => ` · ${shown}`).join('')}
        </h3>
        <Chip tone="you" icon="hand">
          {fill(text.waits, { count: orders })}
        </Chip>
      </div>
      <p class="soft">
        {fill(text.askedBy, { count: customers })}
        {time !== null && ` ${fill(text.firstCutOff, { time })}`}
      </p>
      {hasNoRoute && <p>{hasDepots(supplier) ? text.noRoute : text.noRouteOfCustomers}</p>}
      <p>
        {examples.slice(0, ORDERS).map((order, place) => (
          <>
            {place > 0 && ' · '}
            <bdi>
              <OrderLink name={name} order={order} />{' '}
              <span class="soft">
                {customerName(order.customer, supplier)}
                {order.quantity !== null && ` (${localNumber(order.quantity, visit.language)} ×)`}
              </span>
            </bdi>
          </>
        ))}
        {orders > ORDERS && ` · ${fill(visit.words.today.more, { count: orders - ORDERS })}`}
      </p>
      <Contents visit={visit} name={name} examples={examples} />
      {near.length > 0 && <Near {...{ visit, name, mayAct, one }} />}
      {mayAct && (
        <form class="flow tight" action={`${tablePath(name, kind)}/enter`}>
          <input type="hidden" name="key" value={key} />
          <input type="hidden" name="order" value={examples[0]?.orderId ?? ''} />
          <RowFields
            visit={visit}
            supplier={supplier}
            fields={FIRST_FIELDS[kind]}
            id={id}
            values={cellOf(supplier, one)}
          />
          <div class="acts">
            <button class={at === 0 ? 'btn go' : 'btn'} type="submit">
              {text.goOn}
            </button>
            {!hasNoRoute && (
              <a class="btn" href={rowPath(name, kind, key, 'enter')}>
                {text.asItIs}
              </a>
            )}
            {!hasNoRoute && (
              <a class="btn" href={releasePath(name, examples.slice(0, ORDERS))}>
                {text.release}
              </a>
            )}
            <a href={rowPath(name, kind, key)}>{text.allFields}</a>
          </div>
          {!hasNoRoute && <p class="hint">{text.releaseHint}</p>}
        </form>
      )}
    </li>
  )
}

/** A customer in the table keeps the cells that the person does not change. */
function cellOf({ customers }: Supplier, { kind, key }: UnknownNumber): (name: FieldName) => string {
  const row = kind === 'customer' ? customersByNumber(customers).get(key) : undefined
  const cells = row ? cellsOf(kind, row) : []
  return (name) => cells.find((cell) => cell.name === name)?.text ?? ''
}

/** The page before a release of the orders that are shown here, and of no other order. */
const releasePath = (name: string, examples: UnknownNumber['examples']): string =>
  `/console/orders/bulk?${new URLSearchParams([
    ['do', 'release'],
    ...examples.map(({ orderId }) => ['order', tickValue(name, orderId)]),
  ])}`

interface NearProps extends Pick<UnknownProps, 'visit' | 'name' | 'mayAct'> {
  readonly one: UnknownNumber
}

/** Rows of the table that a typing error may mean. A link leads to the page that says what the row would do. */
function Near({ visit, name, mayAct, one }: NearProps) {
  const { catalogue: text } = visit.words
  return (
    <p>
      {one.kind === 'article' ? text.near : text.nearCustomer}{' '}
      {one.near.map((row, place) => {
        const label = labelOf(row, one.nearNames)
        return (
          <>
            {place > 0 && ' · '}
            <bdi>{mayAct && !one.hasNoRoute ? <a href={sameAs(name, one, row)}>{label}</a> : label}</bdi>
          </>
        )
      })}
    </p>
  )
}

/** A number alone says nothing to a person: the name of a customer, or of an article in earlier orders, stands beside it. */
function labelOf(row: Row, names: UnknownNumber['nearNames']): string {
  const name = 'article' in row ? names[row.article] : row.name
  const label = name ? `${keyOf(row)} · ${name}` : keyOf(row)
  return 'article' in row && row.erpArticle !== undefined ? `${label} (${row.erpArticle})` : label
}

/** The facts in the orders of an unknown customer, so that a person recognises the customer. */
function Contents({ visit, name, examples }: Pick<UnknownProps, 'visit' | 'name'> & Pick<UnknownNumber, 'examples'>) {
  const shown = examples.slice(0, ORDERS).flatMap(({ content, ...order }) => (content ? [{ ...order, content }] : []))
  if (shown.length === 0) return null
  return (
    <ul class="list">
      {shown.map(({ content: { person, lines }, ...order }) => (
        <li dir="auto">
          <OrderLink name={name} order={order} />
          {person !== null && ` · ${person}`}
          <small>
            {lines.map((line) => `${localNumber(line.quantity, visit.language)} × ${line.name}`).join(' · ')}
          </small>
        </li>
      ))}
    </ul>
  )
}

/** The page before an entry, with the cells of another row. A row without a number of its own has the same number. */
function sameAs(name: string, { kind, key, examples }: UnknownNumber, row: Row): string {
  const cells = Object.fromEntries(cellsOf(kind, row).map((cell) => [cell.name, cell.text]))
  const query = { key, order: examples[0]?.orderId ?? null, ...ownNumbers(row), ...cells }
  return `${tablePath(name, kind)}/enter${queryOf(query)}`
}

function ownNumbers(row: Row): Record<string, string> {
  if ('article' in row) return { erpArticle: row.article }
  if (commonNumber(row) !== null) return {}
  return Object.fromEntries(ROLES.map((role) => [role, row.customer]))
}
