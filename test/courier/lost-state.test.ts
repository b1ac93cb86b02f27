import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Around, failing, openWorld, type TestCourier, type World } from './world.ts'

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

describe('a courier whose work folder another program empties', () => {
  const WORK = () => path.join(world.root, 'state', 'work')
  const empty = (): number => {
    const parts = readdirSync(WORK()).filter((name) => name.endsWith('.part'))
    for (const name of parts) rmSync(path.join(WORK(), name))
    return parts.length
  }
  /** A scanner that removes a complete file at this step, `times` times. */
  const scanner = (at: string, times: number): Around => {
    let left = times
    return (moment, step) => {
      if (left > 0 && moment === 'before' && step === at && empty() > 0) left--
    }
  }
  async function live(around: Around, turns: number): Promise<void> {
    courier.close()
    courier = world.courier('state', around)
    for (let turn = 0; turn < turns; turn++) {
      await courier.turn()
      world.eat()
      await world.test.pass(15_000)
    }
  }

  it.each(['look in work', 'look in in', 'take in in'])('fetches the document again, and says so: %s', async (step) => {
    await world.place('order-1')
    await live(scanner(step, 1), 4)
    expect(world.told()).toContain('courier removed-file')
    expect(world.eaten.map(({ name }) => name)).toEqual([NAME])
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('reports no document as collected that the ERP never got', async () => {
    await world.place('order-1')
    await live(scanner('look in work', 100), 3)
    expect(world.eaten).toEqual([])
    expect(world.test.deliveries()).toEqual(['box v1 sent yes'])
  })

  it('fetches again what was removed while the courier was stopped', async () => {
    await world.place('order-1')
    await live(failing('take in in', 'EACCES'), 1)
    expect(empty()).toBe(1)
    await live(() => {}, 3)
    expect(world.eaten.map(({ name }) => name)).toEqual([NAME])
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })
})

it('a document that was placed while the disk was full is not placed again, though the gateway withdrew it', async () => {
  let isFull = false
  const full = world.courier('state', (moment, step) => {
    if (moment === 'after' && step === 'take in in') isFull = true
    if (isFull && moment === 'before' && step === 'write in journal')
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
  })
  await world.place('order-1')
  await full.turn()
  world.eat()
  world.test.outbox.done('order-1', 'box', { by: 'ann' })
  await world.test.work()
  isFull = false
  await full.turn()
  full.close()
  expect(world.log).toContain(`state: ${NAME} consumed`)
  expect(world.log).not.toContain(`state: ${NAME} is no longer in the mailbox`)
})
