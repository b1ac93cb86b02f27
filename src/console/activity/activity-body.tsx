import { noteText } from '../../model/finding.ts'
import type { PersonalEvent } from '../../outbox/events.ts'
import type { Gateway } from '../../profile/supplier.ts'
import { colonIn } from '../../text/colon.ts'
import { DayField } from '../frame/day-field.tsx'
import { Field } from '../frame/field.tsx'
import { FilterFold } from '../frame/filter-fold.tsx'
import { Icon } from '../frame/icons.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { orderPath, queryOf } from '../frame/paths.ts'
import { Select } from '../frame/select.tsx'
import { SupplierField } from '../frame/supplier-field.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import { moment, shortDay } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import type { ActivityFilter } from './activity.tsx'
import { deedOf } from './deed.ts'

const PATH = '/console/activity'

interface BodyProps {
  readonly visit: Visit
  readonly gateway: Gateway
  readonly filter: ActivityFilter
  readonly found: { readonly events: readonly PersonalEvent[]; readonly cursor: string | null }
}

export function ActivityBody({ visit, gateway, filter, found }: BodyProps) {
  const { activity: text, orders } = visit.words
  const { text: q, action, supplier, from, to } = filter
  const query = { q, action, supplier, from, to }
  const isFirst = Object.keys(filter.cursor).length === 0
  return (
    <>
      <div class="head">
        <h1>{text.title}</h1>
        <div class="acts">
          <a class="btn w" href={`${PATH}/list.csv${queryOf(query)}`}>
            <Icon name="down" />
            {orders.csv}
          </a>
        </div>
      </div>
      <FindForm visit={visit} gateway={gateway} filter={filter} />
      {found.events.length === 0 ? (
        <section class="sheet empty flow tight">
          <Icon name="find" />
          <p>{found.cursor === null ? text.none : text.noneYet}</p>
          <p>
            <a href={PATH}>{text.all}</a>
          </p>
        </section>
      ) : (
        <section class="sheet">
          <Events visit={visit} gateway={gateway} events={found.events} />
        </section>
      )}
      <nav class="acts" aria-label={orders.pages}>
        {!isFirst && (
          <a class="btn" href={PATH + queryOf(query)}>
            {orders.newest}
          </a>
        )}
        {found.cursor !== null && (
          <a class="btn" rel="next" href={PATH + queryOf({ ...query, cursor: found.cursor })}>
            {text.older}
          </a>
        )}
      </nav>
    </>
  )
}

function FindForm({ visit, gateway, filter }: Omit<BodyProps, 'found'>) {
  const { activity: text, orders } = visit.words
  const search = { role: 'search' }
  const inUse = filtersInUse({ visit, gateway, filter })
  const isFiltered = inUse.length > 0
  return (
    <form class="sheet pad flow tight find" {...search} aria-label={text.find} action={PATH}>
      <div class="ask">
        <Field
          {...{ id: 'q', type: 'search', class: 'wide', label: text.search }}
          {...{ value: filter.text ?? '', autocomplete: 'off', dir: 'auto' }}
        />
        <button class="btn go" type="submit">
          <Icon name="find" />
          {orders.button}
        </button>
      </div>
      <FilterFold {...{ visit, isFiltered, inUse }} isAsked={filter.text !== null}>
        <Select
          {...{ id: 'action', label: text.what, none: text.everything }}
          {...{ options: Object.entries(text.deeds), chosen: filter.action }}
        />
        <DayField id="from" label={text.from} value={filter.from} />
        <DayField id="to" label={text.to} value={filter.to} />
        <SupplierField visit={visit} gateway={gateway} chosen={filter.supplier} />
      </FilterFold>
    </form>
  )
}

function filtersInUse({ visit: { words, language }, gateway, filter }: Omit<BodyProps, 'found'>): string[] {
  const { activity: text } = words
  const { action, supplier, from, to } = filter
  return [
    ...(action === null ? [] : [deedOf(action, text.deeds)]),
    ...(supplier === null ? [] : [gateway.suppliers[supplier]?.name ?? supplier]),
    ...(from === null ? [] : [`${text.from} ${shortDay(from, language)}`]),
    ...(to === null ? [] : [`${text.to} ${shortDay(to, language)}`]),
  ]
}

function Events({ visit, gateway, events }: Omit<BodyProps, 'found' | 'filter'> & Pick<BodyProps['found'], 'events'>) {
  const { words, language } = visit
  const { activity: text, orders, order } = words
  const heads = [text.when, text.who, text.what, orders.order, order.route, order.note]
  return (
    <Table caption={text.title} isCaptionHidden heads={heads}>
      {events.map(({ at, supplier, by, action, orderId, orderNumber, route, note, erpReference }) => {
        const zone = gateway.suppliers[supplier]?.timeZone ?? 'UTC'
        return (
          <Row>
            <Cell class="nw">{moment(at, visit, zone)}</Cell>
            <RowHead dir="auto">{by}</RowHead>
            <Cell class="f">{deedOf(action, text.deeds)}</Cell>
            <Cell class="f" dir="auto">
              {orderId !== null && <a href={orderPath(supplier, orderId)}>{orderNumber ?? orderId}</a>}
            </Cell>
            <Cell label={route === null ? '' : order.route}>{route}</Cell>
            <Cell class="f" dir="auto">
              {note !== null && noteText(note, language)}
              {erpReference !== null && (
                <small dir="auto">
                  {text.erp}
                  {colonIn(language)} {erpReference}
                </small>
              )}
            </Cell>
          </Row>
        )
      })}
    </Table>
  )
}
