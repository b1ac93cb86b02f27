import { expect } from 'vitest'
import { delivery, place, soon, view } from './door.ts'
import { line, type Posted } from './posted.ts'

/** The same order with another content. */
export const changed = (order: Posted, quantity: number): Posted => ({ ...order, packages: [line('00123', quantity)] })

/** An order that is delivered on route `gone` and waits on route `kept` to be collected. */
export async function halfGone(supplier: string): Promise<Posted> {
  const order = await place(supplier)
  await soon(async () => {
    expect(await delivery(supplier, order.id, 'gone')).toMatchObject({ state: 'delivered', reached: 'yes' })
    expect(await delivery(supplier, order.id, 'kept')).toMatchObject({ state: 'waiting', reached: 'no', attempts: 1 })
  })
  return order
}

/** Every delivery, such as `v1 gone delivered`. */
export async function table(supplier: string, { id }: Posted): Promise<string[]> {
  const { deliveries } = await view(supplier, id)
  return deliveries.map(({ version, route, state, holdReason }) =>
    [`v${version}`, route, state, holdReason].filter(Boolean).join(' '),
  )
}
