import { Account as ProductAccount } from '../../src/platform/account-object.ts'
import { Outbox as ProductOutbox } from '../../src/platform/outbox-object.ts'
import product from '../../src/worker.ts'

export class Account extends ProductAccount {}
export class Outbox extends ProductOutbox {}

/** The product with an added leak: every document sent by HTTP stays in memory. */
const kept: ArrayBuffer[] = []
const send = globalThis.fetch

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init)
  const body = await request.arrayBuffer()
  kept.push(body)
  return send(new Request(request, { body }))
}

export default product
