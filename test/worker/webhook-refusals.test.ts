import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Problem } from '../../src/model/problem.ts'
import { type Answer, admin, ask, post, view } from './door.ts'
import { bytesOf, fresh, line, posted } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)
beforeEach(() => void openSink())

/** Checks the properties of every refusal. */
function expectProblem({ status, headers, json, text }: Answer, expected: number): readonly Problem[] {
  expect(status, text.slice(0, 300)).toBe(expected)
  expect(headers.get('content-type')).toBe('application/problem+json')
  expect(json.status).toBe(expected)
  expect(json.title).toMatch(/\S/)
  expect(json.detail).toMatch(/\S/)
  expect(json.detail.length).toBeLessThanOrEqual(200)
  expect(json.problems.length).toBeGreaterThan(0)
  for (const problem of json.problems) {
    expect(problem).toEqual({
      path: expect.any(String),
      code: expect.stringMatching(/^[a-z0-9-]+$/),
      message: expect.stringMatching(/\S.*[.?!]$/s),
    })
  }
  return json.problems
}

const codes = (problems: readonly Problem[]) => problems.map(({ path, code }) => [path, code])

describe('the order of answers', () => {
  const huge = 'x'.repeat(1_048_577)

  it('is 405, 413, 503, 403, 400, 422', async () => {
    expectProblem(await ask('/webhooks/closed', { method: 'PUT', body: huge }), 405)
    expectProblem(await post('closed', huge), 413)
    expectProblem(await post('nobody', huge), 413)
    expectProblem(await post('closed', 'not JSON', { signature: 'wrong' }), 503)
    expectProblem(await post('box', 'not JSON', { signature: 'wrong' }), 403)
    expectProblem(await post('box', '{"id":1'), 400)
    expectProblem(await post('box', '{"id":1}'), 422)
  })

  it('takes an order of exactly the most bytes a supplier allows, and not one more', async () => {
    const short = posted()
    const room = 2048 - bytesOf(short).byteLength + short.order_remarks.length
    const exact = { ...short, order_remarks: short.order_remarks.padEnd(room, '.') }
    expect(bytesOf(exact).byteLength).toBe(2048)
    expectProblem(await post('small', { ...exact, order_remarks: `${exact.order_remarks}.` }), 413)
    expect((await post('small', exact)).status).toBe(200)
  })

  it('measures the body itself, whatever its length is said to be', async () => {
    const stream = new Blob([huge]).stream()
    expectProblem(await ask('/webhooks/box', { method: 'POST', body: stream }), 413)
  })

  it('closes a webhook whose secrets are short, blank, missing or end in white space', async () => {
    for (const secret of [
      SECRETS.SHORT_SECRET,
      SECRETS.SPACED_SECRET,
      SECRETS.SPACED_SECRET.trim(),
      SECRETS.BLANK_SECRET,
    ])
      expectProblem(await post('closed', posted(), { secret }), 503)
  })
})

describe('a body that is no order', () => {
  it.each([
    ['nothing', '', 'not-json'],
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 'not-utf8'],
    ['a byte order mark', `\ufeff${JSON.stringify(posted())}`, 'not-json'],
    ['a key that stands twice', '{"id":"a","id":"b"}', 'duplicate-key'],
    ['a key that stands twice, spelled differently', '{"id":"a","\\u0069d":"b"}', 'duplicate-key'],
    ['nesting past any order', `${'['.repeat(40)}${']'.repeat(40)}`, 'too-deep'],
  ])('is answered 400 when it is %s', async (_, body, code) => {
    const problems = expectProblem(await post('box', body), 400)
    expect(problems.map((problem) => problem.code)).toContain(code)
  })

  it('leaves nothing of itself to the next, when it ends within a character', async () => {
    const [problem] = expectProblem(await post('box', new Uint8Array([0x7b, 0x22, 0xe2, 0x82])), 400)
    expect(problem?.code).toBe('not-utf8')
    expect((await post('box', posted())).status).toBe(200)
  })

  it.each(['null', '[]', '"text"', '7', '{}', 'true'])('is answered 422 when it is %s', async (body) => {
    expectProblem(await post('box', body), 422)
  })
})

