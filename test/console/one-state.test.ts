import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { cut, status } from '../fakes/wire.ts'
import { holdToContract } from '../worker/contract.ts'

const MINUTE = 60_000
const BY = { by: 'An', note: 'A test.' }
const MAIL = {
  document: DESK_MAIL,
}
const desk = httpRoute('desk', WMS, MAIL)
const erp = httpRoute('erp', ERP)
const mailedInstead = [httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 10 }] }), desk]
const words = consoleWording.en.orderStates

type Box = ReturnType<typeof testConsole>['box']

interface Scene {
  readonly name: string
  readonly state: keyof typeof words
  /** The beginning of the sentence on the order's page. */
  readonly sentence: string
  readonly routes: readonly Record<string, unknown>[]
  readonly play: (box: Box) => Promise<unknown> | unknown
}

async function failing(box: Box) {
  box.wire.door(ERP, 'closed')
  for (let at = 0; at < 6; at++) box.accept({ orderId: `earlier-${at}` })
  await box.pass(10 * MINUTE)
}

const SCENES: readonly Scene[] = [
  {
    ...{ name: 'of a paused route', state: 'still', sentence: 'Stands still: route erp is paused.', routes: [erp] },
    play: (box) => {
      box.outbox.pause('erp', BY)
      box.accept({})
    },
  },
  {
    ...{ name: 'of a route that never answered', state: 'still', routes: [erp] },
    sentence: 'Stands still: the system behind route erp does not answer.',
    play: async (box) => {
      await failing(box)
      box.accept({})
    },
  },
  {
    ...{ name: 'of a route to a host that does not exist', state: 'still', routes: [erp] },
    sentence: 'Stands still: route erp cannot deliver until your IT steps in.',
    play: async (box) => {
      box.wire.door(ERP, 'no-name')
      box.accept({})
      await box.pass(1_000)
    },
  },
  {
    ...{ name: 'that one of two routes has', state: 'still', routes: [erp, httpRoute('wms', WMS)] },
    sentence: 'Stands still: route erp is paused.',
    play: async (box) => {
      box.wire.answers(WMS, status(200))
      box.outbox.pause('erp', BY)
      box.accept({})
      await box.pass(1_000)
    },
  },
  {
    ...{
      name: 'that the ERP refused',
      state: 'still',
      sentence: 'Stands still: route erp did not take it.',
      routes: [erp],
    },
    play: async (box) => {
      box.wire.answers(ERP, status(422))
      box.accept({})
      await box.pass(1_000)
    },
  },
  {
    ...{ name: 'that is tried again', state: 'pending', sentence: 'On its way: ', routes: [erp] },
    play: async (box) => {
      box.wire.answers(ERP, status(503))
      box.accept({})
      await box.pass(1_000)
    },
  },
  {
    ...{ name: 'that the system collects', state: 'pending', sentence: 'On its way: ', routes: [mailboxRoute('box')] },
    play: async (box) => {
      box.accept({})
      await box.pass(1_000)
    },
  },
  {
    ...{ name: 'that is held', state: 'held', sentence: 'Waits for you: ', routes: [erp] },
    play: (box) => box.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } }),
  },
  {
    ...{ name: 'that the ERP has, whose mail is under way', state: 'settled', routes: [erp, desk] },
    sentence: 'Your ERP has it. The mail of route desk has not left yet.',
    play: async (box) => {
      box.wire.answers(ERP, status(200))
      box.wire.answers(WMS, status(503))
      box.accept({})
      await box.pass(1_000)
    },
  },
  {
    ...{ name: 'that the ERP has, whose mail stands still', state: 'attention', routes: [erp, desk] },
    sentence: 'Your ERP has it. The mail of route desk has not left yet.',
    play: async (box) => {
      box.wire.answers(ERP, status(200))
      box.outbox.pause('desk', BY)
      box.accept({})
      await box.pass(1_000)
    },
  },
  {
    ...{ name: 'that the ERP refused, and a mail brought', state: 'attention', routes: mailedInstead },
    sentence: 'Route erp refused it. In its place, people have a mail of route desk',
    play: async (box) => {
      box.wire.answers(ERP, status(422))
      box.wire.answers(WMS, status(200))
      box.accept({})
      await box.pass(MINUTE)
    },
  },
  {
    ...{ name: 'that may be in the ERP, and that a mail brought', state: 'attention', routes: mailedInstead },
    sentence: 'Route erp may have it. People have a mail of route desk.',
    play: async (box) => {
      box.wire.answers(ERP, cut)
      box.wire.answers(WMS, status(200))
      box.accept({})
      await box.pass(30 * MINUTE)
    },
  },
  {
    ...{
      name: 'that may have arrived, and was discarded',
      state: 'attention',
      sentence: 'Version 1 was discarded.',
      routes: [erp],
    },
    play: async (box) => {
      box.wire.answers(ERP, cut)
      box.accept({})
      await box.pass(1_000)
      box.outbox.hold('order-1', BY)
      box.outbox.discard('order-1', BY)
    },
  },
  {
    ...{ name: 'that arrived', state: 'settled', sentence: 'Done: your ERP has it.', routes: [erp] },
    play: async (box) => {
      box.wire.answers(ERP, status(200))
      box.accept({})
      await box.pass(1_000)
    },
  },
  {
    ...{
      name: 'that was discarded',
      state: 'discarded',
      sentence: 'Discarded: nothing of it was sent.',
      routes: [erp],
    },
    play: (box) => {
      box.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
      box.outbox.discard('order-1', BY)
    },
  },
]

const chipIn = (text: string, path: string): string | undefined =>
  new RegExp(`href="${path}".*?<span class="chip[^>]*>.*?</svg>([^<]*)</span>`, 's').exec(text)?.[1]

describe('an order', () => {
  it.each(SCENES)('$name has one state on its page, in the lists, in the file and in the API', async (scene) => {
    const { box, services, ...made } = testConsole({ supplier: supplierWith({ routes: scene.routes }) })
    const browser = made.browser({ 'accept-language': 'en' })
    await browser.signIn()
    await scene.play(box)
    const path = '/console/orders/fresco/order-1'
    expect(/<h1 id="verdict">([^<]*)/.exec((await browser.get(path)).text)?.[1]).toMatch(
      new RegExp(`^${scene.sentence.replaceAll('.', String.raw`\.`)}`),
    )
    const word = words[scene.state]
    expect(chipIn((await browser.get('/console/orders')).text, path)).toBe(word)
    const latest = (await browser.get('/console')).text
    expect(chipIn(latest.slice(latest.indexOf(consoleWording.en.today.latest)), path)).toBe(word)
    const csv = (await browser.get('/console/orders/list.csv')).text
    expect(csv.split('\r\n').find((row) => row.includes('"PO-order-1"'))).toContain(`"${word}"`)
    for (const of of ['', '/fresco/order-1']) {
      const url = `https://gateway.example/api/orders${of}`
      const response = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${TOKEN}` } }), services)
      const json = JSON.parse(await response.text())
      holdToContract({ method: 'GET', url }, response, json)
      const order = 'orders' in json ? json.orders.find((one: { orderId: string }) => one.orderId === 'order-1') : json
      expect(order.shownState).toBe(scene.state)
    }
    for (const { state, standstill, waitsFor } of box.outbox.view('order-1')?.deliveries ?? []) {
      const kind = waitsFor?.kind ?? null
      if (standstill === 'lasting') expect(state).toBe('deferred')
      else
        expect(standstill).toBe(
          kind === 'pause' || kind === 'circuit' ? kind : state === 'refused' && kind === null ? 'refused' : null,
        )
    }
  })
})
