import { describe, expect, it } from 'vitest'
import { articleRow } from '../fakes/catalogue.ts'
import { testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/orders/fresco/order-1'
const BULK = '/console/orders/bulk'
const HELD = { erp: { state: 'held', reason: 'quantity' } } as const
const NOTE = 'Lotte: “2 < 3 crates”'
const SHOWN_NOTE = 'Lotte: “2 &lt; 3 crates”'
const MINUTE = 60_000

async function opened(language = 'en') {
  const made = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
  made.box.wire.answers(ERP, status(200))
  const signedIn = async (name: string) => {
    const browser = made.browser({ 'accept-language': language })
    await browser.signIn(name)
    return browser
  }
  const [anna, claire] = [await signedIn('Anna'), await signedIn('Claire')]
  const { box } = made
  const act = async (path: string, fields = {}) => claire.submit(await claire.get(path), path, fields)
  return { box, anna, act }
}

describe('the second of two persons who act on one order', () => {
  it('reads who was first, what was done and when, and keeps what was typed', async () => {
    const { box, anna, act } = await opened('de')
    box.accept({ starts: HELD })
    const asked = await anna.get(`${PATH}/do/discard`)
    await act(`${PATH}/do/release`)
    await box.pass(MINUTE)
    const late = await anna.submit(asked, `${PATH}/do/discard`, { note: NOTE })
    expect(late.status).toBe(409)
    expect(late.text).toMatch(/Claire war schneller, um \d\d:\d\d Uhr: Freigegeben\./)
    expect(late.text).not.toContain('Jemand aus dem Team')
    expect(late.text).toContain('Angekommen über Route erp.')
    expect(late.text).toContain('Was Sie eingegeben hatten, wurde nicht gespeichert:')
    expect(late.text).toContain(SHOWN_NOTE)
  })

  it('reads the last action behind a link that is out of date', async () => {
    const { box, anna } = await opened()
    box.accept({ starts: HELD })
    box.outbox.hold('order-1', { by: 'Claire' })
    box.outbox.retry('order-1', 'erp', { by: 'Bart' })
    await box.pass(MINUTE)
    const asked = await anna.get(`${PATH}/do/hold`)
    expect(asked.status).toBe(409)
    expect(asked.text).toMatch(/Bart was first, at \d\d:\d\d: Tried again \(erp\)\./)
    expect(asked.text).not.toContain('What you entered was not stored')
  })

  it('reads it above the form where the action is still possible, with the note in the form', async () => {
    const { box, anna, act } = await opened()
    box.wire.answers(ERP, status(503))
    box.accept()
    await box.pass(1_000)
    const asked = await anna.get(`${PATH}/do/hold`)
    await act(`${PATH}/do/retry?route=erp`, { note: 'They are up again.' })
    await box.pass(1_000)
    const late = await anna.submit(asked, `${PATH}/do/hold`, { note: NOTE })
    expect(late.status).toBe(409)
    expect(late.text).toContain('The order has changed since this page was made.')
    expect(late.text).toMatch(/Claire was first, at \d\d:\d\d: Tried again \(erp\)\./)
    expect(late.text).toContain(`value="${SHOWN_NOTE}"`)
  })

  it('reads of an own act that it was an own one', async () => {
    const { box, anna } = await opened()
    box.accept({ starts: HELD })
    const asked = await anna.get(`${PATH}/do/release`)
    await anna.submit(asked, `${PATH}/do/release`)
    const again = await anna.submit(asked, `${PATH}/do/release`)
    expect(again.text).toMatch(/You did this yourself, at \d\d:\d\d: Released\./)
  })

  it('reads of no person where only the gateway has acted since', async () => {
    const { box, anna } = await opened()
    box.wire.answers(ERP, status(503))
    box.accept()
    await box.pass(1_000)
    const asked = await anna.get(`${PATH}/do/hold`)
    box.wire.answers(ERP, status(200))
    await box.pass(60 * MINUTE)
    const late = await anna.submit(asked, `${PATH}/do/hold`, { note: NOTE })
    expect(late.text).toContain(
      'A colleague was first, you did it yourself in another window, or something has changed',
    )
    expect(late.text).toContain(SHOWN_NOTE)
  })

  it('reads it beside each order of a list, and keeps the note', async () => {
    const { box, anna, act } = await opened()
    box.accept({ starts: HELD })
    const asked = await anna.get(`${BULK}?${new URLSearchParams({ do: 'discard', order: 'fresco/order-1' })}`)
    await act(`${PATH}/do/release`)
    const late = await anna.submit(asked, BULK, { note: NOTE })
    expect(late.status).toBe(409)
    expect(late.text).toMatch(/Claire was first, at \d\d:\d\d: Released\./)
    expect(late.text).toContain(SHOWN_NOTE)
  })
})

it('says who resumed a route before, and keeps what was typed', async () => {
  const { box, anna, act } = await opened()
  const path = '/console/routes/fresco/erp/do/resume'
  box.outbox.pause('erp', { by: 'Bart', note: 'Maintenance.' }, null)
  const asked = await anna.get(path)
  await act(path)
  const late = await anna.submit(asked, path, { note: NOTE })
  expect(late.status).toBe(409)
  expect(late.text).toMatch(/Claire was first, at \d\d:\d\d: Route resumed\./)
  expect(late.text).toContain(SHOWN_NOTE)
})

it('says who took an entry of the catalogue back before', async () => {
  const { box, anna } = await opened()
  box.outbox.enterRow(articleRow('A-1', { erpArticle: '900' }), { by: 'Bart' }, null)
  const path = '/console/catalogue/fresco/articles/undo'
  const asked = await anna.get(`${path}?key=A-1`)
  const { version = 0 } = box.outbox.catalogueRow('article', 'A-1')?.entry ?? {}
  box.outbox.undoRow('article', 'A-1', { by: 'Claire' }, version)
  const late = await anna.submit(asked, path)
  expect(late.status).toBe(409)
  expect(late.text).toMatch(/Claire was first, at \d\d:\d\d: Entry of the catalogue undone\./)
})
