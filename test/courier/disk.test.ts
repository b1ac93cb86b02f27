import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFolder } from '../../src/courier/folder.ts'
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

describe('a disk', () => {
  it.each([
    ['is full', 'ENOSPC', 'disk-full', 'write in work'],
    ['has a quota', 'EDQUOT', 'disk-full', 'write in journal'],
    ['can only be read', 'EROFS', 'no-right', 'take in in'],
    ['is broken', 'EIO', 'disk', 'sync in in'],
    ['is another one', 'EXDEV', 'other-volume', 'take in in'],
  ])('that %s is told, loses nothing, and is told as mended', async (_, code, cause, step) => {
    let full = true
    courier.close()
    courier = world.courier('state', (moment, what) => {
      if (full) failing(step, code)(moment, what)
    })
    await world.place('order-1', 'order-2')
    for (let turn = 0; turn < 3; turn++) {
      expect(await courier.turn()).toBe(false)
      await world.test.pass(15_000)
    }
    expect(world.told()).toEqual([`courier ${cause}`])
    full = false
    for (let turn = 0; turn < 10; turn++) {
      await courier.turn()
      world.eat()
      await world.test.pass(15_000)
    }
    expect(world.eaten.map(({ name }) => name)).toEqual([NAME, 'PO-order-2-1.json'])
    expect(world.test.deliveries('order-2')).toEqual(['box v1 delivered yes'])
    expect(world.told()).toEqual([`courier ${cause}`, `courier over ${cause}`])
  })

  it('that fills up in the middle of the journal lets it go on afterwards', async () => {
    let times = 0
    courier.close()
    courier = world.courier('state', (moment, step) => {
      if (moment === 'halfway' && step === 'write in journal' && ++times % 2 === 1)
        throw Object.assign(new Error(), { code: 'ENOSPC' })
    })
    await world.place('order-1')
    for (let turn = 0; turn < 12; turn++) {
      await courier.turn()
      world.eat()
    }
    expect(world.eaten.map(({ name }) => name)).toEqual([NAME])
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('that takes no such name refuses that document, and no other', async () => {
    courier.close()
    courier = world.courier('state', (moment, step) => {
      if (moment === 'before' && step === 'take in in' && world.lying().length === 0 && world.eaten.length === 0)
        throw Object.assign(new Error(), { code: 'ENAMETOOLONG' })
    })
    await world.place('order-1')
    await courier.turn()
    expect(world.test.deliveries()).toEqual(['box v1 refused yes'])
  })

  it('that will not sync a folder is not taken for one that takes no such name, once the document is put', async () => {
    let fails = true
    courier.close()
    courier = world.courier('state', (moment, step) => {
      if (fails) failing('sync in in', 'EINVAL')(moment, step)
    })
    await world.place('order-1')
    await courier.turn()
    expect(world.lying()).toEqual([NAME])
    expect(world.test.deliveries()).toEqual(['box v1 sent yes'])
    fails = false
    await courier.turn()
    world.eat()
    await courier.turn()
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it.runIf(process.platform === 'linux')('that can sync no folder at all is used all the same', () => {
    const folder = openFolder('/proc')
    expect(() => folder.sync()).not.toThrow()
    folder.close()
  })
})
