import type { Gateway } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { DayField } from '../frame/day-field.tsx'
import { Icon } from '../frame/icons.tsx'
import { SupplierField } from '../frame/supplier-field.tsx'
import { shortDay } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import type { OrderFilter } from './filter.ts'

interface FindProps {
  readonly visit: Visit
  readonly gateway: Gateway
  readonly filter: OrderFilter
}

/**
 * The form asks by GET, so that the answer has an address. At a desk, a filter in use is open. On a phone the orders come
 * first: the filters are folded, the states too after a question, and the fold names the filters in use.
 */
export function FindForm({ visit, gateway, filter }: FindProps) {
  const { orders: text } = visit.words
  const search = { role: 'search' }
  const { supplier, day, from, to, state, holdReason } = filter
  const isFiltered = [supplier, day, from, to].some((value) => value !== null)
  const isAsked = isFiltered || filter.text !== null || holdReason !== null
  const inUse = isAsked ? filtersInUse({ visit, gateway, filter }) : []
  const phoneLabel =
    inUse.length > 0
      ? fill(text.filtersInUse, { filters: inUse.join(' · ') })
      : isAsked
        ? text.filters
        : text.moreFilters
  return (
    <form
      class={`sheet pad flow tight find${isAsked ? ' asked' : ''}`}
      {...search}
      aria-label={text.find}
      action="/console/orders"
    >
      <div class="ask">
        <div class="wide">
          <label for="q">{text.search}</label>
          <input
            id="q"
            name="q"
            type="search"
            autocomplete="off"
            dir="auto"
            placeholder={text.searchExample}
            value={filter.text ?? ''}
          />
        </div>
        <button class="btn go" type="submit">
          <Icon name="find" />
          {text.button}
        </button>
      </div>
      {/* The fields stand behind both folds, so that each field is in the form once. */}
      <details class="desk" open={isFiltered}>
        <summary>{text.moreFilters}</summary>
      </details>
      <details class="phone">
        <summary dir="auto">{phoneLabel}</summary>
      </details>
      <div class="ask folded">
        <SupplierField visit={visit} gateway={gateway} chosen={supplier} />
        <DayField id="day" label={text.day} value={day} />
        <DayField id="from" label={text.from} value={from} />
        <DayField id="to" label={text.to} value={to} />
      </div>
      {state && <input type="hidden" name="state" value={state} />}
    </form>
  )
}

/** The filters in use as words, such as the delivery day. */
function filtersInUse({ visit: { words, language }, gateway, filter }: FindProps): string[] {
  const { orders: text, orderStates } = words
  const { supplier, day, from, to, state } = filter
  const days = [
    [text.day, day],
    [text.from, from],
    [text.to, to],
  ] as const
  return [
    ...(state === null ? [] : [orderStates[state]]),
    ...(supplier === null ? [] : [gateway.suppliers[supplier]?.name ?? supplier]),
    ...days.flatMap(([label, value]) => (value === null ? [] : [`${label} ${shortDay(value, language)}`])),
  ]
}
