import type { Gateway } from '../../profile/supplier.ts'
import { DayField } from '../frame/day-field.tsx'
import { Icon } from '../frame/icons.tsx'
import { h } from '../frame/jsx.ts'
import { Select } from '../frame/select.tsx'
import { Sheet } from '../frame/sheet.tsx'
import { supplierOptions } from '../frame/supplier-field.tsx'
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
  const options = supplierOptions(gateway)
  return (
    <Sheet id="pick" title={words.pick.openFor} class="sheet pad flow tight">
      <form class="ask" action="/console/pick-list">
        {options.length > 1 && <Select id="supplier" label={words.orders.supplier} options={options} />}
        <DayField id="day" label={words.order.deliveryDay} value={day} isNeeded />
        <button class="btn" type="submit">
          <Icon name="print" />
          {words.pick.open}
        </button>
      </form>
    </Sheet>
  )
}
