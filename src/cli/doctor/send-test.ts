import { randomBytes } from 'node:crypto'
import { markedAsTest, TEST_NOTICE } from '../../documents/test-mark.ts'
import { localMoment } from '../../model/local-time.ts'
import { joinMessages } from '../../model/problem.ts'
import type { Route, Supplier } from '../../profile/supplier.ts'
import { compose } from '../../steps/compose.ts'
import { fillSecrets } from '../../steps/fill-secrets.ts'
import { createVerdictReader } from '../../steps/response-verdict.ts'
import { firstContext, testDocument, testOrderNumber } from '../../steps/test-document.ts'
import { validate } from '../../steps/validate.ts'
import { transportOf } from '../../transports/registry.ts'
import { sampleOrder } from '../sample-order.ts'
import type { Tools } from './examine.ts'
import { failedAttempt } from './failed-attempt.ts'
import { type Findings, failed, passed } from './finding.ts'
import { withLimit } from './limit.ts'

/** Largest control number that every format can write. */
const MOST = 999_999_999

/** Sends a sample order, marked as a test, over the real transport, so the finding shows what an order would meet. */
export async function* sendTest(name: string, supplier: Supplier, route: Route, tools: Tools): Findings {
  const { kind } = route.transport
  const carrier = transportOf(route.transport)
  if (carrier.onlyDeployed) {
    const help = 'Place a test order at the running gateway: npm run order.'
    return yield failed('write', `By ${kind} nothing can be sent from here.`, help)
  }
  const now = tools.now()
  const number = testOrderNumber(now)
  const id = crypto.randomUUID()
  const posted = { ...sampleOrder(supplier, { id, number, now }), order_remarks: TEST_NOTICE }
  const judged = validate(new TextEncoder().encode(JSON.stringify(posted)), supplier, null)
  if (!judged.ok) throw new Error('The made-up order is not one.')
  const marked = { ...route, document: markedAsTest(route.document) }
  const key = randomBytes(16).toString('hex')
  // Receivers refuse a known control number; this number changes every second.
  const controlNumber = 1 + (Math.floor(now / 1000) % Math.min(route.controlNumbers?.wrapAt ?? MOST, MOST))
  const occasion = firstContext(controlNumber, localMoment(now, supplier.timeZone))
  const document = await compose(judged.value.order, marked, supplier, occasion, key)
  if (!document.ok) {
    const why = joinMessages(document.error)
    return yield failed(
      'settings',
      `The document cannot carry a test order: ${why}`,
      'Look at the settings of the document.',
    )
  }
  const parts = { document: document.value, key, supplier: name, route: route.name, orderNumber: number }
  const opened = fillSecrets(testDocument(parts), marked, tools.ports.secrets)
  if (!opened.ok) return yield failedAttempt(opened.error)
  const { signal, end } = withLimit(carrier.timeoutSeconds(route.transport))
  try {
    const readVerdict = createVerdictReader(route, tools.ports.secrets)
    const result = await carrier.deliver(opened.value, route.transport, { ...tools.ports, readVerdict, signal })
    const { fileName, bytes } = document.value
    const what = `A test document was sent: order ${number}, ${fileName}, ${bytes.byteLength} bytes, ${howMarked(marked)}`
    if (result.outcome === 'delivered' || result.outcome === 'sent') yield passed('write', `${what}. ${result.note}`)
    else if (result.outcome === 'uncertain')
      yield failed('write', `${what}. ${result.note}`, 'Ask the supplier whether it came.')
    else yield { ...failedAttempt(result), text: `No test document arrived (order ${number}). ${result.note}` }
  } finally {
    end()
  }
}

const howMarked = ({ document }: Route): string =>
  document.test === true
    ? "marked with the format's own test indicator"
    : 'marked by its number and its remarks alone: the format has no test indicator'
