import { describe, expect, it } from 'vitest'
import { BUTTER, body, JUICE, opened, PROGRAM } from './refused-customers.ts'

describe('the whole call-back list', () => {
  it('names every refused order of a customer that no order has replaced, and counts them', async () => {
    const { box, browser, refuse } = await opened()
    for (const id of ['1', '2', '3']) {
      box.clock.advance(60_000)
      refuse(id, 'C-77', id === '3' ? '2026-11-27' : '2026-11-26')
    }
    box.clock.advance(60_000)
    box.accept({ orderId: '9', customer: 'C-77', deliveryDate: '2026-11-27', body: body(JUICE, BUTTER) })
    const all = (await browser.get('/console/call-backs?supplier=fresco')).text
    expect(all).toMatch(
      /href="\/console\/orders\/fresco\/2"[^>]*>PO-2<\/a>, <a [^>]*href="\/console\/orders\/fresco\/1"[^>]*>PO-1</,
    )
    expect(all).not.toContain('>PO-3<')
    expect(all).toContain('Customers to call: 1. Orders concerned: 2.')
    const statement = (await browser.get('/console/statements/2026-11-24')).text
    expect(statement).toContain('Refused to the chef and not placed again: 2.')
    expect(statement).toMatch(/href="\/console\/orders\/fresco\/2"[^>]*>PO-2<\/a>, <a [^>]*>PO-1</)
    expect(statement).toContain('href="/console/call-backs?supplier=fresco">Whom to call</a>')
  })

  it('counts the customers that Today leaves out, and leads to the whole list', async () => {
    const { box, browser, refuse, shown } = await opened()
    for (let at = 1; at <= 15; at++) refuse(`o${at}`, `K-${at}`)
    box.outbox.markCalled('o15', { by: 'Jo' })
    const text = await shown()
    expect(text.match(/<h3 dir="auto">K-/g)).toHaveLength(12)
    expect(text).toContain('href="/console/call-backs?supplier=fresco">and 3 more: see them all</a>')
    expect(text).toContain('<h1>14 customers to call.</h1>')
    const all = (await browser.get('/console/call-backs?supplier=fresco')).text
    expect(all.match(/<h3 dir="auto">K-/g)).toHaveLength(15)
    expect(all).toContain('An Peeters')
    expect(all.lastIndexOf('<h3 dir="auto">K-15<')).toBe(all.lastIndexOf('<h3 dir="auto">K-'))
    expect((await browser.get('/console/call-backs?supplier=other')).status).toBe(404)
  })

  it('gives the whole list to programs too', async () => {
    const { browser, refuse } = await opened()
    for (let at = 1; at <= 15; at++) refuse(`o${at}`, `K-${at}`)
    const answer = await browser.get('/api/suppliers/fresco/call-backs', PROGRAM)
    const { callBacks, counts } = JSON.parse(answer.text)
    expect([callBacks.length, counts]).toEqual([15, { all: 15, orders: 15, toCall: 15 }])
  })
})

describe('two orders of one customer that were refused for different reasons', () => {
  const CANCELLED = { path: 'status', code: 'not-ordered', message: '', values: { status: 'CANCELLED' } }
  /** Order 1 is accepted, and its repeat as cancelled is refused. Order 2 was never accepted. */
  async function bothRefused() {
    const made = await opened()
    const { box, refuse } = made
    box.accept({ orderId: '1', customer: 'C-77' })
    box.clock.advance(60_000)
    refuse('1', 'C-77', '2026-11-26', { problems: [CANCELLED] })
    box.clock.advance(60_000)
    refuse('2')
    return made
  }

  it('stand in one row with each reason beside its order', async () => {
    const { browser } = await bothRefused()
    for (const path of ['/console', '/console/call-backs?supplier=fresco']) {
      const { text } = await browser.get(path)
      expect(text.match(/<h3 dir="auto">Brasserie/g)).toHaveLength(1)
      expect(text).toMatch(/Tried 2 times.*fresco\/2"[^>]*>PO-2<\/a>.*no lines/s)
      expect(text).toMatch(/no lines.*fresco\/1"[^>]*>PO-1<\/a>.*says that the order is cancelled/s)
    }
  })

  it('show both reasons before the call, from either order', async () => {
    const { browser } = await bothRefused()
    for (const id of ['1', '2']) {
      const { text } = await browser.get(`/console/orders/fresco/${id}/do/called`)
      expect(text).toContain('no lines')
      expect(text).toContain('The refused post says that the order is cancelled.')
      for (const one of ['1', '2']) expect(text).toContain(`href="/console/orders/fresco/${one}"`)
    }
  })

  it('share a reason that is the same', async () => {
    const { refuse, shown } = await opened()
    refuse('1')
    refuse('2')
    expect((await shown()).match(/The order has no lines/g) ?? (await shown()).match(/no lines/g)).toHaveLength(1)
  })

  it.each([
    ['another order', '3'],
    ['the same order', '2'],
  ])('are not settled by a call while the chef met another refusal of %s since', async (_, id) => {
    const { box, browser, refuse } = await bothRefused()
    const path = '/console/orders/fresco/2/do/called'
    const asked = await browser.get(path)
    box.clock.advance(60_000)
    refuse(id, 'C-77', '2026-11-26', { problems: [{ path: 'packages', code: 'too-many-lines', message: '' }] })
    const late = await browser.submit(asked, path)
    expect(late.status).toBe(409)
    expect(box.outbox.view(id)?.refusal?.calledAt).toBeNull()
    expect((await browser.submit(late, path)).status).toBe(303)
    for (const one of ['1', '2', id]) expect(box.outbox.view(one)?.refusal?.calledBy).toBe('An Peeters')
  })

  it('are in the list for programs, each with its reason', async () => {
    const { browser } = await bothRefused()
    const { text } = await browser.get('/api/suppliers/fresco/call-backs', PROGRAM)
    expect(JSON.parse(text).callBacks).toMatchObject([
      {
        orders: [
          { orderId: '2', version: 0, problems: [{ code: 'no-lines' }] },
          { orderId: '1', version: 1, problems: [{ code: 'not-ordered' }] },
        ],
      },
    ])
  })
})