describe('an order that cannot be taken', () => {
  it.each([
    ['another status', { status: 'IN_PROGRESS' }, 'status', 'not-ordered'],
    ['no packages', { packages: [] }, 'packages', 'no-lines'],
    ['packages that are no list', { packages: {} }, 'packages', 'wrong-type'],
    ['quantity 0', { packages: [line('1', 0)] }, 'packages[0].quantity_ordered', 'quantity-not-positive'],
    ['quantity -1', { packages: [line('1', '-1')] }, 'packages[0].quantity_ordered', 'quantity-not-positive'],
    [
      'a word for a quantity',
      { packages: [line('1', 'two')] },
      'packages[0].quantity_ordered',
      'quantity-not-a-number',
    ],
    ['true for a quantity', { packages: [line('1', true)] }, 'packages[0].quantity_ordered', 'wrong-type'],
    ['no quantity', { packages: [line(), line('1', null)] }, 'packages[1].quantity_ordered', 'wrong-type'],
    ['a blank article', { packages: [line(' ')] }, 'packages[0].supplier_package.supplier_article_number', 'blank'],
    ['a blank customer', { supplier_customer_number: '\t' }, 'supplier_customer_number', 'blank'],
    ['no customer', { supplier_customer_number: undefined }, 'supplier_customer_number', 'missing'],
    ['a blank order number', { order_number: '' }, 'order_number', 'blank'],
    ['30 February', { expected_delivery_date: '2099-02-30' }, 'expected_delivery_date', 'date-impossible'],
    ['a date in words', { expected_delivery_date: 'tomorrow' }, 'expected_delivery_date', 'date-impossible'],
    ['a past date', { expected_delivery_date: '2020-01-01' }, 'expected_delivery_date', 'date-past'],
    [
      'half a character in a key',
      { supplier_customer_number: 'K\ud83e' },
      'supplier_customer_number',
      'half-character',
    ],
  ])('is answered 422 for %s, which is named', async (_, overrides, path, code) => {
    expect(codes(expectProblem(await post('box', posted(overrides)), 422))).toContainEqual([path, code])
  })

  it('is refused for a number that JSON readers round', async () => {
    const body = JSON.stringify(posted()).replace('"quantity_ordered":2', '"quantity_ordered":1.0000000000000001')
    expect(codes(expectProblem(await post('box', body), 422))).toEqual([
      ['packages[0].quantity_ordered', 'quantity-inexact'],
    ])
  })

  it('names every problem at once, each at its own place', async () => {
    const wrong = posted({
      packages: [line('', 0), line('1', 2)],
      supplier_customer_number: '',
      expected_delivery_date: '2020-01-01',
    })
    expect(codes(expectProblem(await post('box', wrong), 422)).sort()).toEqual([
      ['expected_delivery_date', 'date-past'],
      ['packages[0].quantity_ordered', 'quantity-not-positive'],
      ['packages[0].supplier_package.supplier_article_number', 'blank'],
      ['supplier_customer_number', 'blank'],
    ])
  })

  it('keeps the detail within 200 characters, however long the names and however many the problems', async () => {
    const article = '🥛'.repeat(400)
    const wrong = posted({ packages: Array.from({ length: 300 }, () => line(article, 2)) })
    const { json, ...rest } = await post('strict', wrong)
    const problems = expectProblem({ json, ...rest }, 422)
    expect(problems).toHaveLength(300)
    expect(json.detail).toMatch(/\(and 299 more\)$/)
    expect(json.detail.isWellFormed()).toBe(true)
  })

  it('takes wording that no character set has: it is replaced, never refused', async () => {
    const wording = posted({
      order_remarks: 'half \ud83e and 漢字',
      owned_by: { username: '\udc00' },
      packages: [line()],
    })
    expect((await post('box', wording)).status).toBe(200)
    const { versions } = await view('box', wording.id)
    expect(JSON.stringify(versions)).toContain('half-character')
  })
})

describe('an order we refused', () => {
  const listed = async (state: string, id: string) =>
    (await admin(`/orders?supplier=box&state=${state}&q=${encodeURIComponent(id)}`)).json.orders

  it('is kept and listed with its problems until a version of it is accepted', async () => {
    const order = posted({ packages: [] })
    await post('box', order)
    expect(await listed('refused', order.id)).toMatchObject([
      { orderId: order.id, orderNumber: order.order_number, customer: 'K-1', state: 'refused', version: 0 },
    ])
    const kept = await view('box', order.id)
    expect(kept).toMatchObject({ state: 'refused', versions: [], deliveries: [] })
    expect(kept.problems).toMatchObject([{ path: 'packages', code: 'no-lines' }])

    expect((await post('box', { ...order, packages: [line()] })).json).toMatchObject({ status: 'accepted', version: 1 })
    expect(await listed('refused', order.id)).toEqual([])
    expect(await view('box', order.id)).not.toHaveProperty('problems')
  })

  it('shows the latest problems when it is refused again', async () => {
    const order = posted({ packages: [] })
    await post('box', order)
    await post('box', { ...order, packages: [line('1', 0)] })
    expect((await view('box', order.id)).problems).toMatchObject([{ code: 'quantity-not-positive' }])
    expect(await listed('refused', order.id)).toHaveLength(1)
  })

  it('leaves an accepted order as it is, but for a line in its timeline', async () => {
    const order = posted()
    await post('box', order)
    await post('box', { ...order, packages: [] })
    const { state, version, timeline } = await view('box', order.id)
    expect([state, version]).toEqual(['pending', 1])
    expect(JSON.stringify(timeline)).toContain('refused')
  })

  it('is kept when it was refused by a format or by a table, too', async () => {
    const tooLong = posted({ order_number: fresh('PO').padEnd(36, 'x') })
    await post('refusing', tooLong)
    expect((await view('refusing', tooLong.id)).problems).toMatchObject([{ path: 'order_number' }])
    const stranger = posted({ supplier_customer_number: 'K-?' })
    await post('strict', stranger)
    expect((await view('strict', stranger.id)).problems).toMatchObject([{ code: 'unknown-customer' }])
  })

  it('needs an id to be kept under; a body without one changes nothing else', async () => {
    expectProblem(await post('box', { ...posted(), id: undefined }), 422)
    expectProblem(await post('box', 'not JSON at all'), 400)
  })
})
