import type { RepeatedSql } from '../fakes/node-sql.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { createBatchPromises } from './batch-promises.ts'
import { pass, run, stop } from './course.ts'
import { rowsOf } from './rows.ts'
import { type Scene, unconfirmedRules } from './scenes.ts'
import { openWorld } from './world.ts'

const ORDERS = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const ANN = { by: 'ann', note: 'By telephone.' }
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A receiver that takes several orders in one document. */
export const BATCHES = (people: boolean): Scene => ({
  supplier: (pick) =>
    supplierWith({
      revisions: pick(['hold', 'replace']),
      whenUncertain: people ? pick(['resend', 'hold']) : 'resend',
      cancellations: 'send',
      ...unconfirmedRules(pick),
      ...pick([{}, { calendar: { cutOff: '12:00', warnMinutes: pick([5, 60]) } }]),
      routes: [
        httpRoute('erp', ERP, {
          batch: { orders: pick([2, 3, undefined]), minutes: pick([1, 15]), ...pick([{}, { at: ['11:00', '12:30'] }]) },
          fileName: '{sequence}.{ext}',
          retry: { delaysSeconds: [5, 30, 120], giveUpAfterHours: people ? pick([1, 24]) : 200 },
          acknowledgements: { token: 'ACK_TOKEN' },
          receipt: people ? pick(['transport', 'acknowledgement']) : 'transport',
          ...pick([{}, { order: 'customer' }, { pace: { perMinute: 4 } }]),
        }),
      ],
    }),
  isClosed: (_, random) => random() < 0.2,
})

/**
 * Lives through one history; a seed always gives the same history. Returns the steps; throws with the steps so far
 * when a promise breaks. With `people`, a person also acts on single orders and on the route.
 */
export async function liveTogether(
  seed: number,
  steps: number,
  people: boolean,
  store?: RepeatedSql,
): Promise<readonly string[]> {
  const world = openWorld(seed, store, BATCHES(people))
  const { random, pick } = world
  const contents = new Map<string, number>()
  /** Orders that a person sent, ended or chose. Only such orders may have a second document. */
  const touched = new Set<string>()
  /** Orders that the receiver has acknowledged since the last retry of the route. */
  const answered = new Set<string>()
  const promises = createBatchPromises(world, touched, answered, people)

  function arrive(): string {
    const orderId = pick(ORDERS)
    const content =
      contents.has(orderId) && random() < 0.7 ? (contents.get(orderId) ?? 1) : 1 + Math.floor(random() * 3)
    const unconfirmed = random() < 0.1
    const cutOff = world.supplier.calendar ? world.clock.now() + pick([10 * MINUTE, 3 * HOUR]) : null
    const submission = world.submission(orderId, `PO-${orderId}`, content, 'webhook', { unconfirmed, cutOff })
    const answer = world.outbox.accept(submission)
    if (answer) contents.set(orderId, content)
    const doubt = pick(['answered-error', 'disconnected'] as const)
    const isWithdrawn = random() < 0.1 && world.outbox.withdraw(orderId, submission.requestId, doubt)
    return [
      `${orderId} content ${content}: ${answer?.status} v${answer?.version}`,
      unconfirmed ? 'unconfirmed' : '',
      isWithdrawn ? `${doubt}, withdrawn ${isWithdrawn}` : '',
    ].join(' ')
  }

  function answer(): string {
    const open = world.knocks.filter(({ ended }) => !ended)
    if (open.length === 0) return 'nothing to answer'
    const knock = pick(open)
    const code = pick([200, 200, 200, 500, 503, 503, 0, ...(people ? [422, 401] : [])])
    knock.end(code === 0 ? new TypeError('Network connection lost.') : new Response(null, { status: code }))
    return `erp answers ${code} to ${knock.orders.map(({ orderNumber, version }) => `${orderNumber} v${version}`).join(', ')}`
  }

  /** The receiver acknowledges a document, or one order of the document. */
  function acknowledge(): string {
    const knock = pick(world.knocks.filter(({ landed }) => landed))
    const [row] = world.store.all<{ number: number | null; place: number | null }>(
      `SELECT d.control_number AS number, d.interchange_position AS place FROM deliveries d JOIN orders o ON o.id = d.order_id
       WHERE o.number = ? AND d.version = ?`,
      knock?.orderNumber ?? '',
      knock?.version ?? 0,
    )
    if (!row || row.number === null || row.place === null) return 'nothing to acknowledge'
    const verdict = pick(['accepted', 'accepted', 'rejected', 'received'] as const)
    const message = pick([null, String(row.place), '2'])
    const { matched } = world.outbox.acknowledge('erp', [
      {
        ...{
          kind: pick(['functional', 'business'] as const),
          verdict,
          senderReference: pick(['1', '2', '3']),
          reason: null,
        },
        ...{ sender: null, recipient: null, test: false, repeat: false },
        subject: { by: 'control-number', of: 'interchange', number: String(row.number), message, type: null },
      },
    ])
    for (const { orderNumber, version } of matched) answered.add(`${orderNumber} v${version}`)
    return `${verdict} ${row.number} message ${message}: ${matched.map(({ orderNumber, effect }) => `${orderNumber} ${effect}`)}`
  }

  function act(): string {
    const orderId = pick(ORDERS)
    const as = pick([undefined, 'original', 'replacement'] as const)
    const { outbox } = world
    const acts = {
      hold: () => outbox.hold(orderId, ANN),
      release: () => outbox.release(orderId, { ...ANN, as }),
      discard: () => outbox.discard(orderId, ANN),
      discardOn: () => outbox.discardOn(orderId, 'erp', ANN),
      retry: () => outbox.retry(orderId, 'erp', { ...ANN, as }),
      done: () => outbox.done(orderId, 'erp', ANN),
      cancel: () => outbox.cancel(orderId, 'erp', ANN),
      resend: () => outbox.resend(orderId, 'erp', { ...ANN, intent: pick(['same', 'correction']) }),
    }
    const route = {
      pause: () => outbox.pause('erp', ANN),
      resume: () => outbox.resume('erp', ANN),
      retryRoute: () => outbox.retryRoute('erp', ANN),
    }
    if (random() < 0.3) {
      const name = pick(['pause', 'resume', 'resume', 'retryRoute'] as const)
      if (name === 'retryRoute') {
        for (const one of promises.brokenUp()) touched.add(one)
        answered.clear()
      }
      route[name]()
      return name
    }
    const name = pick([
      ...(['hold', 'release', 'release', 'discard', 'discardOn'] as const),
      ...(['retry', 'done', 'cancel', 'resend'] as const),
    ])
    const before = rowsOf(world)
    const result = acts[name]()
    if (result.ok) touched.add(orderId)
    if (result.ok) promises.acted(name, orderId, before)
    return `${name} ${orderId} ${as ?? ''}: ${result.ok}`
  }

  const passTime = () => pass(world, pick([0, 50, 1_000, 10_000, MINUTE, 5 * MINUTE, ...(people ? [HOUR] : [])]))
  const stopped = () => stop(world)
  const moves = [
    arrive,
    arrive,
    arrive,
    arrive,
    answer,
    answer,
    people ? act : arrive,
    people ? acknowledge : arrive,
    passTime,
    passTime,
    passTime,
    stopped,
  ]
  return run(world, { seed, steps, moves, check: () => promises.check(), end: () => promises.end() })
}
