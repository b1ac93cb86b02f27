import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFolder } from '../../src/courier/folder.ts'
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

describe('the folder while the courier is stopped', () => {
  /** The courier puts a file and stops, `meanwhile` happens, and the courier starts again. */
  const stopped = async (meanwhile: () => void): Promise<void> => {
    await world.place('order-1')
    await courier.turn()
    courier.close()
    meanwhile()
    courier = world.courier()
    await world.place('order-2')
    await courier.turn()
    await courier.turn()
    await world.test.work()
  }
  const swap = () => {
    renameSync(world.folder, `${world.folder}.old`)
    mkdirSync(world.folder)
  }

  it('that another, empty one replaces has had nothing eaten, and gets nothing', async () => {
    await stopped(swap)
    expect(world.lying()).toEqual([])
    expect(world.told()).toEqual(['courier folder-changed'])
    expect(world.test.deliveries()).toEqual(['box v1 sent yes'])
    expect(world.test.deliveries('order-2')).toEqual(['box v1 waiting no'])
    courier.close()
    courier = world.courier()
    await courier.turn()
    expect(world.test.deliveries()).toEqual(['box v1 sent yes'])
  })

  it('that comes back is used again at once', async () => {
    await stopped(swap)
    rmSync(world.folder, { recursive: true })
    renameSync(`${world.folder}.old`, world.folder)
    await courier.turn()
    await courier.turn()
    await world.test.work()
    expect(world.lying()).toEqual([NAME, 'PO-order-2-1.json'])
    world.eat()
    await courier.turn()
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('that another one replaces counts once a person has deleted what the courier knows of it', async () => {
    await stopped(swap)
    rmSync(path.join(world.root, 'state', 'folder.json'))
    courier.close()
    courier = world.courier()
    await courier.turn()
    expect(world.lying()).toEqual(['PO-order-2-1.json'])
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('that the ERP has emptied had all eaten', async () => {
    await stopped(world.eat)
    expect(world.told()).toEqual([])
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
    expect(world.lying()).toEqual(['PO-order-2-1.json'])
  })

  it('that moved to another disk with its files is the same', async () => {
    await stopped(() => {
      cpSync(world.folder, `${world.folder}.copy`, { recursive: true })
      rmSync(world.folder, { recursive: true })
      renameSync(`${world.folder}.copy`, world.folder)
    })
    expect(world.told()).toEqual([])
    expect(world.lying()).toEqual([NAME, 'PO-order-2-1.json'])
  })

  it('that another one replaces while no file is in it is no trouble', async () => {
    await world.place('order-1')
    await courier.turn()
    world.eat()
    await courier.turn()
    courier.close()
    swap()
    courier = world.courier()
    await world.place('order-2')
    await courier.turn()
    await world.test.work()
    expect(world.told()).toEqual([])
    expect(world.lying()).toEqual(['PO-order-2-1.json'])
  })

  it('that another one replaces after a kill just behind the rename has had nothing eaten', async () => {
    courier.close()
    courier = world.courier('state', (moment, step) => {
      if (moment === 'after' && step === 'take in in') throw new Killed()
    })
    await world.place('order-1')
    await expect(courier.turn()).rejects.toBeInstanceOf(Killed)
    courier.close()
    swap()
    courier = world.courier()
    await courier.turn()
    await courier.turn()
    await world.test.work()
    expect(world.told()).toEqual(['courier folder-changed'])
    expect(world.lying()).toEqual([])
  })
})

it('a folder made anew under the number of a removed one is another folder', () => {
  const { device, inode, bornAt, close } = openFolder(world.folder)
  close()
  const expected = { device, inode, bornAt: (bornAt ?? 0n) - 1n }
  mkdirSync(path.join(world.folder, 'later'))
  expect(() => openFolder(world.folder, expected)).toThrow('is another folder than when this courier started')
  openFolder(world.folder, { device, inode, bornAt: null }).close()
})
