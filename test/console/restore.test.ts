import { describe, expect, it } from 'vitest'
import { exportText } from '../../src/exports/write-export.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { ERP, supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/restore/import'
const ACT = 'a-token-of-a-person-who-may-act'
const supplier = supplierWith({ name: 'Fresco Foods' })

async function fileOf(box: TestOutbox, ...orders: string[]): Promise<string> {
  const texts: string[] = []
  for (const order of orders) {
    const found = box.outbox.exported(order)
    if (found) texts.push(await exportText(found))
  }
  return texts.join('')
}

/** An outbox with a settled and an open order, and their file. */
async function earlier() {
  const box = testOutbox({ supplier })
  box.wire.answers(ERP, status(200))
  box.accept({ orderId: 'settled', orderNumber: 'PO-SETTLED' })
  await box.work()
  box.accept({ orderId: 'open', orderNumber: 'PO-OPEN' })
  return { box, file: await fileOf(box, 'open', 'settled') }
}

async function opened(token = TOKEN) {
  const made = testConsole({
    supplier,
    console: { access: [{ who: 'Ac', role: 'act', suppliers: ['fresco'], token: 'AC_TOKEN' }] },
    secrets: { AC_TOKEN: ACT },
  })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An', token)
  const look = async (orders: string) => browser.submit(await browser.get(PATH), PATH, { orders })
  return { ...made, browser, look }
}

describe('a file of orders', () => {
  it('is looked at first, then restored by name and number, and never twice', async () => {
    const { file } = await earlier()
    const { box, browser, look } = await opened()
    const preview = await look(file)
    expect(preview.text).toContain('Nothing has been done')
    expect(preview.text).toContain('Orders of Fresco Foods that come back: 2.')
    expect(preview.text).toContain('waiting for you: 1.')
    expect(preview.text).toContain('Restore at Fresco Foods: 2')
    expect(preview.text).toContain('PO-OPEN')
    expect(box.outbox.view('open')).toBeNull()
    expect(box.outbox.events(1).rows).toEqual([])

    const done = await browser.submit(preview, PATH, { note: 'Lost' })
    expect(done.location).toBe(`${PATH}?supplier=fresco&done=2&waiting=1`)
    expect((await browser.get(done.location ?? '')).text).toContain('Restored: 2. Waiting for you: 1.')
    expect(box.outbox.view('open')).toMatchObject({ state: 'held', holdReason: 'restored' })
    expect(box.outbox.events(1).rows).toMatchObject([{ action: 'restore', by: 'An' }])

    expect((await browser.submit(preview, PATH)).status).toBe(409)
    expect((await look(file)).text).toContain('every order of this file is here')
    expect(box.outbox.events(5).rows.filter(({ action }) => action === 'restore')).toHaveLength(1)
  })

  it('survives the line breaks of a browser', async () => {
    const { file } = await earlier()
    const { look } = await opened()
    expect((await look(file.replaceAll('\n', '\r\n'))).text).toContain('that come back: 2.')
  })

  it('is refused whole, in words, where it cannot be read', async () => {
    const { box: before, file } = await earlier()
    const lines = file.split('\n')
    const foreign = testOutbox({ supplier, ports: { name: 'other' } as never })
    foreign.accept({ orderId: 'foreign', orderNumber: 'PO-FOREIGN' })
    const end = (orders: number) =>
      `${JSON.stringify({ end: { exportedAt: '2026-11-24T05:00:00Z', orders, counters: [] } })}\n`
    const { box, look } = await opened()
    for (const [text, says] of [
      ['', 'The file has no order'],
      ['\n{"a":1}', 'Line 2 is not a whole line'],
      [file.replace('PO-OPEN', 'PO-EVIL'), 'Line 1 is not a whole line'],
      [lines[0] ?? '', 'The documents of order PO-OPEN are not in this file'],
      [await fileOf(foreign, 'foreign'), 'These are orders of other. You chose Fresco Foods.'],
      [(await fileOf(before, 'open')) + (await fileOf(foreign, 'foreign')), 'orders of several suppliers'],
      [file + end(3), 'it should have 3 orders, and has 2'],
      [file + end(2) + file, 'is not a whole line'],
      ['x'.repeat(3_600_000), 'larger than 3.5 MB'],
    ] as const) {
      const answer = await look(text)
      expect(answer.status, says).toBe(422)
      expect(answer.text).toContain(says)
    }
    expect((await look(file + end(2))).status).toBe(200)
    expect(box.outbox.events(1).rows).toEqual([])
  })

  it('that is larger than the page takes is refused with the limit, before it is read', async () => {
    const { browser } = await opened()
    const asked = await browser.get(PATH)
    expect(asked.text).toContain('At most 3.5 MB and 500 orders')
    const large = await browser.post(PATH, {}, { 'content-length': '4000001' })
    expect(large.status).toBe(413)
    expect(large.text).toContain('a file of at most 4 MB')
  })

  it('is refused to a person who may only act, page and post', async () => {
    const { file } = await earlier()
    const { box, browser } = await opened(ACT)
    const asked = await browser.get(PATH)
    expect(asked.status).toBe(403)
    const form = /name="form" value="([^"]*)"/.exec(asked.text)?.[1] ?? ''
    const fields = { form, supplier: 'fresco', orders: file, step: 'restore', count: '2' }
    expect((await browser.post(PATH, fields)).status).toBe(403)
    expect(box.outbox.view('open')).toBeNull()
  })

  it('is only shown again without the field that only a page of this person knows', async () => {
    const { file } = await earlier()
    const { box, browser } = await opened()
    const fields = { form: 'another', supplier: 'fresco', orders: file, step: 'restore', count: '2' }
    expect((await browser.post(PATH, fields)).status).toBe(409)
    expect(box.outbox.view('open')).toBeNull()
  })
})
