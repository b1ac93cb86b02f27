import { describe, expect, it } from 'vitest'
import { articleRow, frontDoor, orderOf, supplierWithTables } from '../../fakes/catalogue.ts'
import { postedOrder } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'

const MINUTE = 60_000

/** An outbox whose table lacks every article but A-1. */
function opened(settings: Record<string, unknown> = {}) {
  const box = testOutbox({ supplier: supplierWithTables(settings) })
  box.wire.answers('https://erp.example/orders', () => new Response())
  const door = frontDoor(box)
  const place = async (id: string, article = '3105', more: Record<string, unknown> = {}) => {
    await door.post(orderOf(id, article, more))
    await box.work()
  }
  const held = () => box.troubles.filter(({ kind }) => kind === 'held')
  return { box, door, place, held }
}

/** Every order that a message names. */
const namedIn = (alerts: ReturnType<ReturnType<typeof opened>['held']>): Set<string> =>
  new Set(
    alerts.flatMap(({ orderId, orders = [] }) => [...(orderId ? [orderId] : []), ...orders.map((one) => one.orderId)]),
  )

describe('an article that is in no table', () => {
  it('is one message at once, and one about the ten orders after it', async () => {
    const { box, place, held } = opened()
    await place('order-0')
    expect(held()).toMatchObject([{ orderId: 'order-0', count: 1 }])
    for (let at = 1; at <= 10; at++) await place(`order-${at}`)
    expect(held()).toHaveLength(1)
    await box.pass(2 * MINUTE)
    const [, more, ...others] = held()
    expect(others).toEqual([])
    expect(more).toMatchObject({ cause: 'unknown-article', count: 11, incident: held()[0]?.incident })
    expect(more?.text).toContain('10 more since 10:00: PO-order-1, PO-order-2')
    expect(more?.text).toContain('Not in your table: article 3105 (11 orders).')
    expect(namedIn(held()).size).toBe(11)
  })

  it('is told again after a minute, then five, then a quarter, then each hour, while orders come', async () => {
    const { box, place, held } = opened()
    const toldAt: number[] = []
    const begun = box.clock.now()
    for (let minute = 0; minute < 150; minute++) {
      const before = held().length
      await place(`order-${minute}`)
      await box.pass(MINUTE)
      if (held().length > before) toldAt.push(Math.round((box.clock.now() - begun) / MINUTE))
    }
    expect(toldAt).toEqual([1, 2, 6, 21, 81, 141])
    expect(namedIn(held()).size).toBeGreaterThan(60)
  })

  it('does not hide another article, which is a message at once', async () => {
    const { box, place, held } = opened()
    await place('one')
    await place('two')
    await place('other', '4000')
    expect(held().map(({ orderId }) => orderId)).toEqual(['one', 'other'])
    await box.pass(2 * MINUTE)
    expect(held()).toHaveLength(3)
    expect(held()[2]?.orders?.map(({ orderId }) => orderId)).toEqual(['two'])
    expect(held()[2]?.text).toContain('Not in your table: article 3105 (2 orders), article 4000 (1 order).')
  })

  it('is a message at once when an order lacks a known article and a new one', async () => {
    const { door, box, place, held } = opened()
    await place('one')
    const [line] = postedOrder().packages
    const other = { ...line, supplier_package: { ...line?.supplier_package, supplier_article_number: 'B-1' } }
    await door.post({ ...orderOf('both'), packages: [...orderOf('both').packages, other], theoretical_price: '39.64' })
    await box.work()
    expect(held().map(({ orderId }) => orderId)).toEqual(['one', 'both'])
  })

  it('is a message at once when no order waits for it any more and another order comes', async () => {
    const { box, place, held } = opened()
    await place('one')
    await place('other', '4000')
    box.outbox.enterRow(articleRow('3105'), { by: 'Jo' }, null)
    await box.work()
    box.outbox.undoRow('article', '3105', { by: 'Jo' }, box.outbox.catalogueRow('article', '3105')?.entry?.version ?? 0)
    await place('again')
    expect(held().map(({ orderId }) => orderId)).toEqual(['one', 'other', 'again'])
  })

  it('is told to the last order, also after a restart', async () => {
    const { box, place, held } = opened()
    for (let at = 0; at < 30; at++) await place(`order-${at}`)
    box.reopen()
    await box.pass(2 * MINUTE)
    expect(held()).toHaveLength(2)
    expect(held()[1]?.text).toContain('and 9 others')
    expect(held()[1]?.count).toBe(30)
  })

  it('speaks of customers too', async () => {
    const { box, door, held } = opened()
    for (const id of ['one', 'two']) await door.post(orderOf(id, 'A-1', { supplier_customer_number: 'C-9' }))
    await box.pass(2 * MINUTE)
    expect(held()).toHaveLength(2)
    expect(held()[1]?.text).toContain('Not in your table: customer C-9 (2 orders).')
  })

  it.each([
    ['nl', 'Niet in uw tabel: artikel 3105 (2 bestellingen).'],
    ['fr', 'Absent de votre table : l’article 3105 (2 commandes).'],
    ['de', 'Nicht in Ihrer Tabelle: Artikel 3105 (2 Bestellungen).'],
  ])('is told in the supplier’s language: %s', async (language, text) => {
    const { box, place, held } = opened({ language })
    await place('one')
    await place('two')
    await box.pass(2 * MINUTE)
    expect(held()[1]?.text).toContain(text)
  })

  it('is compared with a bounded count of numbers, though many orders lack many articles', async () => {
    const { box, door } = opened()
    const [line] = postedOrder().packages
    const lacking = (id: string, first: number) => ({
      ...orderOf(id),
      packages: Array.from({ length: 60 }, (_, at) => ({
        ...line,
        supplier_package: { ...line?.supplier_package, supplier_article_number: `N-${first + at}` },
      })),
      theoretical_price: undefined,
    })
    for (let at = 0; at < 30; at++) await door.post(lacking(`order-${at}`, 60 * at))
    await box.work()
    const reads: string[] = []
    const { all } = box.sql
    box.sql.all = (query, ...bind) => {
      if (query.includes('json_each(v.metadata')) reads.push(query)
      return all(query, ...bind)
    }
    await door.post(lacking('last', 90_000))
    await box.work()
    expect(reads.length).toBeGreaterThan(2)
    expect(reads.length).toBeLessThanOrEqual(20)
  })
})

