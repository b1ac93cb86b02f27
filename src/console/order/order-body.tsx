import type { OrderView } from '../../outbox/views.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { Crumb } from '../frame/crumb.tsx'
import { Icon } from '../frame/icons.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { orderPath } from '../frame/paths.ts'
import type { Visit } from '../frame/visit.ts'
import { ActionList } from './action-list.tsx'
import { Changes } from './changes.tsx'
import type { Contents } from './contents.ts'
import { Deliveries } from './deliveries.tsx'
import { KeptFiles } from './kept-files.tsx'
import { Notices } from './notices.tsx'
import type { PossibleAction } from './possible-actions.ts'
import { Refused } from './refused.tsx'
import { RefusedAgain } from './refused-again.tsx'
import { SideBySide } from './side-by-side.tsx'
import { Timeline } from './timeline.tsx'
import { VerdictNote } from './verdict-note.tsx'

export interface OrderProps {
  readonly visit: Visit
  readonly supplier: Pick<
    Supplier,
    'timeZone' | 'currency' | 'articles' | 'customers' | 'customerNotices' | 'language' | 'routes' | 'cancellations'
  >
  readonly order: OrderView
  readonly contents: Contents
  /** The page leads to the files of the order. A signed link opens the page alone. */
  readonly hasFiles: boolean
  /** The page leads to the actions. An order behind a signed link has none, and an order of a removed supplier has none. */
  readonly hasActions: boolean
}

interface BodyProps extends OrderProps {
  readonly actions: readonly PossibleAction[]
  readonly mayAct: boolean
  readonly mayErase: boolean
  readonly isDone: boolean
}

export function OrderBody({ actions, mayAct, mayErase, isDone, ...props }: BodyProps) {
  const { visit, contents } = props
  const { words } = visit
  // A settled order is opened to read. An order that waits for a person is opened to act.
  const isToAct = actions.some(({ isRare }) => !isRare)
  const list = props.hasActions && <ActionList {...{ ...props, actions, mayAct, mayErase }} />
  return (
    <>
      {props.hasActions && (
        <div class="head">
          <Crumb href="/console/orders">{words.order.back}</Crumb>
          {contents.order && (
            <a class="btn sm no" href={`${orderPath(props.order.supplier, props.order.orderId)}/slip`}>
              <Icon name="print" />
              {words.print.slip}
            </a>
          )}
        </div>
      )}
      {isDone && (
        <Note tone="ok" isNews>
          <p>{words.order.done}</p>
        </Note>
      )}
      <VerdictNote {...props} actions={props.hasActions && mayAct ? actions : []} />
      <RefusedAgain {...props} />
      <Refused {...props} />
      {contents.order && contents.before && <Changes {...props} base={contents.before} after={contents.order} />}
      {isToAct && list}
      {(contents.order !== null || contents.documents.length > 0) && <SideBySide {...props} />}
      {!isToAct && list}
      <div class="half">
        {props.order.timeline.length > 0 && <Timeline {...props} />}
        <div class="flow">
          <Notices {...props} />
          <Deliveries {...props} />
          {props.hasFiles && <KeptFiles {...props} />}
        </div>
      </div>
    </>
  )
}
