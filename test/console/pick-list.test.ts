import { describe, expect, it } from 'vitest'
import { DAY, HELD, LIST, numbersIn, opened, totalsIn } from './picked-orders.ts'

const HOSTILE = `<script>alert(1)</script>"'{{7*7}}‮=cmd|'/c calc'!A0`

describe('the pick list of a delivery day', () => {
  it('has the orders of the day by customer, with boxes to tick', async () => {
    const { accept, list } = await opened()
    accept('b')
    accept('a', { customer: 'C-88' })
    accept('other-day', { day: '2026-11-27' })
    accept('no-day', { day: null })
    const text = await list()
    expect(text).toContain('Pick list for Thursday 26 November')
    expect(text).toContain('Orders to pick: 2. Not released: 0.')
    expect(numbersIn(text)).toEqual(['PO-a', 'PO-b'])
    expect(text).toContain('<td class="b"></td>')
    expect(text).toContain('Deliver to S-88')
  })

  it('adds each article up, and never adds different units', async () => {
    const { accept, list } = await opened()
    accept('a', {
      lines: [
        ['00123', 2],
        ['9', 1],
      ],
    })
    accept('b', {
      lines: [
        ['00123', 3.5],
        ['00124', 4],
        ['9', 2],
      ],
    })
    const totals = totalsIn(await list())
    expect(totals).toContain('9 Article 9 18 pieces 00123 Article 00123 5.5 kg 00123 Article 00124 4 pieces')
    expect(totals).not.toContain('9.5')
  })

  it('marks an order that nobody has released, and counts its lines apart', async () => {
    const { accept, list } = await opened()
    accept('a', { lines: [['00123', 2]] })
    accept('b', { lines: [['00123', 5]], starts: HELD })
    const text = await list()
    expect(text).toContain('Orders to pick: 1. Not released: 1.')
    expect(text).toContain('NOT RELEASED. Do not pick this order until somebody releases it. Held on route erp:')
    expect(totalsIn(text)).toContain('00123 Article 00123 2 kg 5 kg')
  })

  it('leaves out the orders of customers for tests', async () => {
    const { accept, list } = await opened({ testCustomers: ['C-88'] })
    accept('a', { customer: 'C-88' })
    expect(await list()).toContain('There is no order to pick for this day.')
  })

  it('names an order whose content was purged', async () => {
    const { box, accept, list } = await opened()
    accept('a')
    box.sql.all("UPDATE versions SET body = NULL, metadata = '{}'")
    expect(await list()).toMatch(/Unreadable: call the customer.*PO-a/s)
  })

  it('says that the list ends early, and goes on where it ended', async () => {
    const { accept, list } = await opened()
    for (let at = 0; at < 503; at++) accept(`n-${at}`)
    const first = await list()
    expect(first).toContain('The list ends here: the day has more orders.')
    const [, next = ''] = /href="([^"]+)">Next part/.exec(first) ?? []
    const second = await list(next.replaceAll('&amp;', '&'))
    expect(second).toContain('This is a further part of the list.')
    expect(second).not.toContain('Next part')
    const all = [...numbersIn(first), ...numbersIn(second)]
    expect([all.length, new Set(all).size]).toEqual([503, 503])
  })

  it('prints hostile words of an order inertly', async () => {
    const { browser, accept, list } = await opened()
    accept('a', { lines: [['00123', 2, HOSTILE]], more: { order_remarks: HOSTILE, order_number: HOSTILE } })
    const text = await list()
    expect(text).toContain('{{7*7}}')
    expect(text).not.toContain('<script')
    const file = (await browser.get(LIST.replace('?', '/lines.csv?'))).text
    expect(file).not.toMatch(/(?:^|[;\n])"[=+\-@]/m)
  })

  it('is not there for another supplier, and needs a sign-in', async () => {
    const { browser } = await opened()
    expect((await browser.get('/console/pick-list?supplier=other')).status).toBe(404)
    browser.cookies.clear()
    expect((await browser.get(LIST)).status).toBe(303)
  })
})

describe('the ways to the pick list', () => {
  it('begin at Today, at the statements, and at the orders of a delivery day', async () => {
    const { browser } = await opened()
    expect((await browser.get('/console')).text).toMatch(/href="\/console\/pick-list\?supplier=fresco&amp;day=[\d-]+"/)
    expect((await browser.get('/console/statements/2026-11-24')).text).toContain('action="/console/pick-list"')
    const path = LIST.replace('&', '&amp;')
    expect((await browser.get(`/console/orders?day=${DAY}`)).text).toContain(`href="${path}"`)
    expect((await browser.get('/console/orders')).text).not.toContain('/console/pick-list')
  })
})
