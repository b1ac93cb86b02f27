import { chefText } from '../../model/problem-text.ts'
import type { OrderView } from '../../outbox/views.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { customerOf } from '../frame/customer-name.ts'
import { CustomerReach } from '../frame/reach.tsx'
import type { Visit } from '../frame/visit.ts'
import { problemsOf } from './problems-of.ts'

interface CallProps {
  readonly visit: Visit
  readonly supplier: Supplier
  readonly view: OrderView
}

/** A person who calls needs the number and the reason here, not on the page before. */
export function WhomToCall({ visit, supplier, view }: CallProps) {
  return (
    <div>
      <p dir="auto">{customerOf(view)}</p>
      <CustomerReach customer={view.customer} supplier={supplier} />
      <p dir="auto">
        {problemsOf(view)
          .map((problem) => chefText(problem, visit.language))
          .join(' ')}
      </p>
    </div>
  )
}
