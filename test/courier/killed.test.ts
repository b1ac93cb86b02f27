import { afterEach, describe, expect, it } from 'vitest'
import { histories } from '../fakes/histories.ts'
import { type Around, Killed, openWorld, type World } from './world.ts'

let world: World
afterEach(() => world.close())

const ORDERS = ['order-1', 'order-2', 'order-3']

/** Ends the courier at its nth operation; calls `watching` before each operation. */
function dying(nth: number, watching: () => void): { around: Around; readonly count: number } {
  let count = 0
  return {
    around() {
      watching()
      if (count++ === nth) throw new Killed()
    },
    get count() {
      return count
    },
  }
}

/** Runs turns of a courier until no work is left, or until the courier dies. */
async function live(around: Around, state = 'state'): Promise<boolean> {
  try {
    const courier = world.courier(state, around)
    for (let turn = 0; turn < 3; turn++) await courier.turn()
    courier.close()
    return true
  } catch (error) {
    if (!(error instanceof Killed)) throw error
    return false
  }
}

/** Checks that each order arrived exactly once, complete, under its own name, and that the gateway knows. */
function judge(why: string): void {
  const got = world.eaten.map(({ name }) => name).sort()
  expect(got, why).toEqual(ORDERS.map((order) => `PO-${order}-1.json`))
  for (const { name, text } of world.eaten) expect(text, why).toBe(world.document(name.slice(3, -7)))
  for (const order of ORDERS) expect(world.test.deliveries(order), why).toEqual(['box v1 delivered yes'])
}

describe.each([
  ['eats at once', true],
  ['eats when it likes', false],
])('with an ERP that %s', (_, atOnce) => {
  it('each document comes exactly once, wherever the courier is killed', async () => {
    let killed = 0
    for (let nth = 0; ; nth++) {
      world = openWorld()
      await world.place(...ORDERS)
      const death = dying(nth, () => atOnce && world.eat())
      const survived = await live(death.around)
      for (let life = 0; life < 2; life++) {
        await live(() => atOnce && world.eat())
        world.eat()
      }
      judge(`killed at ${nth}`)
      if (survived) break
      killed++
      world.close()
    }
    expect(killed).toBeGreaterThan(100)
  })

  it('each document comes exactly once, though the courier is killed again and again', async () => {
    for (let seed = 1; seed <= histories(60); seed++) {
      world = openWorld()
      await world.place(...ORDERS)
      for (let life = 0; life < 12; life++) {
        await live(
          dying((seed * 7 + life * life * 13) % 90, () => (atOnce || (seed + life) % 3 === 0) && world.eat()).around,
        )
      }
      for (let life = 0; life < 2; life++) {
        await live(() => {})
        world.eat()
      }
      await live(() => {})
      judge(`seed ${seed}`)
      world.close()
    }
    world = openWorld()
  })
})

describe('two couriers on one folder', () => {
  it('put each document there exactly once, wherever the first is killed and whoever goes on', async () => {
    for (let nth = 0; ; nth += 3) {
      world = openWorld()
      await world.place(...ORDERS)
      const death = dying(nth, () => world.eat())
      const survived = await live(death.around, 'ann')
      await live(() => world.eat(), 'ben')
      // The lease ends, and the second courier fetches the remaining orders.
      await world.test.pass(61_000)
      await live(() => world.eat(), 'ben')
      expect(new Set(world.eaten.map(({ name }) => name)).size).toBe(world.eaten.length)
      // The first courier returns without the lease, and finishes its started documents.
      for (let life = 0; life < 2; life++) await live(() => world.eat(), 'ann')
      await live(() => world.eat(), 'ben')
      judge(`killed at ${nth}`)
      world.close()
      if (survived) break
    }
    world = openWorld()
  })
})

describe('a document that was fetched, and that a person has handed over anew while another courier had the lease', () => {
  it('comes exactly once, wherever its first courier is killed as it lets go of it', async () => {
    for (let nth = 0; ; nth++) {
      world = openWorld()
      await world.place(...ORDERS)
      await live((_, what) => {
        if (what === 'take in in') throw Object.assign(new Error(), { code: 'EACCES' })
      })
      await world.test.pass(61_000)
      const beat = { courier: 'courier-ben', run: 'ben-run-1', after: [], host: 'ben', issues: [] }
      world.test.outbox.heartbeat('box', { ...beat, leaving: false })
      for (const order of ORDERS) world.test.outbox.retry(order, 'box', { by: 'ann' })
      await world.test.work()
      const survived = await live(dying(nth, () => {}).around)
      world.test.outbox.heartbeat('box', { ...beat, leaving: true })
      for (let life = 0; life < 2; life++) {
        await live(() => {})
        world.eat()
      }
      await live(() => {})
      judge(`killed at ${nth}`)
      if (survived) break
      world.close()
    }
  })
})
