import type { Context } from 'hono'
import { type Refusal, refusal } from '../model/problem.ts'
import type { OutboxRecord } from '../outbox/earlier-history.ts'
import type { Gateway } from '../profile/supplier.ts'
import type { HonoEnv, Services } from '../services.ts'
import type { RemoteOutbox } from '../supplier/remote-outbox.ts'
import { problemResponse } from '../web/problem-response.ts'

type Known = Pick<Services, 'gateway' | 'records'>

export const hasSupplier = (gateway: Gateway, name: string): boolean => Object.hasOwn(gateway.suppliers, name)

/** The record of a supplier that the configuration no longer has; null for a configured supplier and for an unknown name. */
export async function removedSupplier({ gateway, records }: Known, name: string): Promise<OutboxRecord | null> {
  if (name === '' || hasSupplier(gateway, name)) return null
  return (await records.list()).find(({ supplier }) => supplier === name) ?? null
}

/** Whether the orders of `former` were moved to `supplier`, perhaps over other names. */
export function wasRenamed(records: readonly OutboxRecord[], former: string, supplier: string): boolean {
  const passed = new Set<string>()
  for (let name: string | undefined = former; name !== undefined && !passed.has(name); ) {
    passed.add(name)
    name = records.find((record) => record.supplier === name)?.movedTo
    if (name === supplier) return true
  }
  return false
}

/** Whether people may read the orders of this supplier: the configuration has the supplier, or had it. */
export const canRead = async (services: Known, name: string): Promise<boolean> =>
  hasSupplier(services.gateway, name) || (await removedSupplier(services, name)) !== null

type WithOutbox = (outbox: RemoteOutbox, name: string) => Promise<Response>

/** Answers from the outbox of the supplier in the address, which the configuration has, or had. */
export async function withReadable(c: Context<HonoEnv>, work: WithOutbox): Promise<Response> {
  const name = c.req.param('supplier') ?? ''
  return (await canRead(c.env, name)) ? work(c.env.outbox(name), name) : problemResponse(notFound('supplier'))
}

/** Answers from the outbox of the supplier in the address, which the configuration must have. */
export async function withConfigured(c: Context<HonoEnv>, work: WithOutbox): Promise<Response> {
  const name = c.req.param('supplier') ?? ''
  if (hasSupplier(c.env.gateway, name)) return work(c.env.outbox(name), name)
  return problemResponse(await whyNotConfigured(c.env, name, 'supplier'))
}

/** The refusal of an action for a supplier outside the configuration. `what` names the missing object. */
export async function whyNotConfigured(services: Known, name: string, what: string): Promise<Refusal> {
  const record = await removedSupplier(services, name)
  return record === null ? notFound(what) : removed(record)
}

export const notFound = (what: string): Refusal =>
  refusal(404, 'Not found', { path: '', code: 'not-found', message: `There is no such ${what}.` })

const removed = ({ supplier, movedTo }: OutboxRecord): Refusal =>
  refusal(409, 'The supplier is not configured', {
    path: '',
    code: 'wrong-state',
    message: `The configuration no longer has supplier ${supplier}, so its orders can be read, but not changed. ${
      movedTo === undefined
        ? `Put the supplier back into the configuration, or move its orders: npx orderbridge deploy --rename ${supplier}=NEW`
        : `Its orders are with supplier ${movedTo} now: act on them there.`
    }`,
  })
