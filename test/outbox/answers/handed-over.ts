import type { Lease } from '../../../src/outbox/queue.ts'
import { createTransportStore } from '../../../src/outbox/transport-store.ts'
import { utf8 } from '../../../src/text/utf8.ts'
import type { Mdn } from '../../../src/transports/as2/mdn.ts'
import { leaseOf } from '../../fakes/lease.ts'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

export const MICS = { sha1: 'ONE', sha256: 'TWO', sha384: 'THREE', sha512: 'FIVE' }

/** Hands over an order whose message has an id. HTTP is enough, because the next steps are the same. */
export async function handedOver(settings: Record<string, unknown> = {}, answer = status(200)): Promise<TestOutbox> {
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, settings)] }) })
  test.wire.answers(ERP, answer)
  test.accept()
  await test.work()
  expectMessage(test)
  return test
}

export function expectMessage({ sql, clock }: TestOutbox, more: Partial<Lease> = {}): void {
  createTransportStore(sql, leaseOf(more), clock).expect('m-1', MICS)
}

let times = 0
export const hear = (
  test: TestOutbox,
  said: Partial<Mdn> = {},
  digest = `digest-${++times}`,
  routes: [string] = ['erp'],
) =>
  test.outbox.processMdn({
    mdn: {
      ...{ originalMessageId: '<m-1>', type: 'processed', modifier: null, reason: '' },
      ...{ mic: { digest: 'TWO', algorithm: 'sha-256' }, ...said },
    },
    evidence: { bytes: utf8('evidence'), digest },
    routes,
  })

export const FAILED = { type: 'failed', modifier: 'failure', reason: 'no such format' }
