import type { Gateway } from '../../profile/supplier.ts'
import { Icon } from '../frame/icons.tsx'
import { SupplierField } from '../frame/supplier-field.tsx'
import type { Visit } from '../frame/visit.ts'
import type { OrderFilter } from './filter.ts'

interface FindProps {
  readonly visit: Visit
  readonly gateway: Gateway
  readonly filter: OrderFilter
}

/** The form asks by GET, so that its answer has an address. */
export function FindForm({ visit, gateway, filter }: FindProps) {
  const { orders: text } = visit.words
  const search = { role: 'search' }
  return (
    <form class="sheet pad ask" {...search} aria-label={text.find} action="/console/orders">
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
      <SupplierField visit={visit} gateway={gateway} chosen={filter.supplier} />
      <div>
        <label for="day">{text.day}</label>
        <input id="day" name="day" type="date" value={filter.day ?? ''} />
      </div>
      <div>
        <label for="from">{text.from}</label>
        <input id="from" name="from" type="date" value={filter.from ?? ''} />
      </div>
      <div>
        <label for="to">{text.to}</label>
        <input id="to" name="to" type="date" value={filter.to ?? ''} />
      </div>
      {filter.state && <input type="hidden" name="state" value={filter.state} />}
      <button class="btn go" type="submit">
        <Icon name="find" />
        {text.button}
      </button>
    </form>
  )
}
