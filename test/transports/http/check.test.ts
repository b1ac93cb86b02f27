import { describe, expect, it } from 'vitest'
import { http } from '../../../src/transports/http.ts'
import type { OutgoingDocument } from '../../../src/transports/transport.ts'
import { cut, status } from '../../fakes/wire.ts'
import { parcelOf } from '../parcel.ts'
import { receiver, URL_OF_ERP } from './receiver.ts'

const LIST = { url: `${URL_OF_ERP}?number={orderNumber}`, found: { contains: '"{orderNumber}"' } }
const DOCUMENT = { url: `${URL_OF_ERP}/by-key/{key}`, found: { status: 204 } }

function asking(check: object, given: Partial<OutgoingDocument> = {}, more: object = {}) {
  const { wire, means, at } = receiver()
  const settings = http.settings.parse({ kind: 'http', url: URL_OF_ERP, check, ...more })
  return { wire, at, ask: () => http.check?.(parcelOf('UNB', given), settings, means) }
}

describe('a check whether an HTTP receiver has an order', () => {
  it('asks by GET, signs in like a delivery, and percent-encodes the number', async () => {
    const { wire, at, ask } = asking(LIST, { orderNumber: 'PO 1&x=(2)' }, { auth: { kind: 'bearer', token: 'SECRET' } })
    const url = `${URL_OF_ERP}?number=PO%201%26x%3D%282%29`
    wire.answers(url, () => new Response('[{"number":"PO 1&x=(2)"}]'))
    expect(await ask()).toEqual({
      outcome: 'delivered',
      note: 'The receiver has order PO 1&x=(2): an earlier attempt had delivered it.',
    })
    expect(at(url)[0]?.headers.get('authorization')).toBe('Bearer client secret+64d8')
    expect(at(url)[0]?.body).toBe('')
  })

  it.each([
    ['a list without the order', () => new Response('{"value":[]}')],
    ['404', status(404)],
    ['410', status(410)],
  ])('lets the document be sent again after %s', async (_, answer) => {
    const { wire, ask } = asking(LIST)
    wire.answers(`${URL_OF_ERP}?number=PO-1`, answer)
    expect(await ask()).toBeNull()
  })

  it.each([
    ['10 and 100', '{"orders":[{"number":"PO-10"},{"number":"PO-100"}]}'],
    ['a sequence of its own', '{"orders":[{"number":"PO-1-2"},{"number":"PO-1/3"}]}'],
    ['a prefix', '<order>XPO-1</order>'],
    ['a year', 'number 2026/PO-1, 2026\\/PO-1 or 2026.PO-1'],
    ['a suffix', 'PO-1.2, PO-1_2, PO-1\u20112, PO-1%30'],
    ['a digit as a character reference', '<n>PO-1&#48;</n><n>&#x31;PO-1</n>'],
    ['a digit in JSON', String.raw`["PO-1\u0030"]`],
    ['a released separator of EDIFACT', "BGM+220+PO-1?+9+9'"],
  ])('takes no longer number for the number of the order, and asks a person: %s', async (_, body) => {
    const { wire, ask } = asking({ ...LIST, found: { contains: '{orderNumber}' } })
    wire.answers(`${URL_OF_ERP}?number=PO-1`, () => new Response(body))
    expect(await ask()).toMatchObject({
      outcome: 'uncertain',
      holdForPerson: true,
      note: 'The receiver could not say whether it has the order: it has the text only inside a longer one, which may be another order.',
    })
  })

  it.each([
    ['JSON', '{"orders":[{"number":"PO-10"},{"number":"PO-1"}]}'],
    ['XML', '<order>PO-10</order><order>PO-1</order>'],
    ['CSV', 'PO-10;2026\nPO-1;2026'],
    ['text', 'PO-1'],
    ['a sentence', 'Order PO-1.'],
    ['an address', '{"href":"/v1/orders/PO-1"}'],
    ['an address of PHP', String.raw`{"href":"https:\/\/erp.fresco.example\/orders\/PO-1"}`],
    ['the folder of an address', '/orders/PO-1/'],
    ['a query', 'https://erp.fresco.example/?order=PO-1&page=2'],
    ['an address with a query', '/orders/PO-1?page=2'],
    ['a fragment', '#PO-1'],
    ['quotation marks', '“PO-1”'],
    ['an exclamation', 'Thank you for PO-1!'],
    ['EDIFACT', "BGM+220+PO-1+9'"],
    ['X12', 'BEG*00*SA*PO-1~'],
    ['JSON in JSON', String.raw`{"body":"{\"number\":\"PO-1\"}"}`],
  ])('finds the number between longer ones in %s', async (_, body) => {
    const { wire, ask } = asking({ ...LIST, found: { contains: '{orderNumber}' } })
    wire.answers(`${URL_OF_ERP}?number=PO-1`, () => new Response(body))
    expect(await ask()).toMatchObject({ outcome: 'delivered' })
  })

  it.each([
    ['JSON', '"{orderNumber}"', 'PO/2026/é17', '{"number":"PO\\/2026\\/\\u00E917"}'],
    ['XML', '<number>{orderNumber}</number>', 'PO-1&2<3', '<number>PO-1&amp;2&#x3C;3</number>'],
    ['JSON of another program', '{orderNumber}', 'PO+1', '{"number":"PO\\u002B1"}'],
  ])('finds a number that %s escapes', async (_, contains, orderNumber, body) => {
    const { wire, ask } = asking({ ...LIST, found: { contains } }, { orderNumber })
    wire.answers(`${URL_OF_ERP}?number=${encodeURIComponent(orderNumber)}`, () => new Response(body))
    expect(await ask()).toMatchObject({ outcome: 'delivered' })
  })

  it('sends again where the text around the number is not that of the setting', async () => {
    const { wire, ask } = asking(LIST)
    wire.answers(`${URL_OF_ERP}?number=PO-1`, () => new Response('{"number":"PO-10","remark":"as \\"PO-1\\""}'))
    expect(await ask()).toBeNull()
  })

  it.each([
    ['429', status(429)],
    ['500', status(500)],
    ['a line that drops', cut],
  ])('asks again later after %s, and sends nothing', async (_, answer) => {
    const { wire, ask } = asking(LIST)
    wire.answers(`${URL_OF_ERP}?number=PO-1`, answer)
    expect(await ask()).toMatchObject({ outcome: 'deferred', reached: 'no' })
  })

  it.each([
    ['a sign-in that fails', status(401)],
    ['a redirect', status(302, { location: '/login' })],
    ['another success than the one that says yes', status(202)],
    ['a book', () => new Response('x'.repeat(70_000))],
  ])('asks a person after %s', async (_, answer) => {
    const { wire, ask } = asking(LIST)
    wire.answers(`${URL_OF_ERP}?number=PO-1`, answer)
    expect(await ask()).toMatchObject({ outcome: 'uncertain', holdForPerson: true })
  })

  it('asks a person where a number could end the literal that it stands in, and requests nothing', async () => {
    const { wire, ask } = asking(
      { ...LIST, url: `${URL_OF_ERP}?$filter=number eq '{orderNumber}'` },
      { orderNumber: "x' or 1 eq 1" },
    )
    expect(await ask()).toMatchObject({ outcome: 'uncertain', holdForPerson: true })
    expect([wire.calls, wire.unexpected]).toEqual([[], []])
  })

  it('takes an earlier version with the same number for no arrival of this one', async () => {
    for (const given of [{ version: 2 }, { documentRevision: 2 }, { resendCount: 1 }]) {
      const { wire, ask } = asking(LIST, given)
      wire.answers(`${URL_OF_ERP}?number=PO-1`, () => new Response('["PO-1"]'))
      expect(await ask(), JSON.stringify(given)).toMatchObject({ outcome: 'uncertain', holdForPerson: true })
    }
  })

  it('knows a version and a correction by the key, but no document that a person has sent once more', async () => {
    const key = 'k'.repeat(32)
    for (const [given, outcome] of [
      [{ version: 2, documentRevision: 2 }, 'delivered'],
      [{ resendCount: 1 }, 'uncertain'],
    ] as const) {
      const { wire, ask } = asking(DOCUMENT, given)
      wire.answers(`${URL_OF_ERP}/by-key/${key}`, status(204))
      expect(await ask()).toMatchObject({ outcome })
    }
  })

  it('is refused at start with a placeholder that does not exist, or with none that names the order', () => {
    const check = (url: string) =>
      http.settings.safeParse({ kind: 'http', url: URL_OF_ERP, check: { url, found: {} } }).success
    expect(check(`${URL_OF_ERP}/{orderNumber}`)).toBe(true)
    expect(check(`${URL_OF_ERP}/{ordernumber}`)).toBe(false)
    expect(check(`${URL_OF_ERP}/{version}`)).toBe(false)
    expect(check('ftp://erp.fresco.example/{key}')).toBe(false)
  })
})
