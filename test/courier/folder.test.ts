import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorld, type TestCourier, type World } from './world.ts'

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

describe('the folder', () => {
  const lookAway = async (replace: () => void): Promise<void> => {
    await world.place('order-1')
    await courier.turn()
    replace()
    await world.place('order-2')
    await courier.turn()
    await courier.turn()
    await world.test.work()
  }

  it('that a link has taken the place of is not followed, and nothing in it counts as eaten', async () => {
    const elsewhere = path.join(world.root, 'elsewhere')
    mkdirSync(elsewhere)
    await lookAway(() => {
      renameSync(world.folder, `${world.folder}.old`)
      symlinkSync(elsewhere, world.folder)
    })
    expect(readdirSync(elsewhere)).toEqual([])
    expect(world.told()).toEqual(['courier folder-changed'])
    expect(world.test.deliveries()).toEqual(['box v1 sent yes'])
    expect(world.test.deliveries('order-2')).toEqual(['box v1 waiting no'])
  })

  it('that is another one, such as the empty place of a disk that is gone, is told', async () => {
    await lookAway(() => {
      renameSync(world.folder, `${world.folder}.old`)
      mkdirSync(world.folder)
    })
    expect(world.lying()).toEqual([])
    expect(world.told()).toEqual(['courier folder-changed'])
    expect(world.test.deliveries()).toEqual(['box v1 sent yes'])
  })

  it('that goes away in the middle of a look has had nothing eaten', async () => {
    await world.place('order-1')
    await courier.turn()
    courier.close()
    courier = world.courier('state', (moment, step) => {
      if (moment === 'before' && step === 'look in in' && existsSync(world.folder))
        rmSync(world.folder, { recursive: true })
    })
    await courier.turn()
    expect(world.test.deliveries()).toEqual(['box v1 sent yes'])
  })

  it('that is gone is told, and all goes on once it is back', async () => {
    await lookAway(() => renameSync(world.folder, `${world.folder}.old`))
    expect(world.told()).toEqual(['courier folder-gone'])
    renameSync(`${world.folder}.old`, world.folder)
    await courier.turn()
    expect(world.lying()).toEqual([NAME, 'PO-order-2-1.json'])
    world.eat()
    await courier.turn()
    expect(world.test.deliveries('order-2')).toEqual(['box v1 delivered yes'])
  })
})
