import { describe, expect, it } from 'vitest'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { consolePages } from '../../src/console/console.tsx'
import { exportText } from '../../src/exports/write-export.ts'
import type { Services } from '../../src/services.ts'
import { articleRow } from '../fakes/catalogue.ts'
import { MORNING } from '../fakes/clock.ts'
import { testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, mailboxRoute } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'
import { remoteOutbox } from '../fakes/served-outbox.ts'
import { ESCAPED, HALF_DAY, HELD, NOTE, ORDER } from './typed-form.ts'

const LISTED = {
  ...makeOrder(1, MORNING - 11 * 2 * HALF_DAY, createDice(1)),
  ...{ expected_delivery_date: '2026-12-01' },
}

const DAYS = { from: '2026-11-10', to: '2026-11-16' }

/** A form of each page that takes one: what a person typed, and what the page shows again. */
const FORMS: Readonly<
  Record<string, readonly [path: string, typed: Record<string, string>, shown: readonly string[]]>
> = {
  '/console/orders/:supplier/:orderId/do/:action': [
    `${ORDER}/do/send-by?route=erp`,
    { note: NOTE, to: 'wms', as: 'replacement' },
    [ESCAPED, '<option value="wms" selected'],
  ],
  '/console/orders/bulk': [
    '/console/orders/bulk',
    { do: 'keyed', order: 'fresco/order-1', 'erp-fresco/order-1': 'V-118', note: NOTE },
    [ESCAPED, 'value="V-118"'],
  ],
  '/console/routes/:supplier/:route/do/:action': [
    '/console/routes/fresco/erp/do/pause',
    { note: NOTE, until: '2026-11-25T06:00' },
    [ESCAPED, 'value="2026-11-25T06:00"'],
  ],
  '/console/catalogue/:supplier/:table/enter': [
    '/console/catalogue/fresco/articles/enter',
    { key: '3105', row: JSON.stringify(articleRow('3105', { factor: '2.5' }).row), note: NOTE },
    [ESCAPED, '2.5'],
  ],
  '/console/catalogue/:supplier/:table/undo': [
    '/console/catalogue/fresco/articles/undo',
    { key: 'AB-1', replaces: '1' },
    ['name="key" value="AB-1"'],
  ],
  '/console/catalogue/:supplier/:table/import': [
    '/console/catalogue/fresco/articles/import',
    { csv: 'article,erpArticle\nAB-2,300101\n', step: 'import' },
    ['AB-2', '300101'],
  ],
  '/console/catch-up/begin': ['/console/catch-up/begin', { supplier: 'fresco', note: NOTE }, [ESCAPED]],
  '/console/catch-up/compare': [
    '/console/catch-up/compare',
    { supplier: 'fresco', ...DAYS, step: 'deliver', order: LISTED.id, count: '1' },
    ['value="2026-11-10"', 'value="2026-11-16"', `value="${LISTED.id}" checked`, 'name="count" value="1"'],
  ],
  '/console/restore/import': [
    '/console/restore/import',
    { supplier: 'fresco', note: NOTE, step: 'restore' },
    [ESCAPED],
  ],
  '/console/what-would': ['/console/what-would', { supplier: 'fresco', json: '{"order_number":"PO-7"}' }, ['PO-7']],
  '/console/sign-out': ['/console/sign-out', {}, []],
}

/** The pages that take a form, as the console knows them. */
const PAGES = [...new Set(consolePages.routes.flatMap(({ method, path }) => (method === 'POST' ? [path] : [])))]
  .map((path) => `/console${path.replace(/\/$/, '')}`)
  .filter((path) => path !== '/console/sign-in')

/** A console with everything that a form may be for. */
async function everything() {
  const lost = { cause: 'lost', supplier: 'fresco', before: '~0000000000000001a', now: null } as const
  const routes = [httpRoute('erp', ERP), mailboxRoute('wms')]
  const gateway = pollingGateway({ outbox: { earlier: lost }, settings: { routes } })
  const { box, supplier, fake, ports } = gateway
  fake.book.place(LISTED)
  box.accept({ routes: [{ route: 'erp', revisions: 'hold', start: HELD }] })
  box.outbox.enterRow(articleRow('AB-1', { erpArticle: '7' }), { by: 'An' }, null)
  const services = {
    ...{ gateway: { suppliers: { fresco: supplier } }, clock: box.clock, pollPorts: ports },
    outbox: () => remoteOutbox(box.outbox),
  } as unknown as Partial<Services>
  const browser = testConsole({ services }).browser({ 'accept-language': 'en' })
  await browser.signIn('An')
  return { gateway, browser }
}

/** The export of an order of another outbox. */
async function otherOrder(): Promise<string> {
  const other = testOutbox()
  other.accept({ orderId: 'other' })
  const found = other.outbox.exported('other')
  return found ? exportText(found) : ''
}

describe('a page that takes a form', () => {
  it.each(PAGES)('shows a form of an earlier session again, and does nothing: %s', async (route) => {
    const { gateway, browser } = await everything()
    const { box, delivered } = gateway
    const stand = () => [
      ...[box.outbox.view('order-1'), box.outbox.routes(), box.outbox.storage().missing],
      ...[box.outbox.events(99).rows, box.outbox.view(LISTED.id), box.outbox.view('other'), delivered()],
    ]
    const before = stand()
    const [path, typed, shown] = FORMS[route] ?? []
    if (path === undefined || shown === undefined) throw new Error('The test has no form of this page.')
    const orders = route === '/console/restore/import' ? { orders: await otherOrder() } : {}
    const { text } = await browser.post(path, { ...typed, ...orders, form: 'of another session' })
    for (const part of shown) expect(text).toContain(part)
    await box.work()
    expect(stand()).toEqual(before)
    expect((await browser.get('/console')).status).toBe(200)
  })
})
