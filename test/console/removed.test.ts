import { expect, it } from 'vitest'
import { openRemovedOutbox } from '../../src/supplier/removed-outbox.ts'
import { testConsole } from '../fakes/console.ts'
import { ERP } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { remoteOutbox } from '../fakes/served-outbox.ts'
import { status } from '../fakes/wire.ts'

const LIMITED = 'a-token-of-a-person-with-one-supplier'

/** A gateway with supplier `fresco`, whose configuration had supplier `old` before. */
async function opened({ movedTo, token }: { movedTo?: string; token?: string } = {}) {
  const old = testOutbox({ storageId: '~0000000000000001d' })
  old.wire.answers(ERP, status(200))
  old.accept({ orderId: 'sent', customer: 'C-1' })
  await old.work()
  old.accept({ orderId: 'kept', customer: 'C-2', starts: { erp: { state: 'held', reason: 'unknown-article' } } })
  const record = { supplier: 'old', storageId: '~0000000000000001d', account: null, jurisdiction: null }
  const fresh = testOutbox()
  const made = testConsole({
    console: { access: [{ who: 'Jo', role: 'manage', suppliers: ['fresco'], token: 'LIMITED' }] },
    secrets: { LIMITED },
    services: {
      outbox: (name: string) =>
        remoteOutbox(name === 'old' ? openRemovedOutbox({ ...old.ports, name: 'old' }) : fresh.outbox),
      records: { list: async () => [{ ...record, ...(movedTo ? { movedTo } : {}) }], keep: async () => {} },
    } as never,
  })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('Jo', token)
  return { old, browser }
}

it('shows the orders of a removed supplier, why nothing is sent, and what to do', async () => {
  const { browser } = await opened()
  expect((await browser.get('/console/settings')).text).toContain('href="/console/orders?supplier=old"')
  const { text } = await browser.get('/console/orders?supplier=old')
  expect(text).toContain('The configuration no longer has supplier old.')
  expect(text).toContain('npx orderbridge deploy --rename old=NEW')
  expect(text).toContain('href="/console/orders/old/kept"')
  expect(text).not.toContain('type="checkbox"')
  const found = (await browser.get('/console/orders?supplier=old&state=settled')).text
  expect(found).toContain('/console/orders/old/sent')
  expect(found).not.toContain('/console/orders/old/kept')
})

it('leads to the files of the order, which a person may download', async () => {
  const { browser } = await opened()
  const { text } = await browser.get('/console/orders/old/sent')
  const links = [...text.matchAll(/href="(\/console\/orders\/old\/sent\/[^"]+)"/g)].map(([, link = '']) => link)
  expect(links.map((link) => link.replace(/^.*sent\//, '').replace(/\?.*/, ''))).toEqual([
    'documents/erp',
    'body',
    'export',
  ])
  for (const link of links) expect((await browser.get(link.replaceAll('&amp;', '&'))).status).toBe(200)
})

it('shows one order with its document, and no action', async () => {
  const { browser } = await opened()
  for (const orderId of ['sent', 'kept']) {
    const { status, text } = await browser.get(`/console/orders/old/${orderId}`)
    expect(status).toBe(200)
    expect(text).toContain('The configuration no longer has supplier old.')
    expect(text).toContain(`PO-${orderId}`)
    expect(text).not.toMatch(/\/do\/|\/console\/catalogue\/old/)
  }
  expect((await browser.get('/console/orders/old/sent')).text).toContain('&quot;orderNumber&quot;')
  expect((await browser.get('/console/orders/old/kept/do/release')).status).toBe(404)
  expect((await browser.get('/console/orders/old/never')).status).toBe(404)
})

it('leads to the supplier that has the orders now', async () => {
  const { browser } = await opened({ movedTo: 'fresco' })
  const { text } = await browser.get('/console/orders?supplier=old')
  expect(text).toContain('Its orders are with supplier fresco now')
  expect(text).not.toContain('--rename')
})

it('hides a removed supplier from people of other suppliers', async () => {
  const { browser } = await opened({ token: LIMITED })
  expect((await browser.get('/console/settings')).text).not.toContain('supplier=old')
  expect((await browser.get('/console/orders/old/kept')).status).toBe(404)
  expect((await browser.get('/console/orders?supplier=old')).text).not.toContain('supplier old')
})
