import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFolder } from '../../src/courier/folder.ts'
import { type Around, Killed, openWorld, type TestCourier, type World } from './world.ts'

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
const retry = async (): Promise<void> => {
  world.test.outbox.retry('order-1', 'box', { by: 'ann' })
  await world.test.work()
}
const told = (): string[] =>
  world.test.alerts.map(({ kind, of, cause }) => `${of ? `${of} over` : kind} ${cause ?? ''}`.trim())
const failing =
  (what: string, code: string): Around =>
  (moment, step) => {
    if (moment === 'before' && step === what) throw Object.assign(new Error(code), { code })
  }

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
    expect(told()).toEqual(['late unanswered'])
    expect(world.test.alerts[0]?.text).toContain('put it into the folder, and nothing there has taken it')
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
    expect(told()).toEqual(['refused'])
    expect(world.test.alerts[0]?.text).toContain(`Another file named ${NAME} lies in the folder already`)
    expect(world.lying()).toEqual([NAME])
    expect(existsSync(inFolder(NAME)) || !before).toBe(true)
    rmSync(inFolder(NAME), { recursive: true })
    await retry()
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
    await retry()
    await courier.turn()
    world.eat()
    await courier.turn()
    // They were told that it was collected, not that it was eaten: that we can tell them now.
    expect(world.eaten).toHaveLength(2)
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('who retries while it lies in the folder finds one file there', async () => {
    await world.place('order-1')
    await courier.turn()
    await retry()
    await courier.turn()
    world.eat()
    await courier.turn()
    expect(world.eaten).toHaveLength(1)
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('who retries what was put, when the gateway had not heard of it, gets no second one', async () => {
    const unheard = world.courier('state', (moment, step) => {
      if (moment === 'before' && step === 'collected') throw Object.assign(new Error(), { code: 'EIO' })
    })
    await world.place('order-1')
    await unheard.turn()
    unheard.close()
    world.eat()
    await retry()
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
    const unheard = world.courier('state', (moment, step) => {
      if (moment === 'before' && step === 'consumed') throw Object.assign(new Error(), { code: 'EIO' })
    })
    await unheard.turn()
    unheard.close()
    await retry()
    courier.close()
    courier = world.courier()
    for (let turn = 0; turn < 3; turn++) await courier.turn()
    expect(world.lying()).toEqual([])
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

it('a document that comes damaged is told, and keeps no other one from its place', async () => {
  await world.place('order-1', 'order-2')
  world.spoilt.add(NAME)
  for (const _ of [1, 2]) await courier.turn()
  await world.test.work()
  expect(world.lying()).toEqual(['PO-order-2-1.json'])
  expect(told()).toEqual(['courier damaged-document'])
  world.spoilt.clear()
  for (let turn = 0; turn < 6; turn++) {
    await courier.turn()
    await world.test.pass(15_000)
  }
  expect(world.lying()).toEqual([NAME, 'PO-order-2-1.json'])
  expect(told()).toEqual(['courier damaged-document', 'courier over damaged-document'])
})

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
    expect(told()).toEqual([`courier ${cause}`])
    full = false
    for (let turn = 0; turn < 10; turn++) {
      await courier.turn()
      world.eat()
      await world.test.pass(15_000)
    }
    expect(world.eaten.map(({ name }) => name)).toEqual([NAME, 'PO-order-2-1.json'])
    expect(world.test.deliveries('order-2')).toEqual(['box v1 delivered yes'])
    expect(told()).toEqual([`courier ${cause}`, `courier over ${cause}`])
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
    expect(told()).toEqual(['courier folder-changed'])
    expect(world.test.deliveries()).toEqual(['box v1 sent yes'])
    expect(world.test.deliveries('order-2')).toEqual(['box v1 waiting no'])
  })

  it('that is another one, such as the empty place of a disk that is gone, is told', async () => {
    await lookAway(() => {
      renameSync(world.folder, `${world.folder}.old`)
      mkdirSync(world.folder)
    })
    expect(world.lying()).toEqual([])
    expect(told()).toEqual(['courier folder-changed'])
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
    expect(told()).toEqual(['courier folder-gone'])
    renameSync(`${world.folder}.old`, world.folder)
    await courier.turn()
    expect(world.lying()).toEqual([NAME, 'PO-order-2-1.json'])
    world.eat()
    await courier.turn()
    expect(world.test.deliveries('order-2')).toEqual(['box v1 delivered yes'])
  })
})

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
    expect(told()).toContain('late unanswered')
    await retry()
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
    expect(told()).toContain('courier unknown-documents')
  })
})
