import { ok } from '../../src/model/result.ts'
import type { Submission } from '../../src/outbox/accept.ts'
import type { EventQuery } from '../../src/outbox/events.ts'
import type { OrderQuery } from '../../src/outbox/order-list.ts'
import type { OutboxCalls } from '../../src/supplier/removed-outbox.ts'

export const DAY = 86_400_000
const ANN = { by: 'ann', note: 'The receiver is down.' }
export const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

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
export const CALLS: Calls = {
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
