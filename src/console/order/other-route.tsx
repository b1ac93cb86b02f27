import type { OrderView } from '../../outbox/views.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { Select } from '../frame/select.tsx'
import type { Visit } from '../frame/visit.ts'
import { needsAs, otherRoutesOf } from './other-routes.ts'

interface OtherRouteProps {
  readonly visit: Visit
  readonly supplier: Supplier
  readonly view: OrderView
  readonly route: string
  /** The fields that a person chose before a problem. */
  readonly to: string | undefined
  readonly as: string | undefined
}

/** The route that takes over, and the way in which a change goes there. */
export function OtherRoute({ visit, supplier, view, route, to, as }: OtherRouteProps) {
  const { confirm } = visit.words
  const others = otherRoutesOf(supplier, view)(route)
  return (
    <>
      <Select id="to" label={confirm.by} options={others.map((name) => [name, name])} chosen={to} />
      {needsAs(view, route, others) && (
        <fieldset>
          <legend>{confirm.as}</legend>
          <label class="pick">
            <input type="radio" name="as" value="replacement" checked={as === 'replacement'} />
            {confirm.asReplacement}
          </label>
          <label class="pick">
            <input type="radio" name="as" value="original" checked={as !== 'replacement'} />
            {confirm.asOriginal}
          </label>
        </fieldset>
      )}
    </>
  )
}
