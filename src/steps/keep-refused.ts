import type { AcceptPorts } from '../ports.ts'
import { within } from '../time-limit.ts'
import { insist } from './insist.ts'
import type { Invalid } from './validate.ts'

/** The chef already has the refusal; keeping it must not make them wait for it. */
const KEEP_MS = 1_000

/** Keeps a verified order that we refuse, so that the desk finds it when the chef telephones. Without an id it is only counted. */
export async function keepRefused({ refusal, named }: Invalid, body: Uint8Array, ports: AcceptPorts): Promise<void> {
  const { id, number, customer } = named
  const problems = JSON.stringify(refusal.problems)
  const keep = (): Promise<void> =>
    id === null
      ? ports.outbox().countNameless()
      : ports.outbox().keepRefused({ orderId: id, orderNumber: number, customer, body, problems })
  try {
    await within(KEEP_MS, keep())
  } catch {
    ports.later(insist(keep))
  }
}
