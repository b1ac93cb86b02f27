import { fill } from '../../text/fill.ts'
import { orderPath, queryOf } from '../frame/paths.ts'
import type { OrderProps } from './order-body.tsx'
import { heldVersion, type PossibleAction } from './possible-actions.ts'

interface ListProps extends OrderProps {
  readonly actions: readonly PossibleAction[]
  readonly mayAct: boolean
}

/** The actions that are possible now. Each leads to a page that says what will happen. */
export function ActionList({ actions, mayAct, ...props }: ListProps) {
  const { order: text } = props.visit.words
  const usual = actions.filter(({ isRare }) => !isRare)
  const rare = actions.filter(({ isRare }) => isRare)
  return (
    <section class="sheet pad flow tight no" id="do" aria-labelledby="do-now">
      <h2 id="do-now">{text.doNow}</h2>
      <p class="soft">{!mayAct ? text.viewOnly : actions.length === 0 ? text.noActions : text.doHint}</p>
      {mayAct && (
        <>
          <Actions {...props} actions={usual} />
          {rare.length > 0 && (
            <details>
              <summary>{text.more}</summary>
              <Actions {...props} actions={rare} />
            </details>
          )}
        </>
      )}
    </section>
  )
}

function Actions({ visit, order, actions }: OrderProps & { actions: readonly PossibleAction[] }) {
  const version = String(heldVersion(order))
  return (
    <ul class="call flush">
      {actions.map(({ name, route }) => {
        const { label, what } = visit.words.actions[name]
        const values = { route: route ?? '', version }
        return (
          <li>
            <a
              class={name.startsWith('discard') ? 'btn sm bad' : 'btn sm'}
              href={`${orderPath(order.supplier, order.orderId)}/do/${name}${queryOf({ route })}`}
            >
              {fill(label, values)}
            </a>
            <p class="hint">{fill(what, values)}</p>
          </li>
        )
      })}
    </ul>
  )
}
