import { localMoment } from '../../model/local-time.ts'
import type { Problem } from '../../model/problem.ts'
import { err, ok, type Result } from '../../model/result.ts'
import type { Route, Supplier } from '../../profile/supplier.ts'
import { compose } from '../../steps/compose.ts'
import { firstContext } from '../../steps/test-document.ts'
import { validate } from '../../steps/validate.ts'
import { readable } from '../readable.ts'
import { sampleOrder } from '../sample-order.ts'

/** The document that a route writes for a sample order, for reading. */
export async function sampleDocument(
  supplier: Supplier,
  route: Route,
  now: number,
): Promise<Result<string, readonly Problem[]>> {
  const posted = sampleOrder(supplier, { id: '00000000-0000-4000-8000-000000000001', number: 'PO-1', now })
  const judged = validate(new TextEncoder().encode(JSON.stringify(posted)), supplier, now)
  if (!judged.ok) return err(judged.error.refusal.problems)
  const occasion = firstContext(1, localMoment(now, supplier.timeZone))
  const document = await compose(judged.value.order, route, supplier, occasion, '0'.repeat(32))
  if (!document.ok) return document
  return ok((await readable(document.value.bytes, document.value.mediaType)).text)
}
