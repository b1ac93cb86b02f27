import { describe, expect, it } from 'vitest'
import { utf8 } from '../../src/text/utf8.ts'
import { opened, PROGRAM } from './refused-customers.ts'

describe('a customer to call back', () => {
  it('names the customer, the telephone, what was ordered and what the chef read', async () => {
    const { refuse, shown } = await opened()
    refuse('1')
    const text = await shown()
    expect(text).toContain('<h3 dir="auto">Brasserie Het Spoor</h3>')
    expect(text).toContain('href="tel:+3291234567"')
    expect(text).toContain('href="mailto:chef%40spoor.example"')
    expect(text).toContain('2 lines: Jus d’orange, Boter')
    expect(text).toMatch(/They read:<\/p><q dir="auto">[^<]*no lines/)
  })

  it('shortens the name of an article that would fill the page', async () => {
    const { refuse, shown } = await opened()
    refuse('1', 'C-77', '2026-11-26', { packages: [{ stock_item: { name: 'x'.repeat(10_000) } }] })
    expect(await shown()).toContain(`1 line: ${'x'.repeat(79)}…</p>`)
  })

  it('has the telephone, the time, the reason and the lines on the page of a refused order too', async () => {
    const { browser, refuse } = await opened()
    refuse('1')
    const { text } = await browser.get('/console/orders/fresco/1')
    expect(text).toContain('href="tel:+3291234567"')
    expect(text).toContain('Tried once, at 10:00:')
    expect(text).toContain('Jus d’orange')
    expect(text).toContain('Boter')
  })

  it('asks for a call with the telephone and the reason, and leads to the next customer afterwards', async () => {
    const { browser, refuse } = await opened()
    refuse('1')
    refuse('2', 'C-78')
    const path = '/console/orders/fresco/1/do/called'
    const asked = await browser.get(path)
    expect(asked.text).toContain('href="tel:+3291234567"')
    expect(asked.text).toContain('no lines')
    const { location } = await browser.submit(asked, path)
    expect(location).toBe('/console/call-backs?supplier=fresco&done=called')
    const { text } = await browser.get(location ?? '')
    expect(text).toContain('It is done, and written down with your name.')
    expect(text).toContain('An Peeters called at 10:00.')
    expect(text).toContain('<h3 dir="auto">Eetcafé')
  })

  it('counts the tries of a customer, and says where no number is known', async () => {
    const { refuse, shown } = await opened()
    for (const id of ['1', '2', '2']) refuse(id, 'C-78')
    const text = await shown()
    expect(text).toContain('Tried 3 times, last at 10:00:')
    expect(text).toContain('No telephone number in your table.')
    expect(text.match(/<h3 dir="auto">Eetcafé/g)).toHaveLength(1)
  })

  it('lists a refused change of an accepted order', async () => {
    const { box, refuse, shown } = await opened()
    box.accept({ orderId: '1', customer: 'C-77' })
    box.clock.advance(60_000)
    refuse('1')
    const text = await shown()
    expect(text).toContain('Tried once, at 10:01:')
    expect(text).toContain('no lines')
  })

  it('says so where the retention rule deleted the reason, and still asks for a call', async () => {
    const { box, browser, refuse, shown } = await opened({ retentionDays: 8 })
    refuse('1', 'C-77', '2026-12-20')
    box.clock.advance(9 * 24 * 3_600_000)
    expect(box.outbox.purge()).toBe(1)
    await browser.signIn()
    const erased = 'The content was deleted, and the reason of the refusal with it. Ask the chef what is still wanted.'
    for (const text of [
      await shown(),
      (await browser.get('/console/orders/fresco/1')).text,
      (await browser.get('/console/orders/fresco/1/do/called')).text,
    ]) {
      expect(text).toContain(erased)
      expect(text).toContain('Brasserie Het Spoor')
      expect(text).not.toContain('They read')
    }
    refuse('2', 'C-77', '2026-12-20')
    expect((await shown()).split(erased)).toHaveLength(2)
  })

  it('survives a body that is no order', async () => {
    const { box, shown } = await opened()
    box.outbox.keepRefused({
      ...{ orderId: 'x', orderNumber: null, customer: null, problems: '[]' },
      body: utf8('<no'),
    })
    expect(await shown()).toContain('<h3 dir="auto">x</h3>')
  })
})

