import { DoneBody } from '../../src/api/action-body.ts'
import { action, type Operation, person, VERSION } from './operation.ts'
import * as answers from './order-answers.ts'

const ORDER = '/api/orders/{supplier}/{orderId}'
const DELIVERY = `${ORDER}/deliveries/{route}`

/** Calls about orders and their deliveries. */
export const ORDER_OPERATIONS: readonly Operation[] = [
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
      refusedBefore: 'Only orders that this primary route refused and a fallback route brought; * for any route.',
      broughtBy: 'With refusedBefore: only orders that this fallback route brought.',
      dueFrom: 'With refusedBefore: only orders for this delivery day or later, as 2026-11-24.',
      limit: 'Orders on a page, at most 200.',
      cursor: 'The cursor of the page before. A page of a search may have fewer rows than the limit and go on.',
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
      path: `${ORDER}/discard-notice`,
      id: 'getDiscardNotice',
      summary: 'Read the mail that a discard would send to the customer.',
    },
    ...{ ...person, answer: answers.discardNotice },
    query: { route: 'For a discard of the delivery by this route; the whole order by default.' },
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
  {
    ...action,
    path: `${ORDER}/discard`,
    id: 'discardOrder',
    summary: 'End the newest held version; with `mailed`, an order that only mails brought.',
    needs: ['note'],
  },
  {
    ...action,
    path: `${ORDER}/done`,
    id: 'markOrderDone',
    summary: 'Note that a person keyed the order in, for each open route or for the named routes.',
    body: DoneBody,
  },
  {
    ...action,
    path: `${ORDER}/cancel`,
    id: 'cancelOrder',
    summary: 'Cancel the order on each route that brought the order.',
    needs: ['note'],
  },
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
]
