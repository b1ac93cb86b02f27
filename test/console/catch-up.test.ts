import { describe, expect, it } from 'vitest'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { MORNING } from '../fakes/clock.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'
import { remoteOutbox } from '../fakes/served-outbox.ts'

const PATH = '/console/catch-up'
const DAY = 86_400_000
const LOST = { cause: 'lost', supplier: 'fresco', before: '~0000000000000001a', now: null } as const
const ACT = 'a-token-of-a-person-who-may-act'

async function opened({ earlier = null, token = TOKEN }: { earlier?: typeof LOST | null; token?: string } = {}) {
  const gateway = pollingGateway({ outbox: { earlier } })
  const made = testConsole({
    console: { access: [{ who: 'Ac', role: 'act', suppliers: ['fresco'], token: 'AC_TOKEN' }] },
    secrets: { AC_TOKEN: ACT },
    services: {
      gateway: {
        suppliers: { fresco: gateway.supplier },
        console: { access: [{ who: 'Ac', role: 'act', suppliers: ['fresco'], token: 'AC_TOKEN' }] },
      },
      clock: gateway.box.clock,
      outbox: () => remoteOutbox(gateway.box.outbox),
      pollPorts: gateway.ports,
    } as never,
  })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An', token)
  return { ...gateway, browser }
}

describe('after a loss of the storage', () => {
  it('new orders are sent once a manager says why, and the page says what will happen first', async () => {
    const { box, browser } = await opened({ earlier: LOST })
    const asked = await browser.get(PATH)
    expect(asked.text).toContain('Earlier orders are missing from the storage')
    expect(asked.text).toContain('Orders that come from now on are sent.')
    expect((await browser.submit(asked, `${PATH}/begin`, { note: ' ' })).status).toBe(422)
    expect(box.outbox.storage().missing).not.toBeNull()
    const done = await browser.submit(asked, `${PATH}/begin`, { note: 'The ERP has none of them.' })
    expect(done.location).toBe(`${PATH}?supplier=fresco&done=begin`)
    expect(box.outbox.storage().missing).toBeNull()
    expect(box.outbox.events(1).rows).toMatchObject([{ action: 'begin', by: 'An', note: 'The ERP has none of them.' }])
    expect((await browser.get(done.location ?? '')).text).toContain('The storage has all its orders')
    expect((await browser.submit(asked, `${PATH}/begin`, { note: 'Again' })).status).toBe(409)
  })
})

describe('orders of earlier days', () => {
  it('are compared with the list, and taken over when ticked and counted', async () => {
    const { fake, box, browser, delivered } = await opened()
    const order = (at: number) => ({
      ...makeOrder(at, MORNING - 11 * DAY, createDice(at)),
      ...{ expected_delivery_date: '2026-12-01' },
    })
    const [one, two] = [order(1), order(2)]
    fake.book.place(one, two)
    const [from, to] = ['2026-11-10', '2026-11-16']
    const compared = await browser.submit(await browser.get(PATH), `${PATH}/compare`, { from, to })
    expect(compared.text).toContain('read: 2, missing here: 2')
    expect(compared.text.match(/type="checkbox"/g)).toHaveLength(2)
    await box.work()
    expect(delivered()).toEqual([])

    const form = /name="form" value="([^"]*)"/.exec(compared.text)?.[1] ?? ''
    const deliver = (...more: (readonly [string, string])[]) =>
      browser.post(`${PATH}/compare`, [
        ...([
          ['form', form],
          ['supplier', 'fresco'],
          ['from', from],
          ['to', to],
          ['step', 'deliver'],
        ] as const),
        ...more,
      ])
    const wrong = await deliver(['order', one.id], ['count', '2'])
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('1 is ticked')
    await box.work()
    expect(delivered()).toEqual([])

    const done = await deliver(['order', one.id], ['count', '1'])
    expect(done.text).toContain('Taken over: 1. They go to the routes')
    await box.work()
    expect(delivered()).toEqual([one.order_number])
    expect(box.outbox.events(1).rows).toMatchObject([{ action: 'backfill', by: 'An' }])
  })

  it('cannot be read for days that end before they begin', async () => {
    const { browser } = await opened()
    const asked = await browser.get(PATH)
    const { status, text } = await browser.submit(asked, `${PATH}/compare`, { from: '2026-11-16', to: '2026-11-10' })
    expect(status).toBe(422)
    expect(text).toContain('the second must not come before the first')
    for (const step of ['compare', 'begin']) expect((await browser.get(`${PATH}/${step}`)).location).toBe(PATH)
  })
})

it('is refused to a person who may only act, page and posts', async () => {
  const { box, browser } = await opened({ earlier: LOST, token: ACT })
  const asked = await browser.get(PATH)
  expect(asked.status).toBe(403)
  const form = /name="form" value="([^"]*)"/.exec(asked.text)?.[1] ?? ''
  for (const place of ['begin', 'compare'])
    expect((await browser.post(`${PATH}/${place}`, { form, supplier: 'fresco', note: 'Why not' })).status).toBe(403)
  expect(box.outbox.storage().missing).not.toBeNull()
  expect((await browser.get('/console/settings')).text).not.toContain('/console/catch-up')
})
