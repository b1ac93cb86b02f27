import type { Taken } from './channels.ts'
import type { ChefsOrder } from './chef.ts'
import type { Knock, Raised, World } from './world.ts'

/** The results of histories, which show that the histories tried enough. */
export interface Tally {
  readonly orders: number
  /** Recorded by Apicbase and delivered to every receiver. */
  readonly delivered: number
  /** Documents that the chef never confirmed; each was held or marked. */
  readonly unconfirmed: number
  /** Unconfirmed documents that a policy sent after an alert. */
  readonly byPolicy: number
  /**
   * Documents that Apicbase never recorded because the gateway's answer was lost. The daily statement names each such
   * document.
   */
  readonly stated: number
  /**
   * Lost answers that the gateway cannot detect: without an order API, or before the chef confirmed another content.
   */
  readonly unknowable: number
  /** Orders with an alert to a person. */
  readonly told: number
}

interface Document extends Knock {
  readonly content: number
}

/** Checks the promises to chef and supplier against the true state of chefs and receivers. */
export function checkChef(
  world: World,
  orders: readonly ChefsOrder[],
  taken: readonly Taken[],
  { toldDirectly, underWay }: { readonly toldDirectly: ReadonlySet<string>; readonly underWay: ReadonlySet<string> },
): Tally {
  const routes = world.supplier.routes.map(({ name }) => name)
  const documents = taken.filter((one): one is Knock => 'body' in one).map(withContent)
  const tally = { orders: orders.length, delivered: 0, unconfirmed: 0, byPolicy: 0, stated: 0, unknowable: 0, told: 0 }
  const news = newsOf(world, toldDirectly)
  for (const order of orders) {
    const mine = documents.filter(({ orderNumber }) => orderNumber === order.number)
    for (const document of mine.filter(({ content }) => content !== order.confirmed))
      tally[kindOf(document, order, world, news)]++
    for (const document of mine) checkDoubted(document, order, world, underWay)
    tally.byPolicy += mine.filter((document) => wentByPolicy(document, order, world)).length
    for (const route of routes) {
      const there = mine.filter((one) => one.route === route)
      checkTwice(order, there)
      // These histories contain no release by a person.
      if (world.supplier.revisions === 'hold' && new Set(there.map(({ version }) => version)).size > 1)
        broken('A changed order has left, and nobody was asked', order, there)
    }
    const has = routes.every((route) => mine.findLast((one) => one.route === route)?.content === order.confirmed)
    checkEnd(order, has, world, news)
    if (order.confirmed !== null && has) tally.delivered++
    if (news.of(order.id).length > 0) tally.told++
  }
  checkStatement(world, orders)
  return tally
}

const withContent = (knock: Knock): Document => ({
  ...knock,
  content: Number(JSON.parse(knock.body).lines[0].quantity),
})

/** Why the supplier has a document that the chef did not confirm. */
function kindOf(
  document: Document,
  order: ChefsOrder,
  world: World,
  news: News,
): 'unconfirmed' | 'stated' | 'unknowable' {
  if (!order.attended.has(document.content) && world.supplier.unconfirmed.policy === 'hold')
    broken('It has left, though nobody waited for an answer', order, document)
  const words = timelineOf(order, world).filter(({ version }) => version === document.version)
  const last = words.findLast(({ event }) => event === 'confirmed' || event === 'unconfirmed')
  if (last?.event === 'confirmed' && !order.lost.has(document.content) && !news.isDirect(order.id))
    broken('The outbox believes that somebody has our word, and nobody has', order, document)
  const isMarked = words.some(({ event }) => event === 'unconfirmed' || event === 'held')
  const isDoubted = news.of(order.id).some(({ kind }) => kind === 'held' || kind === 'sent-unconfirmed')
  if (isMarked && !isDoubted)
    broken('The supplier has what the chef did not confirm, and nobody was told', order, document)
  if (isDoubted) return 'unconfirmed'
  if (!order.lost.has(document.content))
    broken('The supplier has a version that the chef did not confirm, neither held nor marked', order, document)
  if (isStated(order, world)) return 'stated'
  // If the chef confirmed another content, the check at the end covers that content.
  if (world.supplier.api && order.confirmed === null)
    broken('The order API tells that the chef did not confirm it, and nobody else does', order, document)
  return 'unknowable'
}

/** After the sender is found not to know a version, no attempt of that version begins without an alert. */
function checkDoubted(
  { version, route, key }: Document,
  order: ChefsOrder,
  world: World,
  underWay: ReadonlySet<string>,
): void {
  const at = world.knocks.find((one) => one.key === key)?.at ?? 0
  const isDoubt = ({ event, route: of }: Entry) => event === 'unconfirmed' && of === null
  const isWord = ({ event, route: of }: Entry) => event === 'confirmed' || (event === 'unconfirmed' && of === route)
  // Events of the same moment count as being in the correct sequence.
  const last = timelineOf(order, world).findLast(
    (one) =>
      one.version === version &&
      ((isWord(one) && Date.parse(one.at) <= at) || (isDoubt(one) && Date.parse(one.at) < at)),
  )
  const isDoubted = last !== undefined && isDoubt(last)
  if (isDoubted && !underWay.has(`${order.id} ${version} ${route}`))
    broken('It began to leave after its sender was found not to know of it', order, { version, route })
}

