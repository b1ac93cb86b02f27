import type { Gateway } from '../../profile/supplier.ts'
import { DayField } from '../frame/day-field.tsx'
import { Icon } from '../frame/icons.tsx'
import { SupplierField } from '../frame/supplier-field.tsx'
import type { Visit } from '../frame/visit.ts'
import type { OrderFilter } from './filter.ts'

interface FindProps {
  readonly visit: Visit
  readonly gateway: Gateway
  readonly filter: OrderFilter
}

/** The form asks by GET, so that its answer has an address. A filter in use is never hidden. */
export function FindForm({ visit, gateway, filter }: FindProps) {
  const { orders: text } = visit.words
  const search = { role: 'search' }
  const { supplier, day, from, to, state } = filter
  const isFiltered = [supplier, day, from, to].some((value) => value !== null)
  return (
    <form class="sheet pad flow tight" {...search} aria-label={text.find} action="/console/orders">
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
      <details open={isFiltered}>
        <summary>{text.moreFilters}</summary>
        <div class="ask">
          <SupplierField visit={visit} gateway={gateway} chosen={supplier} />
          <DayField id="day" label={text.day} value={day} />
          <DayField id="from" label={text.from} value={from} />
          <DayField id="to" label={text.to} value={to} />
        </div>
      </details>
      {state && <input type="hidden" name="state" value={state} />}
    </form>
  )
}