describe('an order that waits for a known article shortly before its cut-off', () => {
  const BEFORE_ELEVEN = { expected_delivery_date: '2026-11-25' }

  /** Orders of one article each minute from 10:00 to 10:22, so that the next message is due at 11:22. */
  async function busyMorning() {
    const opening = opened({ calendar: { cutOff: '11:00', warnMinutes: 30 } })
    for (let minute = 0; minute < 22; minute++) {
      await opening.place(`order-${minute}`, '3105', BEFORE_ELEVEN)
      await opening.box.pass(MINUTE)
    }
    return opening
  }

  it('is named while half of its time is left, and in the warning about the cut-off', async () => {
    const { box, place, held } = await busyMorning()
    await place('late', '3105', BEFORE_ELEVEN)
    expect(namedIn(held()).has('late')).toBe(false)
    await box.pass(19 * MINUTE)
    expect(namedIn(held()).has('late')).toBe(true)
    expect(box.troubles.filter(({ kind }) => kind === 'cut-off')).not.toEqual([])
  })

  it('is named in the last half hour too, when the warning has been sent', async () => {
    const { box, place, held } = await busyMorning()
    await box.pass(22 * MINUTE)
    await place('late', '3105', BEFORE_ELEVEN)
    await box.pass(8 * MINUTE)
    expect(namedIn(held()).has('late')).toBe(true)
  })

  it('makes few messages when many orders come before the cut-off', async () => {
    const { box, place, held } = await busyMorning()
    for (let minute = 22; minute < 60; minute++) {
      await place(`order-${minute}`, '3105', BEFORE_ELEVEN)
      await box.pass(MINUTE)
    }
    expect(held().length).toBeLessThan(13)
    expect(held().at(-1)?.count).toBeGreaterThan(57)
  })
})
