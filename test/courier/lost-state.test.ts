import { readdirSync, renameSync, rmSync } from 'node:fs'
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

  it.each(['look in work', 'look in in'])('fetches the document again, and says so: %s', async (step) => {
    await world.place('order-1')
    await live(scanner(step, 1), 4)
    expect(world.told()).toContain('courier removed-file')
    expect(world.eaten.map(({ name }) => name)).toEqual([NAME])
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('asks a person whether the ERP has the document, if the file vanishes while it is placed', async () => {
    await world.place('order-1')
    await live(scanner('take in in', 1), 4)
    expect(world.told()).toContain('courier unknown-documents')
    expect(world.eaten).toEqual([])
    expect(world.test.deliveries()).toEqual(['box v1 sent yes'])
    await world.retry()
    await live(() => {}, 3)
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

describe('a share that does the rename and answers with an error', () => {
  /** The ERP consumes the file before the courier sees the error. */
  const share =
    (code: string, isEaten: boolean): Around =>
    (moment, step) => {
      if (moment !== 'after' || step !== 'take in in') return
      if (isEaten) world.eat()
      throw Object.assign(new Error(code), { code })
    }
  async function live(around: Around): Promise<void> {
    courier.close()
    courier = world.courier('state', around)
    for (let turn = 0; turn < 4; turn++) {
      await courier.turn()
      await world.test.pass(15_000)
    }
  }

  it.each(['EIO', 'ETIMEDOUT', 'ENOENT'])('gives the ERP one file: %s', async (code) => {
    await world.place('order-1')
    await live(share(code, true))
    expect(world.lying()).toEqual([])
    expect(world.eaten).toHaveLength(1)
    expect(world.told()).toEqual(['courier unknown-documents'])
    world.test.outbox.done('order-1', 'box', { by: 'ann' })
    await live(() => {})
    expect(world.told()).toContain('courier over unknown-documents')
  })

  it('gives the ERP one file if the server does the rename late', async () => {
    await world.place('order-1')
    const part = path.join(world.root, 'state', 'work')
    await live((moment, step) => {
      if (moment === 'before' && step === 'take in in') throw Object.assign(new Error('EIO'), { code: 'EIO' })
      if (moment !== 'before' || step !== 'look in work' || !world.log.some((line) => line.includes('(disk)'))) return
      for (const name of readdirSync(part)) {
        renameSync(path.join(part, name), path.join(world.folder, NAME))
        world.eat()
      }
    })
    expect(world.eaten).toHaveLength(1)
    expect(world.lying()).toEqual([])
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('counts the file as placed once the share shows it', async () => {
    await world.place('order-1')
    const hidden = path.join(world.root, 'hidden')
    await live((moment, step) => {
      if (moment !== 'after' || step !== 'take in in') return
      renameSync(path.join(world.folder, NAME), hidden)
      throw Object.assign(new Error('EIO'), { code: 'EIO' })
    })
    renameSync(hidden, path.join(world.folder, NAME))
    await live(() => {})
    world.eat()
    await live(() => {})
    expect(world.eaten).toHaveLength(1)
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
