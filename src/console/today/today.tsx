import { Hono } from 'hono'
import { liveSupplier } from '../../api/live-supplier.ts'
import { localDate } from '../../model/local-time.ts'
import type { IncidentView } from '../../outbox/alerts/incident-views.ts'
import type { CutOffCount } from '../../outbox/coming-cut-offs.ts'
import { isHealthy } from '../../outbox/route/route-health.ts'
import { supplierNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { readDesk } from '../../supplier/read-desk.ts'
import type { RemoteOutbox } from '../../supplier/remote-outbox.ts'
import { colonIn } from '../../text/colon.ts'
import { dayWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { atLeast } from '../frame/counted.ts'
import { Icon } from '../frame/icons.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { liveTag, unchanged } from '../frame/live.ts'
import { mayDo } from '../frame/may-do.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import { page } from '../frame/page.tsx'
import { SupplierChips } from '../frame/supplier-chips.tsx'
import { duration, timeOfDay } from '../frame/times.ts'
import type { ConsoleContext, ConsoleEnv, Visit } from '../frame/visit.ts'
import { pickListPath } from '../pick-list/pick-path.ts'
import { Board, type TodayProps } from './board.tsx'
import { CallBacks } from './call-back.tsx'
import { callBackList } from './call-back-list.tsx'
import { Calm } from './calm.tsx'
import { type Cause, causesOf, countOrders } from './causes.ts'
import { Latest } from './latest.tsx'
import { passedCauses } from './passed-causes.ts'
import { PerHour } from './per-hour.tsx'
import { Routes } from './routes.tsx'
import { isUrgent, Troubles, troublesBeside, troubleTitle } from './troubles.tsx'
import { SHOWN, WorkList } from './work-list.tsx'

const LATEST = 6

/** The page that says first what needs a person, and by when. */
export const today = new Hono<ConsoleEnv>({ strict: false })

today.get('/', async (c) => {
  const [first = ''] = Object.keys(c.env.gateway.suppliers)
  const asked = c.req.query('supplier') ?? ''
  return todayPage(c, supplierNamed(c.env.gateway, asked) ? asked : first)
})

today.get('/call-backs', callBackList)

async function todayPage(c: ConsoleContext, name: string) {
  const { visit } = c.var
  if (name === '') return page(c, { title: visit.words.today.title, tab: 'today', body: '' })
  const live = await liveTag(c, [name])
  const same = unchanged(c, live)
  if (same) return same
  const outbox = c.env.outbox(name)
  const query = { text: null, before: null } as const
  const [supplier, desk, routes, latest] = await Promise.all([
    liveSupplier(c.env, name),
    readDesk(outbox),
    outbox.routes(),
    outbox.list({ ...query, state: null, limit: LATEST }),
  ])
  if (!supplier) return notFoundPage(c)
  const causes = withPassed(
    causesOf(desk.open, routes, mailboxesOf(supplier), desk.leftOut),
    passedCauses(desk.passed, visit.now),
  )
  const named = causes.flatMap(({ what, orders }) => (what.kind === 'passed' ? [] : orders.slice(0, SHOWN)))
  const found =
    named.length > 0
      ? await outbox.outlooks(named.map(({ orderId, version, route }) => ({ orderId, version, route })))
      : []
  const outlooks = new Map(named.map((delivery, at) => [delivery, found[at] ?? null]))
  const people = await peopleOf(causes, outbox)
  const props = { visit, supplier, name }
  const mayAct = mayDo(c, 'markCalled')
  const orders = latest.rows.map(({ order }) => order)
  const troubles = troublesBeside(desk.troubles, causes)
  const ends = troubles.some(({ kind }) => kind === 'expiring') ? await outbox.secretEnds() : []
  const sentence = sentenceOf({ causes, toCall: desk.callBackCounts.toCall, troubles }, props)
  const doRoutesWork = routes.every(({ health }) => isHealthy(health))
  const isWell = desk.callBackCounts.toCall === 0 && doRoutesWork && !troubles.some(isUrgent)
  return page(c, {
    title: `${sentence} ${visit.words.today.title}`,
    tab: 'today',
    live,
    supplier,
    hero: (
      <>
        <div class="head">
          <div>
            <p>
              {dayWords(localDate(visit.now, supplier.timeZone), visit.language)},{' '}
              {timeOfDay(visit.now, supplier.timeZone)}
            </p>
            <h1>{sentence}</h1>
          </div>
          <a class="btn" href={pickListPath(name, { day: dayOf(desk.cutOffs, visit.now, supplier.timeZone) })}>
            <Icon name="print" />
            {visit.words.pick.open}
          </a>
        </div>
        <Board {...props} cutOffs={desk.cutOffs} />
      </>
    ),
    body: (
      <>
        <SupplierChips c={c} path="/console" chosen={name} />
        <div class="cols">
          {causes.length > 0 ? (
            <WorkList {...props} {...{ causes, outlooks, people, routes }} />
          ) : (
            <Calm
              {...props}
              {...(await checkedBy(outbox))}
              desk={desk}
              routes={routes}
              latest={orders}
              isWell={isWell}
            />
          )}
          <div class="flow">
            <CallBacks {...props} callBacks={desk.callBacks} all={desk.callBackCounts.all} mayAct={mayAct} />
            <Troubles {...props} troubles={troubles} ends={ends} />
            <Routes {...props} routes={routes} deliveries={desk.deliveries} />
          </div>
        </div>
        <PerHour {...props} hours={desk.hours} times={desk.times} />
        <Latest {...props} orders={orders} />
      </>
    ),
  })
}

/** An order that another route brought is less urgent than a missing order. Copies come last. */
const withPassed = (causes: readonly Cause[], passed: readonly Cause[]): Cause[] => [
  ...causes.filter(({ isCopy }) => !isCopy),
  ...passed,
  ...causes.filter(({ isCopy }) => isCopy),
]

/** A person recognises an unknown customer by the person who placed the order. Reads the first order of each such cause. */
async function peopleOf(causes: readonly Cause[], outbox: RemoteOutbox): Promise<Map<Cause, string | null>> {
  const unknown = causes.flatMap((cause) => {
    const [order] = cause.orders
    const isCustomer = cause.what.kind === 'held' && cause.what.number?.kind === 'customer'
    return isCustomer && order ? [{ cause, order: { orderId: order.orderId, version: order.version } }] : []
  })
  if (unknown.length === 0) return new Map()
  const contents = await outbox.contents(unknown.map(({ order }) => order))
  return new Map(unknown.map(({ cause }, at) => [cause, contents[at]?.person ?? null]))
}

/** The day of the next cut-off; today without a calendar. */
const dayOf = (cutOffs: readonly CutOffCount[], now: number, zone: string): string =>
  cutOffs.find(({ deliveryDate }) => deliveryDate !== null)?.deliveryDate ?? localDate(now, zone)

const mailboxesOf = ({ routes }: Supplier): ReadonlySet<string> =>
  new Set(routes.filter(({ transport }) => transport.kind === 'mailbox').map(({ name }) => name))

/** Only a calm page says what was checked, so only a calm page reads more. */
async function checkedBy(outbox: RemoteOutbox) {
  const [{ rows }, poll] = await Promise.all([outbox.events(1), outbox.pollView()])
  return { lastAction: rows[0] ?? null, comparedAt: poll.lastComplete }
}

interface Waiting {
  readonly causes: readonly Cause[]
  /** Refused customers whom nobody has called yet. */
  readonly toCall: number
  readonly troubles: readonly IncidentView[]
}

/** The sentence that a person reads in five seconds: must I do something, and by when? */
function sentenceOf({ causes, toCall, troubles }: Waiting, props: TodayProps): string {
  const { today: text } = props.visit.words
  const [urgent] = troubles.filter(isUrgent)
  const sentences = [
    ...(causes.length > 0 ? [ordersSentence(causes, props.visit)] : []),
    ...(toCall > 0 ? [fill(text.toCall, { count: toCall })] : []),
    ...(urgent ? [fill(text.callIt, { trouble: troubleTitle(urgent, props) })] : []),
  ]
  return sentences.length === 0 ? text.calm : sentences.join(' ')
}

/** An order that the ERP has needs no attention before the cut-off, although its copy waits. */
function ordersSentence(all: readonly Cause[], visit: Visit): string {
  const missing = all.filter(({ isCopy }) => !isCopy)
  if (missing.length > 0) return missingSentence(missing, visit)
  return fill(visit.words.today.copiesOnly, { count: countText(all, visit) })
}

function missingSentence(causes: readonly Cause[], visit: Visit): string {
  const { words, now, language } = visit
  const { today: text, orderStates } = words
  const count = countOrders(causes)
  const held = causes.filter(({ what }) => what.kind === 'held')
  const isAllHeld = countOrders(held) === count
  const all = fill(isAllHeld ? text.wait : text.attention, { count: countText(causes, visit) })
  // The list of orders counts held orders under the same word.
  const wait =
    isAllHeld || held.length === 0 ? all : `${all} ${orderStates.held}${colonIn(language)} ${countText(held, visit)}.`
  // The causes of missing orders stand first, whatever their cut-offs.
  const first = Math.min(...causes.map(({ cutOff }) => cutOff ?? Number.POSITIVE_INFINITY))
  if (first === Number.POSITIVE_INFINITY) return wait
  return `${wait} ${first <= now ? text.tooLate : fill(text.firstCutOff, { time: duration(first - now, language) })}`
}

/** How many orders wait for these causes; `+` for a list that was cut. */
const countText = (causes: readonly Cause[], { language }: Visit): string =>
  atLeast(
    countOrders(causes),
    causes.some(({ isMore }) => isMore),
    language,
  )
