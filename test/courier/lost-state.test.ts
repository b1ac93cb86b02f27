import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

const MINUTE = 60_000
const NAME = 'PO-order-1-1.json'

describe('a courier with an empty state folder', () => {
  it('takes nothing that the old one had fetched, and it is not lost in silence', async () => {
    const old = world.courier('old', failing('take in in', 'EACCES'))
    await world.place('order-1')
    await old.turn()
    old.close()
    await world.test.pass(2 * MINUTE)
    await courier.turn()
    await world.place('order-2')
    await courier.turn()
    expect(world.lying()).toEqual(['PO-order-2-1.json'])
    await world.test.pass(60 * MINUTE)
    expect(world.told()).toContain('late receipt-overdue')
    await world.retry()
    await courier.turn()
    expect(world.lying()).toEqual([NAME, 'PO-order-2-1.json'])
  })

  it('whose journal was lost says so of what it can know nothing of', async () => {
    const before = world.courier('state', failing('take in in', 'EACCES'))
    await world.place('order-1')
    await before.turn()
    before.close()
    rmSync(path.join(world.root, 'state', 'journal'), { recursive: true })
    courier.close()
    courier = world.courier()
    await courier.turn()
    await courier.turn()
    await world.test.work()
    expect(world.lying()).toEqual([])
    expect(world.told()).toContain('courier unknown-documents')
  })
})
