import { capital } from '../../model/problem-text.ts'
import { mailRoutes } from '../../profile/copy-routes.ts'
import { type Advice, adviceFor, adviceText, cancellationTitle } from '../../profile/desk-advice.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { shortened } from '../../text/shortened.ts'
import type { Tone } from '../frame/chip.tsx'
import { atLeast } from '../frame/counted.ts'
import { customerName } from '../frame/customer-name.ts'
import type { IconName } from '../frame/icons.tsx'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import type { Cause, StuckCause } from './causes.ts'
import type { AwaitedNumber } from './number-causes.ts'

interface CauseLook {
  readonly tone: Tone
  readonly icon: IconName
  readonly chip: string
}

export function lookOf({ what }: Cause, { words }: Visit): CauseLook {
  if (what.kind === 'held' && what.reason === 'uncertain') {
    return { tone: 'you', icon: 'ask', chip: words.deliveryStates.uncertain }
  }
  if (what.kind === 'held') return { tone: 'you', icon: 'hand', chip: words.orderStates.held }
  if (what.kind === 'passed' || what.kind === 'changed' || what.kind === 'cancelling')
    return { tone: 'you', icon: 'ask', chip: words.orderStates.attention }
  if (what.kind === 'refused' || what.kind === 'cancellation')
    return { tone: 'stop', icon: 'stop', chip: words.deliveryStates.refused }
  if (what.kind === 'late' || what.kind === 'unanswered' || what.kind === 'uncollected')
    return { tone: 'you', icon: 'clock', chip: words.today.lateChip }
  return { tone: 'stop', icon: 'pause', chip: words.orderStates.still }
}

export interface TitleFacts {
  readonly supplier: Supplier
  /** The person who placed an order of an unknown customer; null for a known customer. */
  readonly person: string | null
}

/** The words of a cause around a number. Some numbers turn the direction of the words beside. */
export interface Title {
  readonly before: string
  readonly number: string
  readonly after: string
}

export function titleOf(cause: Cause, visit: Visit, facts: TitleFacts): Title {
  const { what, isCopy } = cause
  if (what.kind !== 'held' || !what.number || isCopy)
    return { before: sentenceOf(cause, visit, facts.supplier), number: '', after: '' }
  const { numberNoRoute, numberUnknown } = visit.words.today
  const [before = '', after = ''] = (what.number.hasNoRoute ? numberNoRoute : numberUnknown).split('{number}')
  return { before, number: numberText(what.number, visit, facts), after }
}

/** The number of orders, for the choice of words. The first orders alone are listed. */
export const countOf = ({ orders, isMore }: Cause, { language }: Visit): string =>
  atLeast(orders.length, isMore, language)

function sentenceOf(cause: Cause, visit: Visit, supplier: Supplier): string {
  const { what, isCopy, isMore, orders } = cause
  const { words, language } = visit
  const { today: text } = words
  const count = countOf(cause, visit)
  if (isCopy) {
    const route = what.kind === 'held' ? (orders[0]?.route ?? '') : what.route
    return fill(text.copiesTitle, { route, count })
  }
  if (what.kind === 'passed') {
    const { route, broughtBy, why } = what
    if (why !== 'refused') return fill(text.mailed[why].title, { route, broughtBy, count })
    const isOne = orders.length === 1 && !isMore
    return isOne
      ? fill(words.verdicts.refusedElsewhere, { primary: route, route: broughtBy })
      : fill(text.passed, { route, broughtBy, count })
  }
  if (what.kind === 'held') {
    const { unnamed } = what
    const reason = words.holdReasons[what.reason]
    return unnamed === 0 ? fill(text.heldTitle, { reason }) : fill(text.moreNumbers, { count: unnamed, reason })
  }
  const time = what.since === null ? '' : moment(what.since, visit, supplier.timeZone)
  const { late, unanswered, uncollected } = text
  const sentences = {
    paused: text.routePaused,
    circuit: text.routeFails,
    refused: text.refusedBy,
    changed: text.changedBy,
    cancellation: cancellationTitle('cancellation-rejected', { route: what.route, count }, language),
    cancelling: cancellationTitle('cancellation-open', { route: what.route, count }, language),
    lasting: capital(words.waits.lasting),
    late,
    unanswered,
    uncollected,
  }
  return fill(sentences[what.kind], { route: what.route, time, count })
}

/** The number, and the name in the order. A customer has the name in the table, or the person who placed an order. */
function numberText({ kind, key, name }: AwaitedNumber, { words }: Visit, { supplier, person }: TitleFacts): string {
  const { article, customer } = words.catalogue
  if (kind === 'article') return fill(article, { key }) + (name === null ? '' : ` · ${name}`)
  const known = customerName(key, supplier)
  const shown = known !== key ? known : person && shortened(person)
  return fill(customer, { key }) + (shown === null ? '' : ` · ${shown}`)
}

/** The step for the desk. The reason of a hold says the step itself. */
export function todoOf(cause: Cause, visit: Visit, supplier: Supplier): string | null {
  const { what, isCopy } = cause
  const { words, language } = visit
  if (isCopy || what.kind === 'held') return null
  if (what.kind === 'passed') {
    const { passedTodo, mailed } = words.today
    const todo = fill(what.why === 'refused' ? passedTodo : mailed[what.why].todo, {
      ...{ route: what.route, button: words.actions['has-it'].button },
      count: countOf(cause, visit),
    })
    return what.canDiscard && mailRoutes(supplier).includes(what.broughtBy)
      ? `${todo} ${words.today.passedDiscard}`
      : todo
  }
  if (what.kind === 'changed')
    return fill(words.today.changedTodo, { button: words.actions['has-it'].button, count: countOf(cause, visit) })
  if (what.kind === 'cancellation') return adviceText('cancel-by-hand', language)
  if (what.kind === 'cancelling') return adviceText('cancel-perhaps', language)
  return adviceText(adviceOn(what, what.kind, supplier), language)
}

function adviceOn(
  { route, pause }: StuckCause,
  kind: Exclude<StuckCause['kind'], 'changed' | 'cancellation' | 'cancelling'>,
  supplier: Supplier,
): Advice {
  return adviceFor({ what: kind === 'uncollected' ? 'late' : kind, route, pause }, supplier)
}
