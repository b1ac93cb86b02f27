import type { Gateway } from '../../profile/supplier.ts'
import { DayField } from '../frame/day-field.tsx'
import { Field } from '../frame/field.tsx'
import { FilterFold } from '../frame/filter-fold.tsx'
import { Icon } from '../frame/icons.tsx'
import { h } from '../frame/jsx.ts'
import { SupplierField } from '../frame/supplier-field.tsx'
import { shortDay } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { type OrderFilter, passedQuery } from './filter.ts'

interface FindProps {
  readonly visit: Visit
  readonly gateway: Gateway
  readonly filter: OrderFilter
}

/** The form asks by GET, so that the answer has an address. On a phone the states are folded too after a question. */
export function FindForm({ visit, gateway, filter }: FindProps) {
  const { orders: text } = visit.words
  const search = { role: 'search' }
  const { supplier, day, from, to, state, holdReason } = filter
  const isFiltered = [supplier, day, from, to].some((value) => value !== null)
  const isAsked = isFiltered || filter.text !== null || holdReason !== null || filter.passed !== null
  const inUse = isAsked ? filtersInUse({ visit, gateway, filter }) : []
  return (
    <form
      class={`sheet pad flow tight find${isAsked ? ' asked' : ''}`}
      {...search}
      aria-label={text.find}
      action="/console/orders"
    >
      <div class="ask">
        <Field
          {...{ id: 'q', type: 'search', class: 'wide', label: text.search, placeholder: text.searchExample }}
          {...{ value: filter.text ?? '', autocomplete: 'off', dir: 'auto' }}
        />
        <button class="btn go" type="submit">
          <Icon name="find" />
          {text.button}
        </button>
      </div>
      <FilterFold {...{ visit, isFiltered, isAsked, inUse }}>
        <SupplierField visit={visit} gateway={gateway} chosen={supplier} />
        <DayField id="day" label={text.day} value={day} />
        <DayField id="from" label={text.from} value={from} />
        <DayField id="to" label={text.to} value={to} />
      </FilterFold>
      {state && <input type="hidden" name="state" value={state} />}
      {Object.entries(passedQuery(filter.passed) ?? {}).map(
        ([name, value]) => value && <input type="hidden" name={name} value={value} />,
      )}
    </form>
  )
}

/** The filters in use as words, such as the delivery day. */
function filtersInUse({ visit: { words, language }, gateway, filter }: FindProps): string[] {
  const { orders: text } = words
  const { supplier, day, from, to, state } = filter
  const days = [
    [text.day, day],
    [text.from, from],
    [text.to, to],
  ] as const
  return [
    ...(state === null ? [] : [text.filterStates[state]]),
    ...(supplier === null ? [] : [gateway.suppliers[supplier]?.name ?? supplier]),
    ...days.flatMap(([label, value]) => (value === null ? [] : [`${label} ${shortDay(value, language)}`])),
  ]
}
