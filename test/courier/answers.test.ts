import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Answer } from '../../src/courier/gateway.ts'
import { openWorld, type TestCourier, type World } from './world.ts'

let world: World
let courier: TestCourier
afterEach(() => {
  courier.close()
  world.close()
})

const REFUSED: Answer<null> = {
  kind: 'refused',
  status: 404,
  code: 'acknowledgement-unmatched',
  why: 'It matches nothing.',
}
const UNREACHABLE: Answer<null> = { kind: 'unreachable', why: 'ECONNREFUSED' }

/** An ERP that writes replies, and the replies that reached the gateway. */
async function open(acknowledges = true) {
  const posted: string[] = []
  let answer: Answer<null> = { kind: 'ok', value: null }
  let once: (() => void) | null = null
  world = openWorld({}, (text) => {
    posted.push(text)
    once?.()
    once = null
    return answer
  })
  const folder = path.join(world.root, 'out')
  mkdirSync(folder)
  courier = world.courier('state', undefined, { folder, errorSuffixes: ['.err', '.error'], acknowledges })
  await world.place('order-1', 'order-2')
  await courier.turn()
  return {
    posted,
    leave: (name: string, text: string) => writeFileSync(path.join(folder, name), text),
    folder,
    list: (sub = '') => readdirSync(path.join(folder, sub)).sort(),
    will: (next: Answer<null>) => {
      answer = next
    },
    /** Runs once, while the gateway has the next reply and has not answered. */
    during: (next: () => void) => {
      once = next
    },
    turns: async (count: number) => {
      for (let turn = 0; turn < count; turn++) await courier.turn()
      await world.test.work()
    },
  }
}

describe('an acknowledgement', () => {
  it('is passed on as it stands, once, when it has stopped changing, and laid aside', async () => {
    const { posted, leave, list, turns } = await open()
    leave('contrl.edi', 'UNB+')
    await turns(1)
    expect(posted).toEqual([])
    leave('contrl.edi', "UNB+UNOC:3'")
    await turns(1)
    expect(posted).toEqual([])
    await turns(3)
    expect(posted).toEqual(["UNB+UNOC:3'"])
    expect([list(), list('read')]).toEqual([['read', 'refused'], ['contrl.edi']])
  })

  it('of a name that was there before takes no other one’s place', async () => {
    const { leave, list, turns } = await open()
    for (const text of ['one', 'two', 'three']) {
      leave('contrl.edi', text)
      await turns(2)
    }
    expect(list('read')).toEqual(['contrl.edi', 'contrl.edi.1', 'contrl.edi.2'])
  })

  it('that the ERP replaces during the post is passed on too', async () => {
    const { posted, leave, list, turns, during } = await open()
    leave('contrl.edi', 'one')
    during(() => leave('contrl.edi', 'the second'))
    await turns(4)
    expect(posted).toEqual(['one', 'the second'])
    expect([list(), list('read')]).toEqual([['read', 'refused'], ['contrl.edi']])
  })

  it('that the gateway refuses is laid aside elsewhere', async () => {
    const { leave, list, turns, will } = await open()
    will(REFUSED)
    leave('contrl.edi', 'x')
    await turns(2)
    expect(list('refused')).toEqual(['contrl.edi'])
  })

  it('stays while the gateway can’t be reached', async () => {
    const { posted, leave, list, turns, will } = await open()
    will(UNREACHABLE)
    leave('a.edi', 'a')
    leave('b.edi', 'b')
    await turns(4)
    expect(list()).toEqual(['a.edi', 'b.edi', 'read', 'refused'])
    will({ kind: 'ok', value: null })
    posted.length = 0
    await turns(1)
    expect(posted).toEqual(['a', 'b'])
  })

  it('without a token to pass it on with is told', async () => {
    const { posted, leave, turns } = await open(false)
    leave('contrl.edi', 'x')
    await turns(4)
    expect(posted).toEqual([])
    expect(world.told()).toEqual(['courier no-acknowledgement-token'])
  })

  it('is not read through a link, nor from a folder, a hidden or an unfinished file', async () => {
    const { posted, leave, folder, turns } = await open()
    writeFileSync(path.join(world.root, 'secret'), 'secret')
    symlinkSync(path.join(world.root, 'secret'), path.join(folder, 'link.edi'))
    mkdirSync(path.join(folder, 'folder.edi'))
    for (const name of ['.hidden', 'x.tmp', 'y.PART', '~z', 'w~']) leave(name, 'x')
    await turns(4)
    expect(posted).toEqual([])
  })

  it('is waited for where its file is there before anything is in it', async () => {
    const { posted, leave, list, turns } = await open()
    leave('contrl.edi', '')
    await turns(5)
    expect(list()).toContain('contrl.edi')
    expect(posted).toEqual([])
    leave('contrl.edi', "UNB+UNOC:3'")
    await turns(2)
    expect(posted).toEqual(["UNB+UNOC:3'"])
  })

  it('stays where something else than the gateway answers, and is told; the others are tried all the same', async () => {
    const { posted, leave, list, turns, will } = await open()
    will({ kind: 'refused', status: 403, code: 'unheard', why: 'what answers is no gateway' })
    leave('a.edi', 'UNB+1')
    leave('b.edi', 'UNB+2')
    await turns(3)
    expect(list()).toEqual(['a.edi', 'b.edi', 'read', 'refused'])
    expect(world.told()).toEqual(['courier acknowledgement-unheard'])
    will({ kind: 'ok', value: null })
    await turns(1)
    expect(posted.slice(0, 2)).toEqual(['UNB+1', 'UNB+2'])
    expect(list('read')).toEqual(['a.edi', 'b.edi'])
  })
})

