import type { RepeatedSql } from '../fakes/node-sql.ts'
import { pass, run, stop } from './course.ts'
import { createDepotPromises, depotRoutes } from './depot-promises.ts'
import { createInvariants } from './invariants.ts'
import { createPlacedPromises } from './placed-promises.ts'
import { type Row, rowsOf } from './rows.ts'
import type { Scene } from './scenes.ts'
import { openWorld } from './world.ts'

const ORDERS = ['a', 'b', 'c'] as const
const ANN = { by: 'ann', note: 'By telephone.' }
const HOUR = 3_600_000
/** Time that one post takes: two posts of a chef have different times. */
const A_POST_MS = 1
const HELD = { state: 'held', reason: 'unwritable' } as const

/**
 * Lives through one history; a seed always gives the same history. Returns the steps; throws with the steps so far
 * when a promise breaks.
 */
export async function live(
  seed: number,
  steps: number,
  store?: RepeatedSql,
  scene?: Scene,
): Promise<readonly string[]> {
  const world = openWorld(seed, store, scene)
  const invariants = createInvariants(world)
  const placed = createPlacedPromises(world)
  const depots = createDepotPromises(world)
  const edited = new Set<string>()
  const contents = new Map<string, number>()
  const { random, pick, clock } = world

  function arrive(): string {
    clock.advance(A_POST_MS)
    const orderId = pick(ORDERS)
    const known = contents.get(orderId)
    const content = known === undefined || random() < 0.5 ? (known ?? 1) : 1 + Math.floor(random() * 3)
    const source = random() < 0.25 ? 'poll' : 'webhook'
    if (known !== undefined && content !== known) edited.add(orderId)
    const unconfirmed = source === 'webhook' && random() < 0.15
    const system = pick(['erp', 'wms'])
    const starts = scene?.hasCopies && random() < 0.3 ? { [system]: HELD } : {}
    const where = scene?.hasDepots ? { routes: depotRoutes(world, content) } : { starts }
    const submission = world.submission(orderId, `PO-${orderId}`, content, source, { unconfirmed, ...where })
    const accept = () => world.outbox.accept(submission)
    placed.begin()
    const answer = accept()
    if (answer) {
      invariants.accepted(orderId, answer.version)
      contents.set(orderId, content)
    }
    let then = ''
    const dice = random()
    if (dice < 0.1) then = ` again ${accept()?.status}`
    else if (dice < 0.25) {
      const doubt = pick(['answered-error', 'disconnected'] as const)
      then = ` ${doubt}, withdrawn ${world.outbox.withdraw(orderId, submission.requestId, doubt)}`
    }
    const isRead = source === 'webhook' && !unconfirmed && !(dice >= 0.1 && dice < 0.25)
    if (answer) placed.answered(orderId, content, answer, isRead)
    return `${source}${unconfirmed ? ' unconfirmed' : ''} ${orderId} content ${content}: ${answer?.status} v${answer?.version}${then}`
  }

  /** The chef places a discarded order again, and some chefs then change the order. Some desks have keyed the order since. */
  function again(): string {
    const discarded = rowsOf(world).filter(({ state }) => state === 'discarded')
    const last = pick([discarded.at(-1), pick(discarded)])
    if (last === undefined) return arrive()
    const { orderId } = last
    const content = pick([contents.get(orderId) ?? 1, contentOf(last)])
    const posted = pick([[content], [content, content + 1]])
    const told = posted.map((one) => post(orderId, one))
    if (pick([true, false])) told.push(report(orderId, pick(world.supplier.routes).name))
    return told.join(', then ')
  }

  const contentOf = ({ orderId, version }: Row): number =>
    world.store.all<{ content: number }>(
      "SELECT CAST(substr(digest, length('content-') + 1) AS INTEGER) AS content FROM versions WHERE order_id = ? AND version = ?",
      ...[orderId, version],
    )[0]?.content ?? 1

  function report(orderId: string, route: string): string {
    const before = rowsOf(world)
    const { ok } = world.outbox.done(orderId, route, { ...ANN, report: pick([undefined, 'has-it'] as const) })
    placed.acted(orderId)
    if (ok) invariants.acted('done', { orderId, route }, before)
    if (ok) depots.acted('done', orderId, before)
    return `done ${orderId} ${route}: ${ok}`
  }

  function post(orderId: string, content: number): string {
    clock.advance(A_POST_MS)
    const where = scene?.hasDepots ? { routes: depotRoutes(world, content) } : {}
    const submission = world.submission(orderId, `PO-${orderId}`, content, 'webhook', where)
    placed.begin()
    const answer = world.outbox.accept(submission)
    if (pick([true, false])) world.outbox.accept(submission)
    if (answer) placed.answered(orderId, content, answer, true)
    if (contents.get(orderId) !== content) edited.add(orderId)
    if (answer) {
      invariants.accepted(orderId, answer.version)
      contents.set(orderId, content)
    }
    return `${orderId} content ${content} once more: ${answer?.status} v${answer?.version}`
  }

  function answer(): string {
    const open = world.knocks.filter(({ ended }) => !ended)
    if (open.length === 0) return 'nothing to answer'
    const knock = pick(open)
    const code = pick([200, 200, 200, 202, 302, 401, 422, 429, 500, 503, 0, 0])
    const headers: Record<string, string> = code === 429 ? { 'retry-after': pick(['0', '60', '999999999999']) } : {}
    knock.end(code === 0 ? new TypeError('Network connection lost.') : new Response(null, { status: code, headers }))
    return `${knock.route} answers ${code || 'nothing, and the line is cut'} to ${knock.orderNumber} v${knock.version}`
  }

  function act(): string {
    const orderId = pick(ORDERS)
    const route = pick(world.supplier.routes).name
    const as = pick([undefined, 'original', 'replacement'] as const)
    const { outbox } = world
    const acts = {
      hold: () => outbox.hold(orderId, ANN),
      release: () => outbox.release(orderId, { ...ANN, as }),
      discard: () => outbox.discard(orderId, ANN),
      discardMailed: () => outbox.discard(orderId, { ...ANN, mailed: true }),
      discardOn: () => outbox.discardOn(orderId, route, ANN),
      retry: () => outbox.retry(orderId, route, { ...ANN, as }),
      done: () => outbox.done(orderId, route, ANN),
      // The route may be one in whose place a fallback route brought the order.
      doneOrder: () => outbox.doneOrder(orderId, { ...ANN, routes: [route] }),
      cancel: () => outbox.cancel(orderId, route, ANN),
      cancelOrder: () => outbox.cancelOrder(orderId, ANN),
      sendBy: () => outbox.sendBy(orderId, route, pick(world.supplier.routes).name, { ...ANN, as }),
      pause: () => outbox.pause(route, ANN),
      resume: () => outbox.resume(route, ANN),
      retryRoute: () => outbox.retryRoute(route, ANN),
    }
    const name = pick([
      'hold',
      'release',
      'release',
      'discard',
      'discard',
      'discardMailed',
      'discardOn',
      'retry',
      'done',
      'doneOrder',
      'cancel',
      'cancelOrder',
      'pause',
      'resume',
      'retryRoute',
      'sendBy',
    ] as const)
    const before = rowsOf(world)
    const result = acts[name]()
    if (name.startsWith('cancel')) edited.add(orderId)
    placed.acted(orderId)
    if ('ok' in result && result.ok) {
      invariants.acted(name, { orderId, route }, before)
      depots.acted(name, orderId, before)
    }
    if (as === 'original' && (name === 'release' || name === 'retry' || name === 'sendBy')) invariants.original(orderId)
    return `${name} ${orderId} ${route} ${as ?? ''}: ${'ok' in result ? result.ok : result.state}`
  }

  /** The desk decides about a delivery that waits for the desk, on the route of the delivery. */
  function decide(): string {
    const waiting = rowsOf(world).filter(({ state }) => state === 'held' || state === 'refused')
    if (waiting.length === 0) return act()
    const { orderId, route } = pick(waiting)
    const { outbox } = world
    const as = pick(['original', 'replacement'] as const)
    const acts = {
      retry: () => outbox.retry(orderId, route, { ...ANN, as }),
      discardOn: () => outbox.discardOn(orderId, route, ANN),
      done: () => outbox.done(orderId, route, ANN),
    }
    const name = pick(['retry', 'discardOn', 'discardOn', 'done'] as const)
    const before = rowsOf(world)
    const { ok } = acts[name]()
    placed.acted(orderId)
    if (ok) invariants.acted(name, { orderId, route }, before)
    if (ok) depots.acted(name, orderId, before)
    if (as === 'original' && name === 'retry') invariants.original(orderId)
    return `the desk decides: ${name} ${orderId} ${route} ${as}: ${ok}`
  }

  function collect(): string {
    const [first] = world.outbox.listMailbox('box')
    if (!first) return 'the mailbox is empty'
    const word = pick(['fetch', 'collected', 'consumed', 'failed'] as const)
    if (word === 'fetch') world.outbox.fetchDocument('box', first.id)
    else world.outbox.applyMailboxStatus('box', first.id, word, null)
    return `${word} ${first.fileName}`
  }

  const passTime = () => pass(world, pick([0, 50, 1_000, 10_000, 10_000, 60_000, HOUR]))
  const stopped = () => stop(world)
  const moves = [
    arrive,
    arrive,
    again,
    answer,
    answer,
    answer,
    act,
    decide,
    collect,
    passTime,
    passTime,
    passTime,
    stopped,
  ]
  return run(world, {
    seed,
    steps,
    moves,
    check() {
      invariants.check(edited)
      placed.check()
      if (scene?.hasDepots) depots.check()
    },
    end: () => invariants.end(),
  })
}
