import { describe, expect, it } from 'vitest'
import { ERP } from '../fakes/orders.ts'
import { DAY, HELD, LIST, opened } from './picked-orders.ts'

describe('the lines as a file', () => {
  it('have one row a line, and say which lines are released', async () => {
    const { browser, accept } = await opened()
    accept('a', {
      lines: [
        ['00123', 2],
        ['9', 1],
      ],
      starts: HELD,
    })
    const { text, headers } = await browser.get(LIST.replace('?', '/lines.csv?'))
    expect(headers.get('content-disposition')).toContain(`pick-list-${DAY}.csv`)
    expect(text.trim().split('\r\n')).toEqual([
      expect.stringContaining('"Delivery day";"Customer"'),
      expect.stringContaining(
        `"${DAY}";"C-77";"Zebra Bistro";"C-77";"PO-a";"1";"no";"00123";"Article 00123";"2";"KGM";"";"no"`,
      ),
      expect.stringContaining(
        `"${DAY}";"C-77";"Zebra Bistro";"C-77";"PO-a";"1";"no";"9";"Article 9";"6";"PCE";"";"no"`,
      ),
    ])
  })

  it('say which lines a person must decide about, and why', async () => {
    const { box, browser, accept } = await opened()
    box.wire.answers(ERP, () => new Response('Customer blocked', { status: 422 }))
    accept('a')
    await box.pass(1_000)
    const { text } = await browser.get(LIST.replace('?', '/lines.csv?'))
    const [head, line] = text.trim().split('\r\n')
    expect(head).toMatch(/"Remarks";"Decide first";"Why"$/)
    expect(line).toMatch(/"yes";"00123";.*;"yes";"Route erp did not take this order.*Customer blocked.*"$/)
  })
})