describe('an error file', () => {
  it.each(['PO-order-1-1.json.err', 'PO-order-1-1.err', 'po-ORDER-1-1.JSON.ERROR'])(
    'refuses its document, with the reason: %s',
    async (name) => {
      const { leave, list, turns } = await open()
      world.eat()
      leave(name, '  Unknown article\r\n00123\u0000 ')
      await turns(3)
      expect(world.test.deliveries()).toEqual(['box v1 refused yes'])
      expect(world.test.deliveries('order-2')).toEqual(['box v1 delivered yes'])
      expect(world.told()).toEqual(['refused'])
      expect(world.test.alerts[0]?.text).toContain('Unknown article 00123')
      expect(list('read')).toEqual([name])
    },
  )

  it('in another character set is read all the same, and an empty one says so', async () => {
    const { folder, leave, turns } = await open()
    writeFileSync(path.join(folder, 'PO-order-1-1.err'), Buffer.from([0x75, 0x6e, 0xe9]))
    leave('PO-order-2-1.err', '')
    await turns(3)
    expect(world.test.alerts.map(({ text }) => text).join()).toContain('uné')
    expect(world.test.alerts.map(({ text }) => text).join()).toContain('gives no reason')
  })

  it('may be as long as it likes: its beginning is the reason', async () => {
    const { leave, turns } = await open()
    leave('PO-order-1-1.err', `Unknown article 00123 ${'\n at line 1'.repeat(200_000)}`)
    await turns(3)
    expect(world.test.deliveries()).toEqual(['box v1 refused yes'])
    expect(world.test.alerts[0]?.text).toContain('Unknown article 00123')
  })

  it('speaks of the document that is spelled so, where two differ by case alone', async () => {
    const { leave, turns } = await open()
    await world.place('ORDER-1')
    await turns(1)
    leave('PO-order-1-1.json.err', 'x')
    await turns(3)
    expect(world.test.deliveries('ORDER-1')).toEqual(['box v1 sent yes'])
    expect(world.test.deliveries('order-1')).toEqual(['box v1 refused yes'])
  })

  it('that speaks of nothing stays, and is told', async () => {
    const { leave, list, turns } = await open()
    leave('PO-9.err', 'x')
    await turns(4)
    expect(list()).toEqual(['PO-9.err', 'read', 'refused'])
    expect(world.told()).toEqual(['courier unknown-error-file'])
  })

  it('after which a person has retried the order speaks of it no more', async () => {
    const { leave, turns } = await open()
    world.eat()
    leave('PO-order-1-1.err', 'x')
    await turns(3)
    world.test.outbox.retry('order-1', 'box', { by: 'ann' })
    await world.test.work()
    await turns(1)
    world.eat()
    await turns(2)
    expect(world.test.deliveries()).toEqual(['box v1 delivered yes'])
  })
})
