import { markedAsTest, TEST_NOTICE } from '../documents/test-mark.ts'
import { findingNote } from '../model/finding.ts'
import { localMoment } from '../model/local-time.ts'
import type { Order } from '../model/order/order.ts'
import { joinMessages } from '../model/problem.ts'
import { type ActionResult, type Actor, DONE, ORDER_NOT_FOUND, wrongState } from '../outbox/actions/action.ts'
import { newestDeliveryOn, recordEvent } from '../outbox/actions/actions.ts'
import { deliveriesOf } from '../outbox/deliveries.ts'
import { isNumberKnown } from '../outbox/numbers.ts'
import { addTimelineEntry } from '../outbox/timeline.ts'
import { routeNamed } from '../profile/route-named.ts'
import { takesTestOrders } from '../profile/rules.ts'
import type { Route } from '../profile/supplier.ts'
import { readStoredOrder } from '../steps/commit.ts'
import { compose } from '../steps/compose.ts'
import { deliverTest } from '../steps/deliver.ts'
import type { DispatchPorts } from '../steps/dispatch-ports.ts'
import { firstContext, testDocument, testOrderNumber } from '../steps/test-document.ts'

type TestPorts = Omit<DispatchPorts, 'needsProbe'>

/**
 * Sends the content of an order once as a test, with its own number and the format's test indicator, even on a paused
 * route. No delivery records the test, no acknowledgement settles a delivery, and the gateway never retries. The
 * timeline gets the result, unless the gateway stops meanwhile.
 */
export function sendTest(orderId: string, routeName: string, actor: Actor, ports: TestPorts): ActionResult {
  const { sql, supplier, clock } = ports
  const current = newestDeliveryOn(deliveriesOf(sql, orderId), routeName)
  const route = routeNamed(supplier, routeName)
  if (!current || !route) return ORDER_NOT_FOUND
  const order = readStoredOrder({ sql, supplier }, orderId, current.version)
  if (!order) return wrongState(findingNote('content-unreadable'))
  const marked = { ...route, document: markedAsTest(route.document) }
  const obstacle = obstacleTo(marked)
  if (obstacle !== null) return wrongState(obstacle)
  const now = clock.now()
  const number = testOrderNumber(now)
  sql.atomically(() => recordEvent(sql, 'resend-test', actor, orderId, routeName, now))
  const noteResult = (text: string): void =>
    addTimelineEntry(sql, orderId, {
      at: clock.now(),
      event: 'test',
      version: current.version,
      route: routeName,
      text: `${number}: ${text}`,
    })
  void send({ ...order, number, remarks: TEST_NOTICE }, marked, current.version, ports).then(noteResult, () =>
    noteResult(findingNote('preparation-failed')),
  )
  return DONE
}

/** Why a receiver could take the test for an order, or why the test could replace an order. */
function obstacleTo(route: Route): string | null {
  const { name, document, transport, fileName } = route
  if (transport.kind === 'mailbox') return findingNote('mailbox-no-test', { route: name })
  if (!takesTestOrders(route)) return findingNote('no-test-indicator', { format: document.format, route: name })
  if (!route.test && !fileName.includes('{orderNumber}')) return findingNote('test-file-name', { route: name })
  return null
}

async function send(order: Order, route: Route, version: number, ports: TestPorts): Promise<string> {
  const { supplier, clock, name } = ports
  const now = clock.now()
  const key = ports.newId().replaceAll('-', '')
  const first = firstContext(testNumber(route, now, ports), localMoment(now, supplier.timeZone))
  const document = await compose(order, route, supplier, { ...first, version }, key)
  if (!document.ok) return findingNote('test-not-sent', { reason: joinMessages(document.error) })
  const parts = { document: document.value, key, supplier: name, route: route.name, orderNumber: order.number }
  const { outcome, note } = await deliverTest(testDocument(parts), route, { ...ports, needsProbe: () => true })
  const { fileName: file, bytes } = document.value
  return findingNote('test-sent', { file, size: String(bytes.byteLength), state: outcome, note })
}

/** Every format has room for this number. */
const MOST = 999_999_999

/**
 * Derives the number from the time, so that the number is new to the receiver. Skips numbers of this route's orders,
 * because an acknowledgement of a test must settle no delivery. Admitted gap: a receiver that counts tests and orders
 * together may later get an order with this number.
 */
function testNumber({ name, controlNumbers }: Route, now: number, { sql }: TestPorts): number {
  const room = Math.min(controlNumbers?.wrapAt ?? MOST, MOST)
  let number = 1 + (Math.floor(now / 1000) % room)
  for (let tries = 0; tries < 1_000 && isNumberKnown(sql, name, number); tries++) number = 1 + (number % room)
  return number
}
