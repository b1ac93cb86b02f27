import { afterEach, beforeEach, expect, it } from 'vitest'
import { holdMoved } from '../../src/outbox/moved.ts'
import { failing, openWorld, type World } from './world.ts'

let world: World
beforeEach(() => {
  world = openWorld()
})
afterEach(() => {
  world.close()
})

const MINUTE = 60_000
const HELD = 70

/** A courier of whose placed documents the gateway holds all, as after a restore. Each report takes 50 ms. */
async function openRefused() {
  const unheard = world.courier('state', failing('collected', 'EIO'))
  await world.place(...Array.from({ length: HELD }, (_, at) => `order-${at}`))
  await unheard.turn()
  unheard.close()
  world.eat()
  holdMoved(world.test.sql, 'another', world.test.clock.now())
  await world.test.pass(MINUTE)
  const reports: string[] = []
  const courier = world.courier('state', (moment, step) => {
    if (moment !== 'before' || !['collected', 'consumed'].includes(step)) return
    reports.push(step)
    world.test.clock.advance(50)
  })
  return { courier, reports }
}

it('reports that the gateway refuses keep no later report from the gateway', async () => {
  const { courier } = await openRefused()
  await world.place('order-later')
  for (let turn = 0; turn < 4; turn++) {
    await courier.turn()
    world.eat()
  }
  courier.close()
  expect(world.test.deliveries('order-later')).toEqual(['box v1 delivered yes'])
})

it('a courier whose reports are refused asks for each once, pauses, and asks again after some minutes', async () => {
  const { courier, reports } = await openRefused()
  let turns = 0
  do await courier.turn()
  while (courier.hasMore && ++turns < 10)
  expect(courier.hasMore).toBe(false)
  expect(reports).toHaveLength(HELD)
  await courier.turn()
  expect(reports).toHaveLength(HELD)
  await world.test.pass(6 * MINUTE)
  await courier.turn()
  expect(reports.length).toBeGreaterThan(HELD)
  expect(courier.hasMore).toBe(false)
  courier.close()
})

it('a report that was refused goes to the gateway at once after the release of the order', async () => {
  const { courier } = await openRefused()
  for (let turn = 0; turn < 3; turn++) await courier.turn()
  world.test.outbox.release('order-3', { by: 'ann' })
  await world.test.work()
  await courier.turn()
  courier.close()
  expect(world.test.deliveries('order-3')).toEqual(['box v1 delivered yes'])
  expect(world.lying()).toEqual([])
})