describe('"I called"', () => {
  it('is asked first, then stored with who, when and the note, at the order and in Activity', async () => {
    const { box, browser, refuse, shown } = await opened()
    refuse('1')
    box.clock.advance(1_000)
    refuse('2')
    expect(await shown()).toContain('href="/console/orders/fresco/2/do/called"')
    const asked = await browser.get('/console/orders/fresco/2/do/called')
    expect(asked.text).toContain('Did you call the customer?')
    expect(box.outbox.events(5).rows).toEqual([])
    const done = await browser.submit(asked, '/console/orders/fresco/2/do/called', { note: 'orders again at nine' })
    expect(done.location).toBe('/console/call-backs?supplier=fresco&done=called')
    expect(await shown()).toContain('An Peeters called at 10:00.')
    for (const id of ['1', '2']) {
      const { text } = await browser.get(`/console/orders/fresco/${id}`)
      expect(text).toContain('A person called the customer.')
      expect(text).toContain('orders again at nine')
    }
    expect((await browser.get('/console/activity?action=called-customer')).text).toContain('Customer called')
  })

  it('is asked once for each sentence about a refused change', async () => {
    const { box, browser, refuse } = await opened()
    box.accept({ orderId: '1', customer: 'C-77' })
    box.clock.advance(60_000)
    refuse('1')
    const { text } = await browser.get('/console/orders/fresco/1/do/called')
    for (const sentence of ['The refused post was a change of it.', 'no lines', 'The chef sent it again at 10:01.'])
      expect(text.split(sentence)).toHaveLength(2)
    const page = (await browser.get('/console/orders/fresco/1')).text
    expect(page).toContain('The refused post was a change of it.')
    expect(page).toContain('no lines')
  })

  it('is undone, and a new refusal needs a new call', async () => {
    const { box, browser, refuse, shown } = await opened()
    refuse('1')
    box.outbox.markCalled('1', { by: 'Jo' })
    const asked = await browser.get('/console/orders/fresco/1/do/not-called')
    await browser.submit(asked, '/console/orders/fresco/1/do/not-called')
    expect(await shown()).toContain('+32 (0)9 123 45 67')
    expect(box.outbox.markCalled('1', { by: 'Jo' }).ok).toBe(true)
    refuse('1')
    expect(box.outbox.view('1')?.refusal).toMatchObject({ attempts: 2, calledAt: null })
  })

  it('is refused the second time, and for an order that was not refused', async () => {
    const { box, refuse } = await opened()
    refuse('1')
    box.accept({ orderId: '2', customer: 'C-78' })
    expect(box.outbox.markCalled('1', { by: 'Jo' }).ok).toBe(true)
    expect(box.outbox.markCalled('1', { by: 'An' })).toMatchObject({ ok: false, status: 409 })
    expect(box.outbox.markCalled('2', { by: 'An' })).toMatchObject({ ok: false, status: 409 })
    expect(box.outbox.markCalled('3', { by: 'An' })).toMatchObject({ ok: false, status: 404 })
  })

  it('is a call of the Admin API too', async () => {
    const { browser, refuse } = await opened()
    refuse('1')
    const api = (action: string) => browser.post(`/api/orders/fresco/1/${action}`, {}, PROGRAM, '{"by":"Jo"}')
    expect(JSON.parse((await api('called')).text).refusal.calledBy).toBe('Jo')
    expect(JSON.parse((await api('not-called')).text).refusal.calledBy).toBeNull()
  })
})
