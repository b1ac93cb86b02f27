import { beforeAll, describe, expect, it } from 'vitest'
import { admin, post } from './door.ts'
import { posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(() => {
  setSecrets()
  openSink()
})

describe('an odd order id', () => {
  it.each([
    'a/b',
    '/a/',
    'a//b',
    '%',
    '%25',
    '%2F',
    'a%2Fb',
    'a%252Fb',
    '100%',
    'a b',
    'a+b',
    'a?b=c&d',
    'a#b',
    'a\'b"c;--',
    '<script>alert(1)</script>',
    'ünïcødé-漢字-🥛',
    'e\u0301',
    'a\\b',
    'a\nb\tc',
    '\u0000x',
    'constructor',
    '__proto__',
    'documents',
    'deliveries',
    ':orderId',
    '*',
    'x'.repeat(500),
    '🥛'.repeat(250),
    '%'.repeat(500),
    '...',
  ])('is reached through the URL: %j', async (id) => {
    const order = { ...posted({ id }), supplier_customer_number: 'K-?' }
    const answer = await post('tables', order)
    // A machine under load may take longer than the gateway lets a sender wait. The sender posts the order again.
    const isSlow = answer.status === 503 && answer.json.problems[0].code === 'outbox-unreachable'
    if (isSlow) expect(await post('tables', order)).toMatchObject({ status: 200, json: { orderId: id.trim() } })
    else expect(answer.json).toMatchObject({ status: 'held', orderId: id.trim() })
    const path = `/orders/tables/${encodeURIComponent(id.trim())}`
    expect((await admin(path)).json).toMatchObject({ orderId: id.trim(), state: 'held' })
    expect((await admin(`${path}/`)).json).toMatchObject({ orderId: id.trim() })
    expect(
      (await admin(`/orders?supplier=tables&q=${encodeURIComponent(id.trim())}`)).json.orders.map(
        ({ orderId }: { orderId: string }) => orderId,
      ),
    ).toContain(id.trim())
    const body = JSON.stringify({ by: 'An', note: 'Seen.' })
    expect((await admin(`${path}/deliveries/erp/done`, { method: 'POST', body })).json).toMatchObject({
      state: 'settled',
    })
    expect((await admin(`${path}/documents/erp`)).status).toBe(404)
  })

  it('that is no text at all is a 404, never a fault of ours', async () => {
    for (const path of ['/orders/box/%E0%A4', '/orders/box/%FF%FE', '/orders/box/%'])
      expect((await admin(path)).status, path).toBe(404)
  })
})
