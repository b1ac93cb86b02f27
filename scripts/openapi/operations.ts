import type { ZodMiniType } from 'zod/mini'
import { ActionBody, DoneBody } from '../../src/api/action-body.ts'
import { BackfillBody } from '../../src/api/backfill.ts'
import { EntryBody, ImportBody, UndoBody } from '../../src/api/catalogue.ts'
import { EntriesBody } from '../../src/api/catalogue-entries.ts'
import { HeartbeatShape } from '../../src/api/courier-body.ts'
import { RestoreBody } from '../../src/api/restore.ts'
import { PostedOrder } from '../../src/model/order/posted.ts'
import { CATALOGUE_OPERATIONS } from './catalogue-operations.ts'
import { type Operation, person } from './operation.ts'
import * as orderAnswers from './order-answers.ts'
import { ORDER_OPERATIONS } from './order-operations.ts'
import { RECEIVER_OPERATIONS } from './receiver-operations.ts'
import * as supplierAnswers from './supplier-answers.ts'
import { SUPPLIER_OPERATIONS } from './supplier-operations.ts'

/** Bodies of requests, by their names in the document. */
export const BODIES: Readonly<Record<string, ZodMiniType>> = {
  Action: ActionBody,
  BackfillBody,
  DoneBody,
  EntriesBody,
  EntryBody,
  HeartbeatBody: HeartbeatShape,
  ImportBody,
  PostedOrder,
  RestoreBody,
  UndoBody,
}

export const OPERATIONS: readonly Operation[] = [
  {
    ...{ method: 'post', path: '/webhooks/{supplier}', id: 'postOrder', summary: 'Post an order as Apicbase does.' },
    ...{ caller: 'webhook', body: PostedOrder, answer: orderAnswers.webhookAnswer, refuses: [400, 403, 413, 422, 503] },
  },
  ...ORDER_OPERATIONS,
  ...SUPPLIER_OPERATIONS,
  ...CATALOGUE_OPERATIONS,
  {
    ...{ method: 'get', path: '/api/events', id: 'listEvents', summary: 'List who did what, newest first.', ...person },
    answer: supplierAnswers.events,
    query: {
      supplier: 'One supplier; all by default.',
      action: 'One action.',
      q: 'A person, an order, a route or a note.',
      from: "The first day, in the supplier's zone.",
      to: "The last day, in the supplier's zone.",
      cursor: 'The cursor of the page before. A page of a search may have fewer rows than the limit and go on.',
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
    ...{
      answer: supplierAnswers.statements,
      query: { supplier: 'One supplier; all by default.' },
      refuses: [404, 422],
    },
  },
  ...RECEIVER_OPERATIONS,
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
    answer: supplierAnswers.health,
    refuses: [401, 503],
  },
]
