import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { articleRow, frontDoor, orderOf, supplierWithTables } from '../fakes/catalogue.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { ERP } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { holdToContract } from '../worker/contract.ts'

const PATH = '/console/catalogue/fresco/articles'
const RIGHT = { erpArticle: '303105' }
const WRONG = articleRow('3105', { erpArticle: '303106' })

async function opened(supplier = supplierWithTables()) {
  const { box, browser: open, services } = testConsole({ supplier })
  const browser = open({ 'accept-language': 'en' })
  await browser.signIn('An')
  box.wire.answers(ERP, status(200))
  const door = frontDoor(box)
  /** The note of the page after an entry or an undo. */
  async function noteAfter(
    work: 'enter' | 'undo',
    query: Record<string, string> = {},
    isJudged = true,
  ): Promise<string> {
    const asked = await browser.get(`${PATH}/${work}?${new URLSearchParams({ key: '3105', ...query })}`)
    const { location } = await browser.submit(asked, `${PATH}/${work}`)
    if (isJudged) await box.work()
    const { text } = await browser.get(location ?? '')
    const note = /<div class="note \w+"[\s\S]*?<\/div><\/div>/.exec(text)?.[0] ?? ''
    return note.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  }
  async function outcome() {
    const url = 'https://gateway.example/api/suppliers/fresco/catalogue/articles/3105/outcome'
    const response = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${TOKEN}` } }), services)
    const json = JSON.parse(await response.text())
    holdToContract({ method: 'GET', url }, response, json)
    return json
  }
  return { box, browser, door, noteAfter, outcome }
}

describe('the page after an entry', () => {
  it('names the orders that the entry released, and the orders that still wait with the reason', async () => {
    const { box, door, noteAfter, outcome } = await opened()
    await door.post(orderOf('one'))
    await door.post(orderOf('other', '9999'))
    await door.post(orderOf('kept'))
    box.outbox.hold('kept', { by: 'Jo', note: 'Call first.' })
    const note = await noteAfter('enter', RIGHT)
    expect(note).toContain('The entry is written down with your name. Released: PO-one')
    expect(note).toMatch(/Still held \([^)]*\): PO-kept/)
    expect(note).not.toContain('PO-other')
    expect(await outcome()).toMatchObject({
      released: [{ orderNumber: 'PO-one' }],
      held: [{ orderNumber: 'PO-kept', holdReason: 'by-person' }],
    })
  })

  it('names an order that waits for another number too', async () => {
    const { door, noteAfter } = await opened()
    await door.post({
      ...orderOf('both'),
      packages: [...orderOf('both').packages, ...orderOf('both', '9999').packages],
    })
    expect(await noteAfter('enter', RIGHT)).toMatch(/Still held \(an article is not in your table\): PO-both/)
  })

  it('names five orders, and counts the others', async () => {
    const { door, noteAfter } = await opened()
    for (const id of 'abcdefgh') await door.post(orderOf(id))
    expect(await noteAfter('enter', RIGHT)).toContain('Released: PO-a , PO-b , PO-c , PO-d , PO-e and 3 more')
  })

  it('says that a paused route keeps the released orders', async () => {
    const { box, door, noteAfter } = await opened()
    await door.post(orderOf('one'))
    box.outbox.pause('erp', { by: 'Jo' })
    expect(await noteAfter('enter', RIGHT)).toMatch(
      /Released: PO-one Route erp is paused since 10:00\. Orders wait for it until it is resumed/,
    )
  })

  it('says before and after that a system which does not answer keeps the orders', async () => {
    const { box, browser, door, noteAfter } = await opened()
    await door.post(orderOf('one'))
    box.wire.answers(ERP, status(503))
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) box.accept({ orderId: id })
    await box.pass(10 * 60_000)
    await box.work()
    const query = new URLSearchParams({ key: '3105', ...RIGHT })
    const { text } = await browser.get(`${PATH}/enter?${query}`)
    expect(text).toContain('1 order is released, and waits for its route.')
    expect(text).toContain('the system there does not answer. Orders wait until it answers again.')
    expect(text).toContain('released, waits for route erp')
    expect(text).toContain('Enter it, and release 1 order')
    expect(text).not.toMatch(/leaves? now/)
    expect(await noteAfter('enter', RIGHT)).toMatch(/Released: PO-one Route erp stands still since /)
  })

  it('says so too while the last try on the route failed, before the route stands still', async () => {
    const { box, browser, door, noteAfter } = await opened()
    await door.post(orderOf('one'))
    box.wire.answers(ERP, status(503))
    box.accept({ orderId: 'a' })
    await box.work()
    const query = new URLSearchParams({ key: '3105', ...RIGHT })
    const { text } = await browser.get(`${PATH}/enter?${query}`)
    expect(text).toContain('1 order is released, and waits for its route.')
    expect(text).toContain('The last try on route erp failed at 10:00. Orders wait until a try succeeds.')
    expect(text).toContain('released, waits for route erp')
    expect(text).not.toMatch(/leaves? now/)
    expect(await noteAfter('enter', RIGHT)).toContain('The last try on route erp failed at 10:00.')
  })

  it('promises that they leave while the route only refused another order', async () => {
    const { box, browser, door } = await opened()
    await door.post(orderOf('one'))
    box.wire.answers(ERP, status(422))
    box.accept({ orderId: 'a' })
    await box.work()
    const query = new URLSearchParams({ key: '3105', ...RIGHT })
    expect((await browser.get(`${PATH}/enter?${query}`)).text).toContain('1 order leaves now.')
  })

  it('counts the orders that are not judged yet', async () => {
    const { door, noteAfter } = await opened()
    await door.post(orderOf('one'))
    expect(await noteAfter('enter', RIGHT, false)).toContain('Orders still to be judged: 1.')
  })

  it('says that no order waited', async () => {
    const { noteAfter } = await opened()
    expect(await noteAfter('enter', RIGHT)).toContain('No order waited for this number.')
  })
})

describe('the page after an undo', () => {
  const tables = supplierWithTables({ articles: [{ article: '3105', erpArticle: '303105' }] })

  it('names the orders that are written again, and the orders to correct in the ERP', async () => {
    const { box, door, noteAfter, outcome } = await opened(tables)
    box.outbox.enterRow(WRONG, { by: 'Jo' }, null)
    await door.post(orderOf('sent'))
    await box.work()
    box.wire.answers(ERP, status(503))
    await door.post(orderOf('unsent'))
    await box.work()
    box.clock.advance(1_000)
    const note = await noteAfter('undo')
    expect(note).toContain('The entry is taken back, with your name. The next orders get this.')
    expect(note).toContain('Written again with the table that counts now: PO-unsent')
    expect(note).toContain('Correct these orders in your ERP: PO-sent')
    box.wire.answers(ERP, status(200))
    await box.pass(3_600_000)
    expect(await outcome()).toMatchObject({
      ...{ rewritten: [{ orderNumber: 'PO-unsent' }], reached: [{ orderNumber: 'PO-sent' }] },
      ...{ released: [], held: [] },
    })
  })

  it('names the orders that wait for a person, and why', async () => {
    const { box, door, noteAfter } = await opened(supplierWithTables({ articles: [] }))
    box.outbox.enterRow(WRONG, { by: 'Jo' }, null)
    box.wire.answers(ERP, status(503))
    await door.post(orderOf('one'))
    await box.work()
    const note = await noteAfter('undo')
    expect(note).toContain('The next orders with this number wait for you.')
    expect(note).toContain('Still held (an article is not in your table): PO-one')
  })

  it('says that no order was written with the entry', async () => {
    const { box, noteAfter } = await opened(tables)
    box.outbox.enterRow(WRONG, { by: 'Jo' }, null)
    expect(await noteAfter('undo')).toContain('No order was written with the entry.')
  })
})
