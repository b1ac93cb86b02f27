import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Killed, openWorld, type TestCourier, type World } from './world.ts'

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
const inFolder = (name: string): string => path.join(world.folder, name)
const read = (name: string): string => readFileSync(inFolder(name), 'utf8')

describe('a document', () => {
  it('is put into the folder, collected, and delivered once the ERP has eaten it', async () => {
    await world.place('order-1')
    expect(await courier.turn()).toBe(true)
    expect(world.lying()).toEqual([NAME])
    expect(read(NAME)).toBe(world.document('order-1'))
    expect(world.test.deliveries()).toEqual(['box v1 sent yes'])
    await world.test.pass(3 * MINUTE)
    await courier.turn()
    expect(world.test.deliveries()).toEqual(['box v1 sent yes'])
    world.eat()
    await courier.turn()
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
    expect(readdirSync(path.join(world.root, 'state', 'work'))).toEqual([])
  })

  it('shows in the order when it was collected and when it was eaten', async () => {
    await world.place('order-1')
    await courier.turn()
    await world.test.pass(3 * MINUTE)
    world.eat()
    await courier.turn()
    const [collected, consumed] = (world.test.outbox.view('order-1')?.timeline ?? []).slice(-2) as {
      at: string
      event: string
    }[]
    expect([collected?.event, consumed?.event]).toEqual(['collected', 'consumed'])
    expect(Date.parse(consumed?.at ?? '') - Date.parse(collected?.at ?? '')).toBe(3 * MINUTE)
  })

  it('that was eaten is told of before the next is fetched, or one that is never up for long would not hear of it', async () => {
    await world.place('order-1', 'order-2')
    await courier.turn()
    world.eat()
    const killed = world.courier('state', (moment, step) => {
      if (moment === 'before' && step === 'consumed') throw new Killed()
    })
    await expect(killed.turn()).rejects.toThrow(Killed)
    killed.close()
    await world.place('order-3')
    const asked: string[] = []
    const next = world.courier('state', (moment, step) => {
      if (moment === 'before' && ['fetch', 'consumed'].includes(step)) asked.push(step)
    })
    await next.turn()
    next.close()
    expect(asked).toEqual(['consumed', 'consumed', 'fetch'])
  })

  it('that lies untouched is told', async () => {
    await world.place('order-1')
    for (let turn = 0; turn < 65; turn++) {
      await courier.turn()
      await world.test.pass(MINUTE)
    }
    expect(world.told()).toEqual(['late receipt-overdue'])
    expect(world.test.alerts[0]?.text).toContain('put it into the folder, and no program has taken it there')
  })

  it('that lies there already, the same to the last byte, counts as put', async () => {
    await world.place('order-1')
    writeFileSync(inFolder(NAME), world.document('order-1'))
    await courier.turn()
    expect(world.lying()).toEqual([NAME])
    world.eat()
    await courier.turn()
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
    await courier.turn()
    expect(world.eaten).toHaveLength(1)
  })

  it.each([
    ['a file with other contents', () => writeFileSync(inFolder(NAME), 'of somebody else')],
    ['a file of the same length', () => writeFileSync(inFolder(NAME), 'x'.repeat(world.document('order-1').length))],
    ['a folder', () => mkdirSync(inFolder(NAME))],
    [
      'a link to a file with the same contents',
      () => {
        writeFileSync(path.join(world.root, 'elsewhere'), world.document('order-1'))
        symlinkSync(path.join(world.root, 'elsewhere'), inFolder(NAME))
      },
    ],
    ['a link to nowhere', () => symlinkSync('/nowhere', inFolder(NAME))],
  ])('never takes the place of %s, and a person is told', async (_, occupy) => {
    await world.place('order-1')
    occupy()
    const before = existsSync(inFolder(NAME)) && !readdirSync(world.root).includes('elsewhere')
    await courier.turn()
    expect(world.test.deliveries()).toEqual(['box v1 refused yes'])
    await world.test.work()
    expect(world.told()).toEqual(['refused'])
    expect(world.test.alerts[0]?.text).toContain(`Another file named ${NAME} lies in the folder already`)
    expect(world.lying()).toEqual([NAME])
    expect(existsSync(inFolder(NAME)) || !before).toBe(true)
    rmSync(inFolder(NAME), { recursive: true })
    await world.retry()
    await courier.turn()
    expect(read(NAME)).toBe(world.document('order-1'))
  })

  it('keeps to its folder, whatever the gateway calls it', async () => {
    world.close()
    world = openWorld({ fileName: '{orderNumber}' })
    courier.close()
    courier = world.courier('state', (moment, step) => {
      if (moment === 'after' && step === 'take in in') expect(world.lying()).toHaveLength(1)
    })
    await world.place('order-1')
    await courier.turn()
    expect(readdirSync(world.root).sort()).toEqual(['in', 'state'])
  })
})

it('a document that comes damaged is told, and keeps no other one from its place', async () => {
  await world.place('order-1', 'order-2')
  world.spoilt.add(NAME)
  for (const _ of [1, 2]) await courier.turn()
  await world.test.work()
  expect(world.lying()).toEqual(['PO-order-2-1.json'])
  expect(world.told()).toEqual(['courier damaged-document'])
  world.spoilt.clear()
  for (let turn = 0; turn < 6; turn++) {
    await courier.turn()
    await world.test.pass(15_000)
  }
  expect(world.lying()).toEqual([NAME, 'PO-order-2-1.json'])
  expect(world.told()).toEqual(['courier damaged-document', 'courier over damaged-document'])
})
