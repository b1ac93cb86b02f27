import type { Gateway } from '../../profile/supplier.ts'
import { DayField } from '../frame/day-field.tsx'
import { Icon } from '../frame/icons.tsx'
import { Sheet } from '../frame/sheet.tsx'
import type { Visit } from '../frame/visit.ts'

interface FormProps {
  readonly visit: Visit
  readonly gateway: Gateway
  /** The proposed delivery day. */
  readonly day: string
}

/** Leads to the pick list of any delivery day. */
export function PickForm({ visit, gateway, day }: FormProps) {
  const { words } = visit
  const suppliers = Object.entries(gateway.suppliers)
  return (
    <Sheet id="pick" title={words.pick.openFor} class="sheet pad flow tight">
      <form class="ask" action="/console/pick-list">
        {suppliers.length > 1 && (
          <div>
            <label for="supplier">{words.orders.supplier}</label>
            <select id="supplier" name="supplier">
              {suppliers.map(([name, supplier]) => (
                <option value={name}>{supplier.name}</option>
              ))}
            </select>
          </div>
        )}
        <DayField id="day" label={words.order.deliveryDay} value={day} isNeeded />
        <button class="btn" type="submit">
          <Icon name="print" />
          {words.pick.open}
        </button>
      </form>
    </Sheet>
  )
}
