import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, place, post, view } from './door.ts'
import { fresh, line, posted, signatureOf } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)
beforeEach(() => void openSink())

describe('an answer to an order', () => {
  it('says accepted, and names the order and its first version', async () => {
    const order = posted()
    const { status, headers, json } = await post('box', order)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^application\/json/)
    expect(json).toEqual({ status: 'accepted', orderId: order.id, orderNumber: order.order_number, version: 1 })
  })

  it('says duplicate to the same order, whatever its spelling, and names the version it repeats', async () => {
    const order = await place('box')
    const respelled = JSON.stringify({ ...order, theoretical_price: '9', unknown_key: [1] }, null, 3)
    for (const body of [order, respelled]) {
      const { status, json } = await post('box', body)
      expect([status, json]).toEqual([
        200,
        { status: 'duplicate', orderId: order.id, orderNumber: order.order_number, version: 1 },
      ])
    }
  })

  it('says revised while nothing has left, and counts on', async () => {
    const order = await place('box')
    const second = await post('box', { ...order, packages: [line('00123', 3)] })
    expect(second.json).toMatchObject({ status: 'revised', version: 2 })
    expect(second.json).not.toHaveProperty('holdReason')
    expect((await post('box', { ...order, packages: [line('00123', 3)] })).json).toMatchObject({
      status: 'duplicate',
      version: 2,
    })
  })

  it('says held with the reason, and a held version has a number of its own', async () => {
    const order = await place('box')
    await post('box', { ...order, packages: [line('00123', 3)] })
    const third = await post('box', order)
    expect(third.json).toMatchObject({ status: 'held', version: 3, holdReason: 'reverted' })
    expect((await view('box', order.id)).versions.map(({ version }) => version)).toEqual([1, 2, 3])
  })

  it('gives refused content no number: the next accepted one is the next version', async () => {
    const order = await place('box')
    expect((await post('box', { ...order, packages: [] })).status).toBe(422)
    expect((await post('box', { ...order, packages: [line('00123', 5)] })).json).toMatchObject({ version: 2 })
  })

  it('tells an order that fits one route accepted, and that route refused', async () => {
    const order = posted({ order_number: fresh('PO').padEnd(36, 'x') })
    expect((await post('unwritable', order)).json).toMatchObject({ status: 'accepted', version: 1 })
    const { state, deliveries } = await view('unwritable', order.id)
    expect(state).toBe('pending')
    expect(deliveries.map(({ route, state }) => [route, state])).toContainEqual(['erp', 'refused'])
  })

  it('holds an order that fits no route, or tells the chef, as the supplier wishes', async () => {
    const tooLong = { order_number: fresh('PO').padEnd(36, 'x') }
    expect((await post('mono', posted(tooLong))).json).toMatchObject({ status: 'held', holdReason: 'unwritable' })
    const refused = await post('refusing', posted(tooLong))
    expect(refused.status).toBe(422)
    expect(refused.json.problems[0].path).toBe('order_number')
  })

  it.each([
    ['tables', { supplier_customer_number: 'K-?' }, 'unknown-customer'],
    ['tables', { packages: [line('nobody-sells-this')] }, 'unknown-article'],
    ['tables', { packages: [line('00123', 1.5)] }, 'quantity'],
    ['dated', { expected_delivery_date: null }, 'no-delivery-date'],
    ['testing', {}, 'test'],
  ])('accepts what only the supplier can mend, and holds it: %s %j is %s', async (supplier, overrides, holdReason) => {
    expect((await post(supplier, posted(overrides))).json).toMatchObject({ status: 'held', version: 1, holdReason })
  })

  it('takes a fraction of what is sold by weight', async () => {
    expect((await post('tables', posted({ packages: [line('KG', '1.250')] }))).json.status).toBe('accepted')
  })

  it('tells the chef at once about customers and articles where the supplier says so', async () => {
    const order = posted({ supplier_customer_number: 'K-?', packages: [line('no-1'), line(), line('no-2')] })
    const { status, json } = await post('strict', order)
    expect(status).toBe(422)
    expect(json.problems.map(({ path }: { path: string }) => path)).toEqual([
      'supplier_customer_number',
      'packages[0].supplier_package.supplier_article_number',
      'packages[2].supplier_package.supplier_article_number',
    ])
  })
})

