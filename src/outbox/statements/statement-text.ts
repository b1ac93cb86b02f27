import { alertWording } from '../../../templates/alerts.ts'
import { type StatementWording, statementWording } from '../../../templates/statements.ts'
import { isAcceptedWithChanges } from '../../model/accepted-with-changes.ts'
import { isAboutRoute } from '../../model/delivery-state.ts'
import { noteText } from '../../model/finding.ts'
import type { Language } from '../../model/language.ts'
import { localMinute } from '../../model/local-time.ts'
import { capital } from '../../model/problem-text.ts'
import { copyRankOf } from '../../profile/copy-routes.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { dateWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { shown, shownSentence } from '../../text/shown.ts'
import { splitRefused } from './refused-orders.ts'
import type { ManualAction, NamedOrder, Statement, WaitingOrder, WaitReason } from './statement.ts'
import type { OpenDelivery } from './tally.ts'

type Reader = Pick<Supplier, 'language' | 'timeZone' | 'name' | 'api'>

/** Text of a statement for people: the counts first, then the orders that need a manual action. */
export function statementText(statement: Omit<Statement, 'text'>, reader: Reader, overdue: boolean): string {
  const words = statementWording[reader.language]
  const { number, date, apicbase, received, delivered, discarded, late, waiting, waitingCount, byHand } = statement
  const { refusedBefore = 0, lapsed = 0, lapsedOrders = [] } = statement
  const unlisted = apicbase === null ? 0 : received - apicbase
  const say = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
    fill(text, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))).trimEnd()
  const when = (sentence: string, count: number): string[] => (count > 0 ? [say(sentence, { count })] : [])
  const named = (sentence: string, { count, orders }: ReturnType<typeof splitRefused>['lost']): string[] =>
    count > 0 ? [say(sentence, { count, orders: names(orders, count) })] : []
  const { lost, later } = splitRefused(statement)
  return [
    say(number === null ? words['so-far'] : words.title, {
      number: number ?? '',
      date: dateWords(date, reader.language),
      name: reader.name,
    }),
    say(apicbase === null ? words.counts : words.compared, { apicbase: apicbase ?? '', received, delivered }),
    ...(apicbase === null && reader.api && number !== null ? [words.unread] : []),
    ...(unlisted > 0 ? [say(words.unlisted, { count: unlisted, orders: names(statement.unlisted, unlisted) })] : []),
    ...(refusedBefore > 0
      ? [
          say(words['refused-before'], {
            count: refusedBefore,
            orders: names(statement.refusedBeforeOrders ?? [], refusedBefore),
          }),
        ]
      : []),
    ...(lapsed > 0 ? [say(words.lapsed, { count: lapsed, orders: ` (${names(lapsedOrders, lapsed)})` })] : []),
    ...when(words.late, late),
    ...named(words.refused, lost),
    ...named(words['refused-later'], later),
    ...when(words.discarded, discarded),
    ...(waitingCount === 0
      ? refusedBefore > 0
        ? []
        : [words.well]
      : [
          say(words.waiting, { count: waitingCount }),
          ...waiting.map(({ orderNumber, orderId, why }) =>
            say(words.line, { order: orderName({ orderNumber, orderId }), why }),
          ),
          ...when(words.more, waitingCount - waiting.length),
        ]),
    ...(byHand.length > 0
      ? [words['by-hand'], ...byHand.map((delivery) => handLine(delivery, words, reader.language))]
      : []),
    ...(overdue
      ? [
          say(words.overdue, {
            time: dateWords(localMinute(Date.parse(statement.madeAt), reader.timeZone), reader.language),
          }),
        ]
      : []),
  ].join('\n')
}

type Waiting = OpenDelivery & { readonly paused: string | null }

