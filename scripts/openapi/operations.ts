import type { ZodMiniType } from 'zod/mini'
import { ActionBody } from '../../src/api/action-body.ts'
import { BackfillBody } from '../../src/api/backfill.ts'
import { EntryBody, ImportBody, UndoBody } from '../../src/api/catalogue.ts'
import { EntriesBody } from '../../src/api/catalogue-entries.ts'
import { HeartbeatShape } from '../../src/api/courier-body.ts'
import { RestoreBody } from '../../src/api/restore.ts'
import { PostedOrder } from '../../src/model/order/posted.ts'
import * as answers from './answers.ts'

/** Who calls: each has a key of its own. */
export type Caller = 'webhook' | 'person' | 'mailbox' | 'receiver' | 'anybody'

/** Bodies of requests, by their names in the document. */
export const BODIES: Readonly<Record<string, ZodMiniType>> = {
  Action: ActionBody,
  BackfillBody,
  EntriesBody,
  EntryBody,
  HeartbeatBody: HeartbeatShape,
  ImportBody,
  PostedOrder,
  RestoreBody,
  UndoBody,
}

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** With parameters in braces. */
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly caller: Caller
  readonly query?: Readonly<Record<string, string>>
  readonly body?: ZodMiniType
  /** Fields of the body that this call needs besides those that every call needs. */
  readonly needs?: readonly string[]
  /** A schema for JSON, or the media type of other content. */
  readonly answer: ZodMiniType | string
  /** Statuses of refusals that have a meaning of their own here. */
  readonly refuses?: readonly number[]
}

const ORDER = '/api/orders/{supplier}/{orderId}'
const DELIVERY = `${ORDER}/deliveries/{route}`
const SUPPLIER = '/api/suppliers/{supplier}'
const TABLE = `${SUPPLIER}/catalogue/{table}`
const MAILBOX = '/mailbox/{supplier}/{route}'
const VERSION = { version: 'The version; the newest by default.' }

const person = { caller: 'person', refuses: [404] } as const
const action = { method: 'post', ...person, body: ActionBody, answer: answers.order, refuses: [404, 409, 422] } as const
const onRoute = { ...action, answer: answers.route } as const
const entry = { ...person, answer: answers.catalogueRow, refuses: [404, 409, 422] } as const
const collector = { caller: 'mailbox', refuses: [404, 409, 410] } as const