describe('what verifies', () => {
  const order = () => posted({ order_remarks: 'é – 🥛 "x"\u007f', weight: 1.0 })
  const asPythonWrites = (body: string) =>
    body
      .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replace(/":/g, '": ')
      .replace(/,"/g, ', "')

  it('takes a signature over the raw bytes, or over the Python form of them', async () => {
    const body = JSON.stringify(order())
    expect((await post('box', body)).json.status).toBe('accepted')
    expect((await post('box', body, { signed: asPythonWrites(body) })).json.status).toBe('duplicate')
    expect((await post('box', body, { signed: asPythonWrites(body).toUpperCase() })).status).toBe(403)
  })

  it('takes no other rendering', async () => {
    const body = JSON.stringify(order())
    for (const signed of [
      JSON.stringify(JSON.parse(body), null, 2),
      `${body}\n`,
      asPythonWrites(body).replaceAll('": ', '":'),
    ])
      expect((await post('box', body, { signed })).status).toBe(403)
  })

  it('keeps to the form that the supplier has pinned', async () => {
    const body = JSON.stringify(order())
    expect((await post('raw', body)).status).toBe(200)
    expect((await post('raw', body, { signed: asPythonWrites(body) })).status).toBe(403)
    expect((await post('python', body)).status).toBe(403)
    expect((await post('python', body, { signed: asPythonWrites(body) })).status).toBe(200)
  })

  it('takes either secret while they are being changed over, and notes which one signed', async () => {
    for (const secret of [SECRETS.OLD_SECRET, SECRETS.NEW_SECRET]) {
      const fine = posted()
      expect((await post('rotating', fine, { secret })).status).toBe(200)
      const [version] = (await view('rotating', fine.id)).versions
      expect(version).toMatchObject({ verified: { form: 'raw' } })
      expect(JSON.stringify(version)).not.toContain(secret)
    }
    expect((await post('rotating', posted())).status).toBe(403)
  })

  it('takes upper-case hex, and nothing that is not 64 hex digits', async () => {
    const body = JSON.stringify(order())
    const good = await signatureOf(body, SECRETS.WEBHOOK_SECRET)
    expect((await post('box', body, { signature: good.toUpperCase() })).status).toBe(200)
    for (const signature of ['', good.slice(1), `sha256=${good}`, `${good}, ${good}`, `${good.slice(0, 63)}g`])
      expect((await post('box', body, { signature })).status, signature).toBe(403)
  })
})

describe('the address', () => {
  it('takes a trailing slash, and never redirects a POST', async () => {
    expect((await post('box/', posted())).json.status).toBe('accepted')
    for (const path of [
      '/webhooks/box',
      '/webhooks/box/',
      '/webhooks//box',
      '/Webhooks/box',
      '/webhooks/box/more',
      '/webhooks/',
    ])
      expect((await ask(path, { method: 'POST', body: '{}' })).status, path).not.toSatisfy(
        (status: number) => status >= 300 && status < 400,
      )
  })

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'answers %s with 405 and what is allowed',
    async (method) => {
      for (const supplier of ['box', 'nobody', 'closed']) {
        const { status, headers } = await ask(`/webhooks/${supplier}`, { method })
        expect([status, headers.get('allow')]).toEqual([405, 'POST'])
      }
    },
  )
})

describe('a signed ping', () => {
  const PING = '{"ping":"orderbridge"}'
  const stored = () =>
    runInDurableObject(env.OUTBOX.getByName('box'), (_, { storage: { sql } }) =>
      ['orders', 'versions', 'events', 'key_values', 'traffic'].map((table) =>
        sql.exec(`SELECT * FROM ${table}`).toArray(),
      ),
    )

  it('is answered, and stored neither as an order nor in a count', async () => {
    await place('box')
    const before = await stored()
    const { status, json } = await post('box', PING)
    expect([status, json]).toEqual([200, { status: 'ping' }])
    expect(await stored()).toEqual(before)
  })

  it('with a wrong signature gets the answer of every wrong signature', async () => {
    expect((await post('box', PING, { secret: 'another-secret-of-this-test' })).status).toBe(403)
  })
})
