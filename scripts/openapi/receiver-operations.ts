import { HeartbeatShape } from '../../src/api/courier-body.ts'
import type { Operation } from './operation.ts'
import * as answers from './receiver-answers.ts'

const MAILBOX = '/mailbox/{supplier}/{route}'
const collector = { caller: 'mailbox', refuses: [404, 409, 410] } as const

/** Calls of the systems that get documents. */
export const RECEIVER_OPERATIONS: readonly Operation[] = [
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
]