export const OPERATIONS: readonly Operation[] = [
  {
    ...{ method: 'post', path: '/webhooks/{supplier}', id: 'postOrder', summary: 'Post an order as Apicbase does.' },
    ...{ caller: 'webhook', body: PostedOrder, answer: answers.webhookAnswer, refuses: [400, 403, 413, 422, 503] },
  },
  {
    ...{ method: 'get', path: '/api/orders', id: 'listOrders', summary: 'List orders, newest first.' },
    ...{ caller: 'person', answer: answers.orderPage, refuses: [404, 422] },
    query: {
      supplier: 'One supplier; all by default.',
      state: 'One of refused, held, pending, settled, discarded.',
      q: "Part of a number, an article or a customer's name.",
      day: 'The delivery day, as 2026-11-24.',
      from: 'The first day of reception, UTC.',
      to: 'The last day of reception, UTC.',
      limit: 'Orders on a page, at most 200.',
      cursor: 'The cursor of the page before.',
    },
  },
  {
    ...{ method: 'get', path: '/api/orders/counts', id: 'countOrders', summary: 'Count the orders in each state.' },
    ...{ caller: 'person', answer: answers.orderCounts, query: { supplier: 'One supplier; all by default.' } },
    refuses: [404],
  },
  { method: 'get', path: ORDER, id: 'getOrder', summary: 'Read an order.', ...person, answer: answers.order },
  {
    ...{ method: 'get', path: `${ORDER}/export`, id: 'exportOrder', summary: 'Read all that is kept of an order.' },
    ...{ ...person, answer: 'application/x-ndjson' },
  },
  {
    ...{ method: 'get', path: `${ORDER}/body`, id: 'getBody', summary: 'Read the order as it was posted.' },
    ...{ ...person, answer: 'application/json', query: VERSION },
  },
  {
    ...{
      method: 'get',
      path: `${ORDER}/documents/{route}`,
      id: 'getDocument',
      summary: 'Read the document last written.',
    },
    ...{ ...person, answer: '*/*', query: VERSION },
  },
  {
    ...{ method: 'get', path: `${ORDER}/receipts/{route}`, id: 'getReceipt', summary: "Read the receiver's proof." },
    ...{ ...person, answer: 'message/rfc822', query: { ...VERSION, number: 'The number of the receipt.' } },
  },
  { ...action, path: `${ORDER}/hold`, id: 'holdOrder', summary: 'Hold what was not sent.', needs: ['note'] },
  { ...action, path: `${ORDER}/release`, id: 'releaseOrder', summary: 'Send the newest held version.' },
  { ...action, path: `${ORDER}/discard`, id: 'discardOrder', summary: 'End the newest held version.', needs: ['note'] },
  {
    ...action,
    path: `${ORDER}/erase`,
    id: 'eraseOrder',
    summary: 'Delete the contents of a settled order.',
    needs: ['note'],
  },
  { ...action, path: `${ORDER}/called`, id: 'markCalled', summary: 'Note that a person called the customer.' },
  { ...action, path: `${ORDER}/not-called`, id: 'undoCall', summary: 'Take the note of a call back.' },
  {
    ...action,
    path: `${ORDER}/notify-customer`,
    id: 'notifyCustomer',
    summary: 'Mail words about the order to its customer.',
    needs: ['message'],
  },
  { ...action, path: `${DELIVERY}/retry`, id: 'retryDelivery', summary: 'Attempt again now, under the same identity.' },
  { ...action, path: `${DELIVERY}/done`, id: 'markDone', summary: 'Note that a person keyed the order in.' },
  {
    ...action,
    path: `${DELIVERY}/discard`,
    id: 'discardDelivery',
    summary: 'End one delivery that was not sent.',
    needs: ['note'],
  },
  {
    ...action,
    path: `${DELIVERY}/cancel`,
    id: 'cancelDelivery',
    summary: 'Send a document that takes the order back.',
    needs: ['note'],
  },
  { ...action, path: `${DELIVERY}/send-by`, id: 'sendBy', summary: 'Send by another route.', needs: ['route'] },
  {
    ...action,
    path: `${DELIVERY}/resend`,
    id: 'resendDelivery',
    summary: 'Send again what was handed over.',
    needs: ['intent'],
  },
  {
    method: 'get',
    path: '/api/suppliers',
    id: 'listSuppliers',
    summary: 'List the suppliers.',
    caller: 'person',
    answer: answers.suppliers,
  },
  {
    method: 'get',
    path: `${SUPPLIER}/routes`,
    id: 'listRoutes',
    summary: 'List the routes and their state.',
    ...person,
    answer: answers.routes,
  },
  {
    ...{
      method: 'get',
      path: `${SUPPLIER}/live`,
      id: 'followSteps',
      summary: 'Read the steps and actions since a cursor.',
    },
    ...{ ...person, answer: answers.live, query: { cursor: 'The cursor of the answer before.' } },
  },
  {
    method: 'get',
    path: `${SUPPLIER}/alerts`,
    id: 'listAlerts',
    summary: 'List the open incidents and the unsent alerts.',
    ...person,
    answer: answers.alerts,
  },
  { ...onRoute, path: `${SUPPLIER}/routes/{route}/pause`, id: 'pauseRoute', summary: 'Pause a route.' },
  { ...onRoute, path: `${SUPPLIER}/routes/{route}/resume`, id: 'resumeRoute', summary: 'Resume a route.' },
  {
    ...onRoute,
    path: `${SUPPLIER}/routes/{route}/retry`,
    id: 'retryRoute',
    summary: 'Start all that waits or failed.',
  },
  {
    method: 'post',
    path: `${SUPPLIER}/poll`,
    id: 'poll',
    summary: 'Poll the order API now.',
    ...person,
    answer: answers.pollReport,
  },
  {
    method: 'get',
    path: `${SUPPLIER}/poll`,
    id: 'getPoll',
    summary: 'Read when the list was last read to its end.',
    ...person,
    answer: answers.pollView,
  },
  {
    ...action,
    path: `${SUPPLIER}/backfill`,
    id: 'backfill',
    summary: "Compare a page of Apicbase's list with the outbox.",
    body: BackfillBody,
    answer: answers.backfill,
    refuses: [404, 422],
  },
  {
    method: 'get',
    path: `${SUPPLIER}/counters`,
    id: 'listCounters',
    summary: 'List the last control numbers.',
    ...person,
    answer: answers.counters,
  },
  {
    method: 'get',
    path: `${SUPPLIER}/outbox`,
    id: 'getOutbox',
    summary: 'Read the id of the storage, and what is missing.',
    ...person,
    answer: answers.storage,
  },
  {
    ...action,
    path: `${SUPPLIER}/restore`,
    id: 'restoreOrders',
    summary: 'Restore exported orders.',
    body: RestoreBody,
    answer: answers.restored,
    refuses: [404, 413, 422],
  },
  {
    ...action,
    path: `${SUPPLIER}/begin`,
    id: 'beginOutbox',
    summary: 'Send orders again, though earlier orders are missing.',
    answer: answers.supplierName,
    needs: ['note'],
  },
  {
    ...action,
    path: `${SUPPLIER}/moved`,
    id: 'noteMove',
    summary: "Note where a renamed supplier's orders are.",
    answer: answers.supplierName,
    needs: ['to'],
  },
  {
    method: 'get',
    path: `${SUPPLIER}/desk`,
    id: 'getDesk',
    summary: "Read what the console's first page shows.",
    ...person,
    answer: answers.desk,
    refuses: [404, 409],
  },
  {
    method: 'get',
    path: `${SUPPLIER}/call-backs`,
    id: 'listCallBacks',
    summary: 'List the customers to call about a refusal.',
    ...person,
    answer: answers.callBacks,
    refuses: [404, 409],
  },
  {
    method: 'get',
    path: `${SUPPLIER}/to-key`,
    id: 'listToKey',
    summary: 'List the orders to key in by hand.',
    ...person,
    answer: answers.toKey,
    refuses: [404, 409],
  },
  {
    ...{ method: 'post', path: `${SUPPLIER}/what-would`, id: 'tryOrder', ...person, body: PostedOrder },
    ...{ summary: 'Read the documents that an order would become.', answer: answers.trial, refuses: [404, 409, 413] },
    query: { order: 'A stored order by id or number, in place of the body.' },
  },
  {
    method: 'get',
    path: `${SUPPLIER}/catalogue/unknown`,
    id: 'listUnknown',
    summary: 'List the numbers that held orders wait for.',
    ...person,
    answer: answers.unknownNumbers,
  },
  {
    ...{ method: 'get', path: `${SUPPLIER}/catalogue/entries`, id: 'listEntries', ...person },
    ...{
      summary: 'List the numbers that people entered, with their history.',
      answer: answers.entries,
      query: { after: 'The next of the page before.' },
    },
  },
  {
    ...action,
    path: `${SUPPLIER}/catalogue/restore`,
    id: 'restoreEntries',
    summary: 'Restore exported entries.',
    body: EntriesBody,
    answer: answers.restoredEntries,
    refuses: [404, 409, 422],
  },
  {
    ...{ method: 'get', path: TABLE, id: 'listRows', summary: 'List the rows that count.', ...person },
    ...{
      answer: answers.cataloguePage,
      query: { q: 'A text in any cell.', after: 'The last key of the page before.', limit: 'At most 1,000.' },
    },
  },
  {
    method: 'get',
    path: `${TABLE}/export.csv`,
    id: 'exportTable',
    summary: 'Download every row that counts.',
    ...person,
    answer: 'text/csv',
  },
  {
    method: 'get',
    path: `${TABLE}/{key}`,
    id: 'getRow',
    summary: 'Read one number with its history.',
    ...person,
    answer: answers.catalogueRow,
  },
  { method: 'put', path: `${TABLE}/{key}`, id: 'enterRow', summary: 'Enter a row.', ...entry, body: EntryBody },
  {
    method: 'delete',
    path: `${TABLE}/{key}`,
    id: 'undoRow',
    summary: 'Take the newest entry back.',
    ...entry,
    body: UndoBody,
  },
  {
    method: 'post',
    path: `${TABLE}/import`,
    id: 'importTable',
    summary: 'Enter the rows of a file that differ.',
    ...entry,
    body: ImportBody,
    answer: answers.importPlan,
  },
  {
    ...{ method: 'get', path: '/api/events', id: 'listEvents', summary: 'List who did what, newest first.', ...person },
    answer: answers.events,
    query: {
      supplier: 'One supplier; all by default.',
      action: 'One action.',
      q: 'A person, an order, a route or a note.',
      cursor: 'The cursor of the page before.',
    },
    refuses: [404, 422],
  },
  {
    ...{
      method: 'get',
      path: '/api/statements/{date}',
      id: 'listStatements',
      summary: 'Read the statements of a day.',
      ...person,
    },
    ...{ answer: answers.statements, query: { supplier: 'One supplier; all by default.' }, refuses: [404, 422] },
  },
  {
    method: 'get',
    path: MAILBOX,
    id: 'listMailbox',
    summary: 'List the documents that wait.',
    ...collector,
    answer: answers.mailboxList,
    refuses: [401],
  },
  {
    method: 'get',
    path: `${MAILBOX}/{documentId}`,
    id: 'fetchDocument',
    summary: 'Fetch a document.',
    ...collector,
    answer: '*/*',
  },
  ...(['collected', 'consumed', 'failed'] as const).map((word) => ({
    ...{
      method: 'post' as const,
      path: `${MAILBOX}/{documentId}/${word}`,
      ...collector,
      answer: answers.mailboxStatus,
    },
    ...{ id: `mark${word[0]?.toUpperCase()}${word.slice(1)}`, summary: `Report a document as ${word}.` },
  })),
  {
    method: 'post',
    path: `${MAILBOX}/heartbeat`,
    id: 'heartbeat',
    summary: "A courier's sign of life, which asks for the lease.",
    ...collector,
    body: HeartbeatShape,
    answer: answers.lease,
    refuses: [422],
  },
  {
    method: 'get',
    path: `${MAILBOX}/renamed-from/{former}`,
    id: 'wasRenamed',
    summary: 'Ask whether a former supplier has this name now.',
    ...collector,
    answer: answers.renamed,
    refuses: [401],
  },
  {
    method: 'post',
    path: '/acknowledgements/{supplier}/{route}',
    id: 'postAcknowledgement',
    summary: "Post a receiver's reply.",
    caller: 'receiver',
    answer: answers.acknowledged,
    refuses: [404, 413, 422],
  },
  {
    method: 'get',
    path: '/metrics',
    id: 'getMetrics',
    summary: 'Read the numbers of every supplier, as Prometheus text 0.0.4.',
    caller: 'person',
    answer: 'text/plain',
  },
  {
    method: 'get',
    path: '/healthz',
    id: 'getHealth',
    summary: 'Ask whether the gateway runs.',
    caller: 'anybody',
    query: { deep: 'Tests every part. Needs a token.' },
    answer: answers.health,
    refuses: [401, 503],
  },
]
