import { rulesOf } from '../../alerts/kinds.ts'
import { reasonText, stepsFor, titleText } from '../../outbox/alerts/alert-text.ts'
import { expiryWhy } from '../../outbox/alerts/expiry.ts'
import type { IncidentView } from '../../outbox/alerts/incident-views.ts'
import type { SecretEnd } from '../../outbox/route/route-view.ts'
import { secretUse } from '../../supplier/expiring.ts'
import { fill } from '../../text/fill.ts'
import { h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { Sheet } from '../frame/sheet.tsx'
import { moment } from '../frame/times.ts'
import type { TodayProps } from './board.tsx'
import type { Cause } from './causes.ts'

/** Leaves out what the causes of waiting orders say too. */
export const troublesBeside = (troubles: readonly IncidentView[], causes: readonly Cause[]): IncidentView[] =>
  troubles.filter(
    ({ kind, route }) =>
      kind !== 'paused' || !causes.some(({ what }) => what.kind === 'paused' && what.route === route),
  )

export const isUrgent = ({ kind }: IncidentView): boolean => rulesOf(kind).urgent

/** The words of the alert, so that the desk and the people who mend it speak of the same thing. */
export const troubleTitle = (trouble: IncidentView, { visit, supplier }: TodayProps): string =>
  titleText(keyOf(trouble), false, readerOf(visit, supplier), 1)

interface TroublesProps extends TodayProps {
  readonly troubles: readonly IncidentView[]
  /** The ends of secrets, for an alert about a secret. */
  readonly ends: readonly SecretEnd[]
}

/** Open incidents about no order, and the step to take. */
export const Troubles = ({ troubles, ends, ...props }: TroublesProps) => {
  const { visit, supplier } = props
  const { today: text } = visit.words
  if (troubles.length === 0) return null
  return (
    <Sheet id="troubles" title={text.troubles} class="flow">
      {troubles.map((trouble) => (
        <Note
          tone={isUrgent(trouble) ? 'stop' : 'you'}
          title={
            <p dir="auto">
              <strong>{troubleTitle(trouble, props)}</strong>{' '}
              {/* The start of an alert about an end to come is no time of the end. */}
              {trouble.kind !== 'expiring' && (
                <span class="soft">
                  {fill(text.troubleSince, {
                    time: moment(trouble.since, visit, supplier.timeZone),
                  })}
                </span>
              )}
            </p>
          }
        >
          <p dir="auto">
            {expiryText(trouble, ends, props)} {stepsFor(keyOf(trouble), readerOf(visit, supplier))}
          </p>
        </Note>
      ))}
    </Sheet>
  )
}

/** The last day of a secret, as of now: the incident has the text of its last alert. */
function expiryText(
  { kind, cause }: IncidentView,
  ends: readonly SecretEnd[],
  { visit, supplier }: TodayProps,
): string {
  const end = kind === 'expiring' ? ends.find(({ name }) => name === cause) : undefined
  if (!end) return ''
  const why = expiryWhy(
    { name: end.name, endsAt: Date.parse(end.endsAt), use: secretUse(end.name, supplier) },
    visit.now,
  )
  return reasonText(why, readerOf(visit, supplier))
}

const readerOf = ({ language }: TodayProps['visit'], { timeZone }: TodayProps['supplier']) => ({ language, timeZone })

const keyOf = ({ kind, route, cause }: IncidentView) => ({ kind, route: route ?? '', cause: cause ?? '' })
