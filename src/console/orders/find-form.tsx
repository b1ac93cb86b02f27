import type { Gateway } from '../../profile/supplier.ts'
import { Icon } from '../frame/icons.tsx'
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
  const suppliers = Object.entries(gateway.suppliers)
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
      {suppliers.length > 1 && (
        <div>
          <label for="supplier">{text.supplier}</label>
          <select id="supplier" name="supplier">
            <option value="">{text.everySupplier}</option>
            {suppliers.map(([name, supplier]) => (
              <option value={name} selected={name === filter.supplier}>
                {supplier.name}
              </option>
            ))}
          </select>
        </div>
      )}
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
