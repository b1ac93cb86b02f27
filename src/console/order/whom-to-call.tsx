import type { OrderView } from '../../outbox/views.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { customerOf } from '../frame/customer-name.ts'
import { h } from '../frame/jsx.ts'
import { CustomerReach } from '../frame/reach.tsx'
import { RefusalReasons } from '../frame/refusal-reasons.tsx'
import type { Visit } from '../frame/visit.ts'

interface CallProps {
  readonly visit: Visit
  readonly supplier: Supplier
  readonly view: OrderView
}

/** A caller needs the number and the reasons here, not on the page before. One call settles every order of the customer. */
export const WhomToCall = ({ visit, supplier, view }: CallProps) => (
  <div>
    <p dir="auto">{customerOf(view)}</p>
    <CustomerReach customer={view.customer} supplier={supplier} />
    <RefusalReasons
      {...{ visit, supplier, name: view.supplier, customer: view.customer, orders: view.refusal?.orders ?? [] }}
    />
  </div>
)
