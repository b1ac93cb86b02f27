import { expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, postedOrder } from '../fakes/orders.ts'

it.each([
  ['en', 'formerly PO-1001'],
  ['nl', 'voorheen PO-1001'],
  ['fr', 'auparavant PO-1001'],
  ['de', 'früher PO-1001'],
])(
  'finds an order by the number that the chef changed, and says so on its page and in the list: %s',
  async (language, text) => {
    const { box, ...made } = testConsole()
    const browser = made.browser({ 'accept-language': language })
    await browser.signIn()
    for (const [at, orderNumber] of ['PO-1001', 'PO-2002'].entries()) {
      const body = bodyOf(postedOrder({ order_number: orderNumber }))
      box.accept({ orderNumber, content: at + 1, body, foundBy: `order-1\n${orderNumber}`.toLowerCase() })
      box.clock.advance(60_000)
    }
    const list = (await browser.get('/console/orders?q=po+1001')).text
    expect(list).toMatch(new RegExp(`href="/console/orders/fresco/order-1"[^>]*>PO-2002</a><small>${text}</small>`))
    const page = (await browser.get('/console/orders/fresco/order-1')).text
    expect(page).toContain(`PO-2002 <small>${text}</small> · C-77`)
    expect(page).toMatch(/<del>PO-1001<\/del>.*<ins>PO-2002<\/ins>/s)
  },
)
