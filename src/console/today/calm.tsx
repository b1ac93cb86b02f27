import type { DeskView } from '../../outbox/desk-view.ts'
import type { PersonalEvent } from '../../outbox/events.ts'
import type { OrderSummary } from '../../outbox/order-summary.ts'
import { isHealthy } from '../../outbox/route/route-health.ts'
import type { RouteView } from '../../outbox/route/route-view.ts'
import { fill } from '../../text/fill.ts'
import { deedOf } from '../activity/deed.ts'
import { counted } from '../frame/counted.ts'
import { Icon } from '../frame/icons.tsx'
import { h } from '../frame/jsx.ts'
import { Sheet } from '../frame/sheet.tsx'
import { moment } from '../frame/times.ts'
import type { TodayProps } from './board.tsx'

export interface Checked {
  readonly desk: DeskView
  readonly routes: readonly RouteView[]
  readonly latest: readonly OrderSummary[]
  /** The last action of a person; null without any. */
  readonly lastAction: PersonalEvent | null
  /** When the order API's list was last read to its end; null without a list. */
  readonly comparedAt: string | null
  /** No customer has to be called, every route works, and nothing urgent is wrong. */
  readonly isWell: boolean
}

/** Why a person may believe that nothing waits: what was checked, and when. */
export function Calm({ visit, supplier, desk, routes, latest, lastAction, comparedAt, isWell }: TodayProps & Checked) {
  const { words, language } = visit
  const { today: text } = words
  const time = (at: string | number): string => moment(at, visit, supplier.timeZone)
  const working = routes.filter(({ health }) => isHealthy(health))
  const last = latest[0]?.receivedAt
  const ofRoutes = fill(text.howRoutes, { count: working.length, all: routes.length })
  const sentences = [
    fill(text.howMade, { time: time(visit.now) }),
    ofRoutes,
    fill(text.howOpen, { count: counted(desk.openCount, language) }),
    ...(desk.callBackCounts.toCall > 0 ? [] : [text.noRefused]),
    last === undefined ? text.howNone : fill(text.howLast, { time: time(last) }),
    ...(comparedAt === null ? [] : [fill(text.howPoll, { time: time(comparedAt) })]),
    ...(lastAction === null
      ? []
      : [fill(text.howActed, { time: time(lastAction.at), deed: deedOf(lastAction.action, words.activity.deeds) })]),
  ]
  return (
    <Sheet id="how" title={isWell ? text.well : text.ordersWell}>
      <h3>{text.how}</h3>
      <ul class="time">
        {sentences.map((sentence) => {
          const isWrong = sentence === ofRoutes && working.length < routes.length
          return (
            <li class={isWrong ? 'you' : 'ok'}>
              <Icon name={isWrong ? 'warn' : 'check'} />
              {sentence}
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}
