import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ok } from '../../src/model/result.ts'
import type { Submission } from '../../src/outbox/accept.ts'
import type { EventQuery } from '../../src/outbox/events.ts'
import type { OrderQuery } from '../../src/outbox/order-list.ts'
import { indexNext, SEARCHED_EVENTS, SEARCHED_ORDERS } from '../../src/outbox/search/search-index.ts'
import type { Outbox } from '../../src/platform/outbox-object.ts'
import type { CountingSql } from '../../src/platform/sql.ts'
import { type OutboxCalls, openRemovedOutbox } from '../../src/supplier/removed-outbox.ts'
import { place } from './door.ts'
import { setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)
beforeEach(() => void openSink())

const ORDERS = 20_000
const DAY = 86_400_000
/** A row takes up to 5 microseconds, so a call with more rows may hold the object for more than 50 ms. */
const MOST_ROWS = 10_000
const ANN = { by: 'ann', note: 'The receiver is down.' }

/** Orders of 200 days, 5,000 of today and for today, each with an action. Half of them wait for the receiver. */
function fill({ sql }: DurableObjectStorage, now: number): void {
  sql.exec(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ORDERS})
     INSERT INTO orders (id, number, customer, version, first_at, placed_at, search_text)
     SELECT 'old-' || i, 'PO-' || i, 'C-' || (i % 500), 1, at, at, 'old-' || i || char(10) || 'po-' || i FROM
       (SELECT i, iif(i <= ${(ORDERS * 3) / 4}, ?1 - 200 * ${DAY} + i * 1000000, ?1 - 1000) AS at FROM n)`,
    now,
  )
  sql.exec(
    `INSERT INTO versions (order_id, version, digest, delivery_date, accepted_at, source, first_request, requests, status, metadata)
     SELECT id, 1, id, iif(seq > ${(ORDERS * 3) / 4}, ?1, NULL), first_at, 'webhook', id, '[]', 'accepted', '{}'
     FROM orders WHERE id LIKE 'old-%'`,
    day(now),
  )
  sql.exec(
    `INSERT INTO deliveries (order_id, version, route, state, reached, purpose, due_since, primary_route, delivered_at, next_at)
     SELECT id, 1, 'erp', iif(seq % 2, 'delivered', 'waiting'), iif(seq % 2, 'yes', 'no'), 'original', first_at, 'erp',
       iif(seq % 2, first_at, NULL), iif(seq % 2, NULL, first_at) FROM orders WHERE id LIKE 'old-%'`,
  )
  sql.exec(
    "INSERT INTO events (at, by, action, order_id, search_text) SELECT first_at, 'ann', 'done', id, 'ann' FROM orders",
  )
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

const SUBMISSION: Submission = {
  ...{
    requestId: 'request',
    withinMs: 60_000,
    source: 'webhook',
    orderId: 'new-1',
    orderNumber: 'N-1',
    customer: 'C-1',
  },
  ...{ placedAt: null, deliveryDate: null, cutOff: null, digest: 'new', body: new TextEncoder().encode('{}') },
  ...{ foundBy: 'new-1', metadata: '{}', remark: null },
  routes: [{ route: 'erp', revisions: 'hold', start: { state: 'waiting' } }],
}
const POLLED: Submission = { ...SUBMISSION, source: 'poll', orderId: 'new-2', orderNumber: 'N-2' }
const REFUSED = { ...{ orderId: 'new-3', orderNumber: 'N-3', customer: 'C-3' }, body: SUBMISSION.body, problems: '[]' }
const MAILED = { orderId: 'old-2', version: 1, documentRevision: 1, storageId: null }
const BOUNCE = { messageId: null, recipients: [] }
const LIST = { state: null, text: null, limit: 26, before: null }
const KEY = { orderId: 'old-2', version: 1, route: 'erp' }
const ROW = { kind: 'customer', key: 'C-1', row: { customer: 'C-1', name: 'Bistro' } } as const
const MDN = { originalMessageId: 'none', type: 'processed', modifier: null, reason: '', mic: null }
const HEARTBEAT = { courier: 'c', run: 'r', host: 'h', after: [], leaving: false, issues: [] }

type Calls = { readonly [Name in keyof OutboxCalls]: (now: number) => readonly Parameters<OutboxCalls[Name]>[] }

/** Every call of the object, in this order. A call that is missing here is an error of the types. */
const CALLS: Calls = {
  makeStatements: () => [[], [], []],
  pause: () => [['erp', ANN]],
  wake: () => Array.from({ length: 12 }, () => []),
  alarm: () => [[]],
  accept: () => [
    [SUBMISSION, undefined],
    [SUBMISSION, undefined],
    [SUBMISSION, 0],
  ],
  acceptAll: () => [[[POLLED]]],
  keepRefused: () => [[REFUSED]],
  addWrongSignature: () => [[]],
  countOrdersWithoutId: () => [[]],
  withdraw: () => [['new-2', 'request', 'disconnected']],
  catalogueSince: () => [[0]],
  list: (now) => [
    ...[{}, { to: day(now - 150 * DAY) }, { text: 'po-777' }, { text: 'no such order' }, { text: 'po-' }].map(
      (query): [OrderQuery] => [{ ...LIST, ...query }],
    ),
    [{ ...LIST, from: day(now - 160 * DAY), to: day(now - 20 * DAY), text: 'po-' }],
    ...(['refused', 'held', 'pending', 'settled', 'discarded'] as const).map((state): [OrderQuery] => [
      { ...LIST, state },
    ]),
  ],
  // The page of a statement counts first, until no order is left. In the evening the next statement has tomorrow's date.
  countToday: (now) => [day(now), day(now + DAY)].flatMap((date) => Array.from({ length: 60 }, (): [string] => [date])),
  statementsOn: (now) => [[day(now)], [day(now + DAY)]],
  desk: () => [[]],
  deskTraffic: () => [[]],
  deskCutOffs: () => [[]],
  callBacks: () => [[]],
  breakGlass: () => [[], ['de']],
  takeBreakGlassPage: () => [[]],
  bundleMailed: () => [[['old-2']]],
  orderCounts: () => [[]],
  metrics: () => [[]],
  routes: () => [[]],
  health: () => [[]],
  alerts: () => [[]],
  tell: () => [[{ kind: 'late', orderId: 'old-2', version: 1, route: 'erp', why: '' }]],
  over: () => [[{ kind: 'late' }]],
  takeMessages: () => [[{ alerts: [], grouped: [], notices: [] }]],
  events: () => [
    ...[[50], [50, { text: 'ann' }], [50, { text: 'nobody' }], [50, { action: 'done' }]].map(
      ([limit, query]): [number, EventQuery?] => [Number(limit), query as EventQuery],
    ),
    ...[
      { text: 'ann', action: 'release' },
      { text: 'nobody', action: 'done' },
    ].map((query): [number, EventQuery] => [50, query]),
  ],
  view: () => [['old-1'], ['old-2']],
  outlooks: () => [[[KEY]]],
  body: () => [['old-2', 1]],
  picks: (now) => [[{ day: day(now), before: null, limit: 500 }]],
  contents: () => [[[KEY]]],
  content: () => [['old-2', 1]],
  document: () => [['old-2', 'erp', null]],
  receipt: () => [['old-2', 'erp', null, null]],
  exported: () => [['old-2']],
  counters: () => [[]],
  pageVersion: () => [[]],
  liveSteps: () => [['0']],
  storage: () => [[]],
  begin: () => [[ANN]],
  recordDue: () => [[{ account: null, jurisdiction: null }]],
  recorded: () => [[{ supplier: 'lone', storageId: 'x', account: null, jurisdiction: null }]],
  beginPoll: () => [[1_000]],
  keepPoll: () => [[1, 1_000]],
  endPoll: () => [[1, { sweep: null, complete: null, failure: null, newest: null, missed: [] }]],
  findChanged: () => [[[{ orderId: 'old-2', digest: 'x' }]]],
  compareListed: () => [[[{ orderId: 'old-2', digest: 'x' }]]],
  pollView: () => [[]],
  takeMarks: () => [[]],
  endMarks: () => [[{ mark: 'fetched', orderIds: ['old-2'], proven: true }, 'taken']],
  noteBackfill: () => [[ANN]],
  catalogueRows: () => [['customer', { text: null, after: null, limit: 50 }]],
  catalogueRow: () => [['customer', 'C-1']],
  entryOrders: () => [['customer', 'C-1']],
  entryOutcome: () => [['customer', 'C-1']],
  articleNames: () => [[['00123']]],
  discardNotice: () => [['old-2', null]],
  secretEnds: () => [[]],
  effectiveRows: () => [['customer']],
  entryHistories: () => [['']],
  unknownPage: () => [[0]],
  previewPage: () => [[ROW, 0]],
  enterRow: () => [[ROW, ANN, null]],
  undoRow: () => [['customer', 'C-1', ANN, 0]],
  importRows: () => [[[ROW], ANN, 0]],
  restoreEntries: () => [[[], ANN]],
  hold: () => [['old-4', ANN]],
  release: () => [['old-4', ANN]],
  retry: () => [['old-4', 'erp', ANN]],
  cancel: () => [['old-4', 'erp', ANN]],
  cancelOrder: () => [['old-4', ANN]],
  sendBy: () => [['old-4', 'erp', 'erp', ANN]],
  sendTest: () => [['old-4', 'erp', ANN]],
  done: () => [['old-4', 'erp', ANN]],
  resend: () => [['old-4', 'erp', { ...ANN, intent: 'same' }]],
  discard: () => [['old-6', ANN]],
  discardOn: () => [['old-8', 'erp', ANN]],
  doneOrder: () => [['old-9', ANN]],
  markCalled: () => [['new-3', ANN]],
  undoCall: () => [['new-3', ANN]],
  notifyCustomer: () => [['old-2', { ...ANN, message: 'The lorry is late.' }]],
  erase: () => [['old-6', ANN]],
  listMailbox: () => [['mailbox'], ['erp']],
  fetchDocument: () => [['erp', 'none']],
  applyMailboxStatus: () => [['erp', 'none', 'collected', null]],
  heartbeat: () => [
    ['mailbox', HEARTBEAT],
    ['erp', HEARTBEAT],
  ],
  acknowledge: () => [['erp', []]],
  confirmation: () => [['erp', MAILED]],
  confirm: () => [['erp', MAILED]],
  alertUnreadable: () => [['erp', 'No acknowledgement.']],
  processAs2Document: () => [[{ route: 'erp', sender: 's', messageId: 'm', digest: 'd', read: ok([]) }]],
  processBounce: () => [['erp', MAILED, BOUNCE]],
  processNamedBounce: () => [['erp', 'name', BOUNCE]],
  processMdn: () => [[{ mdn: MDN, evidence: { bytes: new Uint8Array(), digest: 'd' }, routes: ['erp'] }]],
  recordUnverified: () => [['m', ['erp'], 'No signature.']],
  retryRoute: () => [['erp', ANN]],
  resume: () => [['erp', ANN]],
  takeArchivable: () => [[]],
  archived: () => [[[]]],
  previewRestore: () => [[[], [], ANN]],
  restore: () => [[[], [], ANN]],
  purge: () => [[]],
  unsentMessages: () => [],
  moved: () => [],
}

interface Complete {
  /** The rows for 10,000 waiting orders, so that no change makes the call longer unnoticed. */
  readonly rows: number
  readonly why: string
}

/** The calls that read or change every open delivery. The times are CPU for 10,000 waiting orders, measured in Node. */
const COMPLETE: Readonly<Partial<Record<keyof OutboxCalls, Complete>>> = {
  statementsOn: {
    rows: 60_000,
    why: 'A statement counts every order that waits, and names the oldest: 14 ms. A desk opens the page a few times a day.',
  },
  breakGlass: {
    rows: 56_000,
    why: 'A desk that works by hand must have each order, held orders first, then the oldest: 24 to 36 ms.',
  },
  metrics: {
    rows: 53_000,
    why: 'An alert of a monitor needs the true count of each state, and the age of the oldest order: 17 to 25 ms.',
  },
  orderCounts: {
    rows: 11_000,
    why: 'The settled orders are what the other states leave, so a bounded count would be wrong: 4 ms.',
  },
  listMailbox: {
    rows: 21_000,
    why: 'A system collects in the order of acceptance, so the list reads each uncollected document: 11 ms.',
  },
  heartbeat: { rows: 21_000, why: 'A courier gets the same list: 11 ms.' },
  moved: {
    rows: 160_000,
    why: 'The outbox of a removed supplier accepts and sends no order, so no other call waits: 126 ms, once.',
  },
  retryRoute: { rows: 68_000, why: 'Parts of a retry would cut interchanges in two: 44 to 54 ms, when a person asks.' },
}

/** The calls of an outbox whose supplier the configuration no longer has. */
const OF_REMOVED: ReadonlySet<string> = new Set(['unsentMessages', 'moved'])

describe('the object of a supplier with many orders', () => {
  it('is never held by a call that reads or writes more rows than 50 ms allow', async () => {
    await place('lone')
    const object = env.OUTBOX.getByName('lone')
    const long = await runInDurableObject(object, async (instance: Outbox, { storage }) => {
      const { sql } = instance as unknown as { sql: CountingSql }
      const now = Date.now()
      const tooLong: string[] = []
      const ask = <Name extends keyof OutboxCalls>(name: Name, ...args: Parameters<OutboxCalls[Name]>) =>
        watch(name, args, () => instance.ask(name, ...args))
      async function watch(name: keyof OutboxCalls, args: readonly unknown[], work: () => unknown) {
        const before = sql.read() + sql.written()
        await work()
        const rows = sql.read() + sql.written() - before
        if (rows > (COMPLETE[name]?.rows ?? MOST_ROWS)) tooLong.push(`${name} ${JSON.stringify(args)}: ${rows} rows`)
      }
      await ask('makeStatements')
      fill(storage, now)
      for (const searched of [SEARCHED_ORDERS, SEARCHED_EVENTS]) while (indexNext(sql, searched, 200));
      for (const name of Object.keys(CALLS) as (keyof OutboxCalls)[]) {
        if (name === 'purge') sql.all(`UPDATE versions SET accepted_at = accepted_at - ${1_000 * DAY}`)
        for (const args of CALLS[name](now)) await ask(name, ...args)
      }
      const removed = openRemovedOutbox({ name: 'lone', sql, clock: { now: () => now } })
      await watch('unsentMessages', [], removed.unsentMessages)
      await watch('moved', ['new-name'], () => removed.moved('new-name'))
      return tooLong
    })
    expect(long).toEqual([])
    const left = Object.keys(CALLS).filter((name) => !OF_REMOVED.has(name) && CALLS[name as 'desk'](0).length === 0)
    expect(left).toEqual([])
  })
})
