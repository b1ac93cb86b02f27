import { isSettled } from '../../model/delivery-state.ts'
import { isUnknownReason } from '../../outbox/catalogue/held-unknown.ts'
import { contactOf } from '../../profile/customer-contact.ts'
import { fill } from '../../text/fill.ts'
import { cataloguePath } from '../catalogue/place.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { liveText } from '../frame/live-text.ts'
import { orderPath, queryOf, routePath } from '../frame/paths.ts'
import { actionWords, lastSentAgain } from './action-words.ts'
import type { OrderProps } from './order-body.tsx'
import { type PossibleAction, routesWithoutCancellation } from './possible-actions.ts'
import { problemsOf } from './problems-of.ts'
import { routesOf } from './routes-of-action.ts'
import { isEnd } from './take-action.ts'
import { underWayTexts } from './under-way.ts'

interface ListProps extends OrderProps {
  readonly actions: readonly PossibleAction[]
  readonly mayAct: boolean
  readonly mayErase: boolean
}

/** The actions that are possible now. Each leads to a page that says what will happen. */
export function ActionList({ actions, mayAct, mayErase, ...props }: ListProps) {
  const { order: text } = props.visit.words
  const usual = actions.filter(({ isRare }) => !isRare)
  const rare = actions.filter(({ isRare }) => isRare)
  return (
    <section class="sheet pad flow tight no" id="do" aria-labelledby="do-now">
      <h2 id="do-now">{text.doNow}</h2>
      <p class="soft">{!mayAct ? text.viewOnly : actions.length === 0 ? text.noActions : text.doHint}</p>
      {props.order.state === 'refused' && (
        <p>
          {liveText({ version: 0, problems: problemsOf(props.order) }, props.visit, props.supplier.timeZone) ||
            text.refusedNext}
        </p>
      )}
      {mayAct && (
        <>
          {isUnknownReason(props.order.holdReason ?? null) && <ToCatalogue {...props} />}
          <UnderWay {...props} />
          <PausedRoutes {...props} />
          <Actions {...props} actions={usual} />
          {rare.length > 0 && (
            <details>
              <summary>{rareTitle(rare, text)}</summary>
              <Actions {...props} actions={rare} />
              {routesWithoutCancellation(props.supplier, props.order).map((route) => (
                <p class="hint">{fill(props.visit.words.confirm.keepsIt, { route })}</p>
              ))}
            </details>
          )}
          {mayErase && props.order.sharesOpenDocument && <p class="hint">{text.noErase}</p>}
        </>
      )}
    </section>
  )
}

/** Names only what the fold has. */
function rareTitle(actions: readonly PossibleAction[], text: ListProps['visit']['words']['order']): string {
  const groups = new Set(actions.flatMap(({ name }) => RARE_GROUPS[name] ?? []))
  const named = RARE_ORDER.filter((group) => groups.has(group)).map((group) => text.rare[group])
  return named.length === 0 ? text.more : fill(text.moreFor, { actions: named.join(', ') })
}

const RARE_ORDER = ['again', 'correct', 'cancel'] as const

const RARE_GROUPS: Readonly<Partial<Record<PossibleAction['name'], (typeof RARE_ORDER)[number]>>> = {
  'resend-same': 'again',
  'resend-correction': 'correct',
  cancel: 'cancel',
  'cancel-order': 'cancel',
}

/** The outbox settles no delivery while an attempt is under way, and the order may arrive meanwhile. */
const UnderWay = ({ visit, supplier, order }: OrderProps) =>
  underWayTexts(order, visit, supplier.timeZone).map((text) => <p>{text}</p>)

/** A paused route sends nothing, so the page of the routes has the next step. */
function PausedRoutes({ visit: { words }, order }: OrderProps) {
  const paused = order.deliveries.filter(({ state, routePause }) => routePause !== null && !isSettled(state))
  const routes = routesOf(paused)
  if (routes.length === 0) return null
  return (
    <div>
      <div class="acts">
        {routes.map((route) => (
          <a class="btn sm" href={routePath(order.supplier, route)}>
            {fill(words.today.openRoute, { route })}
          </a>
        ))}
      </div>
      <p class="hint">{words.order.resumeThere}</p>
    </div>
  )
}

/** One entry settles every order that waits for the same number, so the entry stands before the actions on one order. */
function ToCatalogue({ visit: { words }, order }: OrderProps) {
  return (
    <div>
      <a class="btn sm go" href={cataloguePath(order.supplier)}>
        {words.catalogue.settle}
      </a>
      <p class="hint">{words.catalogue.unknownHint}</p>
    </div>
  )
}

function Actions({ visit, supplier, order, actions }: OrderProps & { actions: readonly PossibleAction[] }) {
  const contact = contactOf(order.customer, supplier)
  return (
    <ul class="call flush duo">
      {actions.map((action) => {
        const { name, route } = action
        const { text, values } = actionWords({ visit, supplier, order, action })
        const again = lastSentAgain(order, action, visit, supplier.timeZone)
        return (
          <li>
            <a
              class={isEnd(name) ? 'btn sm bad' : 'btn sm'}
              href={`${orderPath(order.supplier, order.orderId)}/do/${name}${queryOf({ route })}`}
            >
              {fill(text.label, values)}
            </a>
            {(name !== 'notify-customer' || contact !== null) && <p class="hint">{fill(text.what, values)}</p>}
            {again !== null && <p class="hint">{again}</p>}
          </li>
        )
      })}
    </ul>
  )
}