/** Sent by policy, but never before an alert. */
function wentByPolicy({ version, route, at }: Document, { id, ...order }: ChefsOrder, world: World): boolean {
  const left = timelineOf({ id }, world).find(
    (entry) => entry.event === 'unconfirmed' && entry.version === version && entry.route === route,
  )
  if (!left) return false
  const before = world.raised.some(
    (one) => one.kind === 'held' && one.cause === 'unconfirmed' && one.orderId === id && one.at < at,
  )
  if (!before) broken('It went out unconfirmed, and nobody was told before', order, { version, route })
  if (world.supplier.unconfirmed.policy === 'hold') broken('It went out unconfirmed, and should not', order, null)
  return true
}

function checkTwice(order: ChefsOrder, there: readonly Document[]): void {
  for (const { content } of there) {
    const keys = new Set(there.filter((one) => one.content === content).map(({ key }) => key))
    if (keys.size > 1) broken('The supplier has two of the same', order, [...keys])
  }
  const originals = new Set(there.filter(({ purpose }) => purpose === 'original').map(({ key }) => key))
  if (originals.size > 1) broken('The supplier has two orders where there is one', order, [...originals])
}

function checkEnd(order: ChefsOrder, has: boolean, world: World, news: News): void {
  const view = world.outbox.view(order.id)
  const stopped = view?.deliveries.some(({ route, state }) => state === 'refused' && news.ofRoute(route))
  const isTold = stopped || news.of(order.id).length > 0
  if (order.confirmed !== null && !view) broken('What Apicbase recorded our 2xx for is not here', order, null)
  if (view && view.state !== 'settled' && !isTold) broken('It is neither settled nor told', order, view.deliveries)
  if (order.confirmed !== null && !has && !isTold)
    broken('What the chef confirmed is not what the supplier has, and nobody was told', order, view?.deliveries)
  const isHeld = view?.deliveries.some(
    ({ version, holdReason }) => version === view.version && holdReason === 'unconfirmed',
  )
  if (order.confirmed !== null && isHeld && order.confirmed === order.content)
    broken('Its chef has our word, and it is held as if they had not', order, view?.deliveries)
  const doubts = news.of(order.id).filter(({ kind, cause }) => kind === 'sent-unconfirmed' || cause === 'unconfirmed')
  if (order.plain && doubts.length > 0) broken('An order whose every answer came is doubted', order, doubts)
}

type Entry = {
  readonly at: string
  readonly event: string
  readonly version: number | null
  readonly route: string | null
}

const timelineOf = ({ id }: Pick<ChefsOrder, 'id'>, { outbox }: World): readonly Entry[] =>
  outbox.view(id)?.timeline ?? []

type News = ReturnType<typeof newsOf>

/** The alerts to people: about a single order, about several orders, or about a route and all its orders. */
function newsOf({ raised, store }: World, toldDirectly: ReadonlySet<string>) {
  type Told = Pick<Raised, 'kind' | 'cause'>
  const told = new Map<string, Told[]>()
  const add = (id: string, one: Told): void => void told.set(id, [...(told.get(id) ?? []), one])
  const paused = new Set<string>()
  for (const one of raised.filter(({ kind }) => kind !== 'resolved')) {
    if (one.orderId !== undefined) add(one.orderId, one)
    for (const { orderId } of one.orders ?? []) add(orderId, one)
    if (one.kind === 'paused' && one.route !== undefined) paused.add(one.route)
  }
  // An order of a group, which the next message names.
  const grouped = store.all<Told & { id: string }>(
    'SELECT kind, cause, order_id AS id FROM incident_orders WHERE announced = 0',
  )
  for (const { id, ...one } of grouped) add(id, one)
  for (const id of toldDirectly) add(id, { kind: 'sent-unconfirmed' })
  return {
    of: (id: string) => told.get(id) ?? [],
    ofRoute: (route: string) => paused.has(route),
    isDirect: (id: string) => toldDirectly.has(id),
  }
}

/** The daily statement names every unconfirmed order that the list lacks. */
function checkStatement(world: World, orders: readonly ChefsOrder[]): void {
  if (!world.supplier.api) return
  for (const order of orders.filter(({ listedAt }) => listedAt === Number.POSITIVE_INFINITY)) {
    if (world.outbox.view(order.id)?.version && !isStated(order, world))
      broken('The statement does not name what the order API lacks', order, world.outbox.statementsOn(TODAY))
  }
}

const isStated = ({ id }: ChefsOrder, { outbox }: World): boolean =>
  outbox.statementsOn(TODAY).some(({ unlisted }) => unlisted.some(({ orderId }) => orderId === id))

const TODAY = '2026-11-24'

function broken(promise: string, about: unknown, more: unknown): never {
  const plain = (_: string, value: unknown) => (value instanceof Set ? [...value] : value)
  throw new Error(`${promise}: ${JSON.stringify(about, plain)} ${JSON.stringify(more, plain)}`)
}
