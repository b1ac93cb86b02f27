import { Account as ProductAccount } from '../../src/platform/account-object.ts'
import { Outbox as Product } from '../../src/platform/outbox-object.ts'
import product from '../../src/worker.ts'

export class Account extends ProductAccount {}

/** The product with its rows counted as Cloudflare bills them. */
export class Outbox extends Product {
  rowsWritten(): number {
    return this.sql.written()
  }
}

export default {
  async fetch(request, env, ctx) {
    const supplier = /^\/bench\/rows\/(.+)$/.exec(new URL(request.url).pathname)?.[1]
    if (supplier === undefined) return product.fetch(request, env, ctx)
    const namespace = env.OUTBOX as unknown as DurableObjectNamespace<Outbox>
    return Response.json(await namespace.getByName(supplier).rowsWritten())
  },
} satisfies ExportedHandler<Env>