/** Gives each order a line. A delivery that stands still counts first. A system counts before a copy. */
export function waitingOrders(
  open: readonly Waiting[],
  supplier: Pick<Supplier, 'routes'>,
  language: Language,
): WaitingOrder[] {
  const rankOf = copyRankOf(supplier)
  const places = supplier.routes.map(({ name }) => name)
  const compare = (one: Waiting, other: Waiting): number =>
    Number(goesOn(one)) - Number(goesOn(other)) ||
    rankOf(one.primaryRoute) - rankOf(other.primaryRoute) ||
    worstOf(one) - worstOf(other) ||
    places.indexOf(one.route) - places.indexOf(other.route)
  return [...Map.groupBy(open, ({ orderId }) => orderId).values()].flatMap((all) => {
    const [worst] = all.toSorted(compare)
    if (!worst) return []
    const { orderId, orderNumber, route, holdReason, note, paused } = worst
    const isPaused = isStopped(worst)
    const isHeld = all.some((one) => one.state === 'held')
    const says = isPaused ? (worst.purpose === 'cancellation' ? 'cancellation-paused' : 'paused') : wordFor(worst)
    const because = {
      says,
      holdReason,
      note: ((isPaused ? paused : note) ?? '').slice(0, STORED_LENGTH).toWellFormed(),
    }
    const why = waitText(because, route, language)
    return [{ orderId, orderNumber, state: isHeld ? 'held' : 'pending', route, why, because }]
  })
}

const isStopped = ({ paused, state }: Waiting): boolean => paused !== null && state !== 'held' && state !== 'refused'

/** The worst first. */
const STANDING_STILL: readonly ((delivery: Waiting) => boolean)[] = [
  ({ state }) => state === 'held',
  ({ state }) => state === 'refused',
  isStopped,
  ({ isSilent, state }) => isSilent === 1 && state !== 'sent',
  ({ state }) => state === 'deferred' || state === 'uncertain',
]

const worstOf = (delivery: Waiting): number => STANDING_STILL.findIndex((is) => is(delivery))
const goesOn = (delivery: Waiting): boolean => worstOf(delivery) < 0

/** Why an order waits, in the language of a reader. */
export function waitText(reason: WaitReason, route: string, language: Language): string {
  const { says, holdReason, note } = reason
  // A note alone would read as a note about the order.
  if (says === 'cancellation-paused') {
    const [cancelled, paused] = [
      { ...reason, says: 'cancellation', note: '' } as const,
      { ...reason, says: 'paused' } as const,
    ]
    return `${waitText(cancelled, route, language)} ${capital(waitText(paused, route, language))}`
  }
  return fill(statementWording[language].states[says], {
    reason: holdReason === null ? '' : alertWording[language].reasons[holdReason].name,
    route,
    note: shownSentence(noteText(note, language), NOTE_LENGTH),
  }).trimEnd()
}

/** The longest note with findings. */
const STORED_LENGTH = 1_000
const NOTE_LENGTH = 300
const NUMBER_LENGTH = 100

const orderName = ({ orderNumber, orderId }: NamedOrder): string => shown(orderNumber ?? orderId, NUMBER_LENGTH)

const NAMES = 20

const names = (orders: readonly NamedOrder[], count: number): string =>
  orders.slice(0, NAMES).map(orderName).join(', ') + (count > NAMES ? ', …' : '')

/** A reader who takes a cancellation for an order would key an order that the receiver still has. */
function wordFor({ state, holdReason, note, purpose }: OpenDelivery): WaitReason['says'] {
  if (purpose === 'cancellation') return 'cancellation'
  if (state === 'held') return holdReason !== null && isAboutRoute(holdReason) ? 'held' : 'held-order'
  if (state === 'refused') return note !== null && isAcceptedWithChanges(note) ? 'changed' : 'refused'
  return state === 'sent' ? 'sent' : 'open'
}

/** A report of a person has the same words, whatever the person reported. */
const deedIn = (action: string): 'done' | 'cancel' | 'discard' | 'discard-part' =>
  action === 'cancel' || action === 'discard-part' ? action : action.startsWith('discard') ? 'discard' : 'done'

const handLine = (
  { action, orderNumber, orderId, route, by, note }: ManualAction,
  words: StatementWording,
  language: Language,
): string =>
  fill(words[deedIn(action)], {
    order: orderName({ orderNumber, orderId }),
    route: route ?? '',
    by,
    note: noteText(note ?? '', language),
  }).trimEnd()
