import type { Supplier } from '../../profile/supplier.ts'
import type { UnknownNumber, UnknownNumbers } from '../../supplier/catalogue/unknown-numbers.ts'
import { fill } from '../../text/fill.ts'
import { customerName } from '../frame/customer-name.ts'
import { Icon } from '../frame/icons.tsx'
import { orderPath } from '../frame/paths.ts'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { CatalogueChips } from './chips.tsx'
import { rowPath, tablePath } from './place.ts'
import { RowFields } from './row-fields.tsx'
import { FIRST_FIELDS } from './row-form.ts'

interface UnknownProps {
  readonly visit: Visit
  readonly supplier: Supplier
  readonly name: string
  readonly found: UnknownNumbers
  readonly mayAct: boolean
}

/** The numbers that orders wait for, those of most orders first. */
export function UnknownBody(props: UnknownProps) {
  const { visit, name, found } = props
  const { catalogue: text } = visit.words
  const { unknown, uncounted } = found
  return (
    <>
      <h1>{text.title}</h1>
      <CatalogueChips visit={visit} supplier={name} current="unknown" />
      {unknown.length === 0 ? (
        <section class="sheet empty" aria-labelledby="none">
          <h2 id="none">{text.noneTitle}</h2>
          <p class="soft">{text.none}</p>
        </section>
      ) : (
        <section class="sheet" aria-labelledby="unknown">
          <div class="head">
            <h2 id="unknown">
              {unknown.length === 1 ? text.unknownOne : fill(text.unknownMany, { count: String(unknown.length) })}
            </h2>
            <small>{text.unknownHint}</small>
          </div>
          <ul class="call">
            {unknown.map((one, at) => (
              <Unknown {...props} one={one} at={at} />
            ))}
          </ul>
        </section>
      )}
      {uncounted > 0 && <p class="soft">{fill(text.uncounted, { count: String(uncounted) })}</p>}
    </>
  )
}

const ORDERS = 5

function Unknown({ visit, supplier, name, mayAct, one, at }: UnknownProps & { one: UnknownNumber; at: number }) {
  const { catalogue: text } = visit.words
  const { kind, key, orders, customers, names, examples, firstCutOff, hasNoRoute } = one
  const id = `u${at}`
  const time =
    firstCutOff === null
      ? null
      : moment(firstCutOff, { zone: supplier.timeZone, now: visit.now, language: visit.language })
  return (
    <li class="flow tight">
      <div class="head">
        <h3 dir="auto">
          {fill(kind === 'article' ? text.article : text.customer, { key })}
          {names.map((shown) => ` · ${shown}`).join('')}
        </h3>
        <span class="chip you">
          <Icon name="hand" />
          {orders === 1 ? text.waitsOne : fill(text.waitsMany, { count: String(orders) })}
        </span>
      </div>
      <p class="soft">
        {customers === 1 ? text.ofOne : fill(text.ofMany, { count: String(customers) })}
        {time !== null && ` ${fill(text.firstCutOff, { time })}`}
      </p>
      {hasNoRoute && <p>{text.noRoute}</p>}
      <p>
        {examples.slice(0, ORDERS).map((order, place) => (
          <>
            {place > 0 && ' · '}
            <bdi>
              <a href={orderPath(name, order.orderId)}>{order.orderNumber}</a>{' '}
              <span class="soft">
                {customerName(order.customer, supplier)}
                {order.quantity !== null && ` (${order.quantity} ×)`}
              </span>
            </bdi>
          </>
        ))}
        {orders > ORDERS && ` · ${fill(visit.words.today.more, { count: String(orders - ORDERS) })}`}
      </p>
      {mayAct && (
        <form class="flow tight" action={`${tablePath(name, kind)}/enter`}>
          <input type="hidden" name="key" value={key} />
          <input type="hidden" name="order" value={examples[0]?.orderId ?? ''} />
          <RowFields visit={visit} fields={FIRST_FIELDS[kind]} id={id} values={() => ''} />
          <div class="acts">
            <button class={at === 0 ? 'btn go' : 'btn'} type="submit">
              {text.goOn}
            </button>
            {!hasNoRoute && (
              <a class="btn" href={rowPath(name, kind, key, 'enter')}>
                {text.asItIs}
              </a>
            )}
            <a href={rowPath(name, kind, key)}>{text.allFields}</a>
          </div>
          <p class="hint">{text.onlyOnce}</p>
        </form>
      )}
    </li>
  )
}
