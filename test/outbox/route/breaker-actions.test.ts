import { describe, expect, it } from 'vitest'
import { ERP } from '../../fakes/orders.ts'
import { hanging, status } from '../../fakes/wire.ts'
import { accept, circuit, down, numbers } from './left-alone.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ANN = { by: 'ann' }

describe('what a person does about a route that is left alone', () => {
  it('tries it now with the order that they retry', async () => {
    const test = down()
    accept(test, 20)
    await test.pass(30 * MINUTE)
    test.wire.answers(ERP, status(200))
    const before = test.wire.calls.length
    test.outbox.retry('order-017', 'erp', ANN)
    await test.work()
    expect(numbers(test)[before]).toBe('PO-order-017')
    expect(circuit(test)).toEqual({ state: 'closed' })
    expect(test.wire.calls).toHaveLength(before + 20)
  })

  it('tries one delivery when they retry the route, and goes on as before when that fails', async () => {
    const test = down()
    accept(test, 20)
    await test.pass(30 * MINUTE)
    const before = test.wire.calls.length
    test.outbox.retryRoute('erp', ANN)
    await test.work()
    expect(test.wire.calls).toHaveLength(before + 1)
    expect(circuit(test)).toMatchObject({ state: 'open' })
  })

  it('is heard though a try is under way', async () => {
    const test = down()
    accept(test, 20)
    await test.work()
    const erp = hanging()
    test.wire.answers(ERP, erp.answer)
    await test.pass(5_000)
    test.outbox.retry('order-017', 'erp', ANN)
    await test.work()
    expect(erp.waiting).toBe(1)
    erp.end(new Response(null, { status: 503 }))
    await test.work()
    expect(numbers(test).at(-1)).toBe('PO-order-017')
    erp.end(new Response(null, { status: 503 }))
    await test.work()
    expect(erp.waiting).toBe(0)
  })

  it('pauses it as before, and it begins anew when they resume it', async () => {
    const test = down()
    accept(test, 6)
    await test.work()
    test.outbox.pause('erp', ANN)
    await test.pass(HOUR)
    expect(test.wire.calls).toHaveLength(5)
    test.wire.answers(ERP, status(200))
    test.outbox.resume('erp', ANN)
    await test.work()
    expect(test.wire.calls).toHaveLength(11)
  })

  it('finds it paused, and no longer left alone, when it refuses every order', async () => {
    const test = down()
    accept(test, 20)
    await test.work()
    test.wire.answers(ERP, status(401))
    await test.pass(MINUTE)
    expect(test.outbox.routes()[0]).toMatchObject({ state: 'paused', circuit: { state: 'closed' } })
  })
})
