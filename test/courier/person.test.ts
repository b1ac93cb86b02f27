import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { holdMoved } from '../../src/outbox/moved.ts'
import { failing, openWorld, type TestCourier, type World } from './world.ts'

let world: World
let courier: TestCourier
beforeEach(() => {
  world = openWorld()
  courier = world.courier()
})
afterEach(() => {
  courier.close()
  world.close()
})

const NAME = 'PO-order-1-1.json'

describe('a person', () => {
  it('who marks it done before it was put keeps it out of the folder', async () => {
    const broken = world.courier('state', failing('take in in', 'EACCES'))
    await world.place('order-1')
    await broken.turn()
    broken.close()
    expect(world.lying()).toEqual([])
    world.test.outbox.done('order-1', 'box', { by: 'ann' })
    courier.close()
    courier = world.courier()
    await courier.turn()
    expect(world.lying()).toEqual([])
    expect(readdirSync(path.join(world.root, 'state', 'work'))).toEqual([])
  })

  it('who retries what was collected gets it once more', async () => {
    await world.place('order-1')
    await courier.turn()
    world.eat()
    await world.retry()
    await courier.turn()
    world.eat()
    await courier.turn()
    // The gateway knew `collected`, but not `consumed`: the courier reports `consumed` now.
    expect(world.eaten).toHaveLength(2)
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('who retries while it lies in the folder finds one file there', async () => {
    await world.place('order-1')
    await courier.turn()
    await world.retry()
    await courier.turn()
    world.eat()
    await courier.turn()
    expect(world.eaten).toHaveLength(1)
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('who retries what was put, when the gateway had not heard of it, gets no second one', async () => {
    const unheard = world.courier('state', failing('collected', 'EIO'))
    await world.place('order-1')
    await unheard.turn()
    unheard.close()
    world.eat()
    await world.retry()
    courier.close()
    courier = world.courier()
    for (let turn = 0; turn < 3; turn++) await courier.turn()
    world.eat()
    expect(world.eaten).toHaveLength(1)
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('who retries what was eaten, when the gateway had not heard of that, gets no second one', async () => {
    await world.place('order-1')
    await courier.turn()
    world.eat()
    const unheard = world.courier('state', failing('consumed', 'EIO'))
    await unheard.turn()
    unheard.close()
    await world.retry()
    courier.close()
    courier = world.courier()
    for (let turn = 0; turn < 3; turn++) await courier.turn()
    expect(world.lying()).toEqual([])
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('who releases what was placed while the gateway held it gets no second one, and reads first that it was placed', async () => {
    const unheard = world.courier('state', failing('collected', 'EIO'))
    await world.place('order-1')
    await unheard.turn()
    unheard.close()
    world.eat()
    holdMoved(world.test.sql, 'another', world.test.clock.now())
    courier.close()
    courier = world.courier()
    for (let turn = 0; turn < 2; turn++) await courier.turn()
    expect(world.test.deliveries()).toEqual(['box v1 held/restored yes'])
    const events = world.test.outbox.view('order-1')?.timeline.filter(({ event }) => event === 'collected')
    expect(events).toHaveLength(1)
    world.test.outbox.release('order-1', { by: 'ann' })
    await world.test.work()
    for (let turn = 0; turn < 3; turn++) await courier.turn()
    expect(world.lying()).toEqual([])
    expect(world.eaten).toHaveLength(1)
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('who has it sent as another document gets that one', async () => {
    await world.place('order-1')
    await courier.turn()
    world.eat()
    world.test.accept({ orderId: 'order-1', content: 3 })
    world.test.outbox.release('order-1', { by: 'ann', as: 'replacement' })
    await world.test.work()
    await courier.turn()
    world.eat()
    expect(world.eaten.map(({ name }) => name)).toEqual([NAME, 'PO-order-1-2.json'])
  })
})
