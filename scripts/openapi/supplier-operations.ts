import { BackfillBody } from '../../src/api/backfill.ts'
import { RestoreBody } from '../../src/api/restore.ts'
import { PostedOrder } from '../../src/model/order/posted.ts'
import * as deskAnswers from './desk-answers.ts'
import { action, type Operation, person, SUPPLIER } from './operation.ts'
import * as supplierAnswers from './supplier-answers.ts'

const onRoute = { ...action, answer: supplierAnswers.route } as const

/** Calls about a supplier: routes, the order API, the outbox and the order desk. */
export const SUPPLIER_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/suppliers',
    id: 'listSuppliers',
    summary: 'List the suppliers.',
    caller: 'person',
    answer: supplierAnswers.suppliers,
  },
  {
    method: 'get',
    path: `${SUPPLIER}/routes`,
    id: 'listRoutes',
    summary: 'List the routes and their state.',
    ...person,
    answer: supplierAnswers.routes,
  },
  {
    ...{
      method: 'get',
      path: `${SUPPLIER}/live`,
      id: 'followSteps',
      summary: 'Read the steps and actions since a cursor.',
    },
    ...{ ...person, answer: supplierAnswers.live, query: { cursor: 'The cursor of the answer before.' } },
  },
  {
    method: 'get',
    path: `${SUPPLIER}/alerts`,
    id: 'listAlerts',
    summary: 'List the open incidents and the unsent alerts.',
    ...person,
    answer: supplierAnswers.alerts,
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
    answer: supplierAnswers.pollReport,
  },
  {
    method: 'get',
    path: `${SUPPLIER}/poll`,
    id: 'getPoll',
    summary: 'Read when the list was last read to its end.',
    ...person,
    answer: supplierAnswers.pollView,
  },
  {
    ...action,
    path: `${SUPPLIER}/backfill`,
    id: 'backfill',
    summary: "Compare a page of Apicbase's list with the outbox.",
    body: BackfillBody,
    answer: supplierAnswers.backfill,
    refuses: [404, 422],
  },
  {
    method: 'get',
    path: `${SUPPLIER}/counters`,
    id: 'listCounters',
    summary: 'List the last control numbers.',
    ...person,
    answer: supplierAnswers.counters,
  },
  {
    method: 'get',
    path: `${SUPPLIER}/outbox`,
    id: 'getOutbox',
    summary: 'Read the id of the storage, and what is missing.',
    ...person,
    answer: supplierAnswers.storage,
  },
  {
    ...action,
    path: `${SUPPLIER}/restore`,
    id: 'restoreOrders',
    summary: 'Restore exported orders.',
    body: RestoreBody,
    answer: supplierAnswers.restored,
    refuses: [404, 413, 422],
  },
  {
    ...action,
    path: `${SUPPLIER}/begin`,
    id: 'beginOutbox',
    summary: 'Send orders again, though earlier orders are missing.',
    answer: supplierAnswers.supplierName,
    needs: ['note'],
  },
  {
    ...action,
    path: `${SUPPLIER}/moved`,
    id: 'noteMove',
    summary: "Note where a renamed supplier's orders are.",
    answer: supplierAnswers.supplierName,
    needs: ['to'],
  },
  {
    method: 'get',
    path: `${SUPPLIER}/desk`,
    id: 'getDesk',
    summary: "Read what the console's first page shows.",
    ...person,
    answer: deskAnswers.desk,
    refuses: [404, 409],
  },
  {
    method: 'get',
    path: `${SUPPLIER}/call-backs`,
    id: 'listCallBacks',
    summary: 'List the customers to call about a refusal.',
    ...person,
    answer: deskAnswers.callBacks,
    refuses: [404, 409],
  },
  {
    method: 'get',
    path: `${SUPPLIER}/to-key`,
    id: 'listToKey',
    summary: 'List the orders to key in by hand.',
    ...person,
    answer: deskAnswers.toKey,
    refuses: [404, 409],
  },
  {
    ...{ method: 'get', path: `${SUPPLIER}/pick-list`, id: 'getPickList', ...person },
    ...{
      summary: 'List the orders to pick for a delivery day.',
      answer: deskAnswers.pickList,
      refuses: [404, 409, 422],
    },
    query: {
      day: 'The delivery day, as 2026-11-24.',
      before: 'The `next` of the part before; without it, the first part.',
    },
  },
  {
    ...{ method: 'post', path: `${SUPPLIER}/what-would`, id: 'tryOrder', ...person, body: PostedOrder },
    ...{
      summary: 'Read the documents that an order would become.',
      answer: deskAnswers.trial,
      refuses: [404, 409, 413],
    },
    query: { order: 'A stored order by id or number, in place of the body.' },
  },
]
