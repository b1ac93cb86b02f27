import type { Page } from 'playwright-core'
import {
  called,
  doubted,
  failing,
  held,
  heldTwice,
  mailed,
  mailedChange,
  mailWaits,
  order,
  type Prepare,
  refused,
  revised,
  sent,
  uncertain,
} from './deed-orders.ts'
import { compare, leadsTo, openUntil, SUBMIT, says, send } from './deed-steps.ts'
import { type RunningGateway, TOKEN } from './gateway.ts'
import { press } from './press.ts'
import { sendFile } from './send-file.ts'
import { signIn, WHO } from './sign-in.ts'
import { until, WAIT_MS } from './until.ts'

export interface Deed {
  readonly name: string
  /** The address that the form posts to, as the console declares it. */
  readonly posts: string
  /** The gateway with a past. Each language has lost a storage of its own there. */
  readonly in?: 'past'
  /** Does the action by the links and forms of the pages. `tag` makes the orders of this run different from others. */
  act(page: Page, gateway: RunningGateway, tag: string): Promise<void>
}

/** An action on one order: its page, the page that says what will happen, and the page after it. */
const onOrder = (action: string, prepare: Prepare, route?: string, supplier = 'noord'): Deed => ({
  ...{ name: `order-${action}`, posts: '/console/orders/:supplier/:orderId/do/:action' },
  async act(page, gateway, tag) {
    await prepare(gateway, tag)
    const link = `a[href$="/do/${action}${route === undefined ? '' : `?route=${route}`}"]`
    // An attempt that begins meanwhile changes the order, so a person looks at the order again.
    await until(`The end of ${action}`, async () => {
      await openUntil(page, `/console/orders/${supplier}/${tag}`, link)
      await press(page, link)
      for (const one of action === 'keyed' ? ['erp', 'wms'] : []) await page.check(`input[name=routes][value=${one}]`)
      await send(page)
      return new URL(page.url()).searchParams.get('done') === action
    })
    const { events } = await gateway.call<{ events: { by: string; orderId?: string }[] }>(
      `/events?supplier=${supplier}&limit=10`,
    )
    if (!events.some(({ by, orderId }) => by === WHO && orderId === tag)) throw new Error('Nothing was written down.')
  },
})

const inBulk = (action: string, prepare: Prepare): Deed => ({
  ...{ name: `bulk-${action}`, posts: '/console/orders/bulk' },
  async act(page, gateway, tag) {
    const { call } = gateway
    for (const at of [1, 2]) await prepare(gateway, `${tag}-${at}`)
    await openUntil(page, `/console/orders?supplier=noord&q=${tag}`, `input[value="noord/${tag}-2"]`)
    for (const at of [1, 2]) await page.check(`input[value="noord/${tag}-${at}"]`)
    await press(page, `button[name=do][value=${action}]`)
    await page.waitForSelector('main h1', { timeout: WAIT_MS })
    for (const at of action === 'keyed' ? [1, 2] : [])
      await page.fill(`input[name="erp-noord/${tag}-${at}"]`, `SO-${tag}-${at}`)
    await send(page)
    await leadsTo(page, 'done=')
    if (action !== 'keyed') return
    const { orders } = await call<{ orders: unknown[] }>(`/orders?supplier=noord&q=SO-${tag}-2`)
    if (orders.length !== 1) throw new Error('The order is not found by its number in the ERP.')
  },
})

const onRoute = (action: string, before?: 'pause'): Deed => ({
  ...{ name: `route-${action}`, posts: '/console/routes/:supplier/:route/do/:action' },
  async act(page, { call }, tag) {
    const body = { by: WHO, note: tag }
    if (before) await call(`/suppliers/noord/routes/wms/${before}`, { method: 'POST', body })
    await openUntil(page, '/console/routes', `a[href$="/noord/wms/do/${action}"]`)
    await press(page, `a[href$="/noord/wms/do/${action}"]`)
    await send(page)
    await leadsTo(page, `?done=${action}`)
    if (action === 'pause') await call('/suppliers/noord/routes/wms/resume', { method: 'POST', body })
  },
})

const onCatalogue = (name: string, act: Deed['act']): Deed => ({
  ...{ name: `catalogue-${name}`, posts: `/console/catalogue/:supplier/:table/${name}` },
  act,
})

/** Every form of the console that posts. */
export const DEEDS: readonly Deed[] = [
  {
    ...{ name: 'sign-in', posts: '/console/sign-in' },
    async act(page) {
      await page.goto('/console/sign-in')
      await page.fill('#name', WHO)
      await page.fill('#token', 'a-token-that-is-wrong-today')
      await press(page, 'main button')
      await page.waitForSelector('#token-problem', { timeout: WAIT_MS })
      await page.fill('#token', TOKEN)
      await press(page, 'main button')
      await leadsTo(page, '/console')
    },
  },
  {
    ...{ name: 'sign-out', posts: '/console/sign-out' },
    async act(page) {
      await page.goto('/console')
      await press(page, '.who button')
      await leadsTo(page, '/sign-in')
      await signIn(page)
    },
  },
  {
    ...{ name: 'late-form', posts: '/console/orders/:supplier/:orderId/do/:action' },
    async act(page, gateway, tag) {
      await held(gateway, tag)
      await openUntil(page, `/console/orders/noord/${tag}/do/discard`, '#note')
      await page.fill('#note', 'Typed before the end.')
      await page.context().clearCookies()
      await press(page, SUBMIT)
      await page.fill('#name', WHO)
      await page.fill('#token', TOKEN)
      await press(page, 'main button')
      const note = await page.inputValue('#note')
      if (note !== 'Typed before the end.') throw new Error(`The note is '${note}' after the sign-in.`)
      await press(page, SUBMIT)
      await leadsTo(page, 'done=discard')
    },
  },
  onOrder('hold', failing),
  onOrder('release', held),
  onOrder('release-replacement', revised),
  onOrder('release-original', revised),
  onOrder('release-first', mailedChange, undefined, 'oost'),
  onOrder('discard', held),
  onOrder('retry', failing, 'wms'),
  onOrder('done', held, 'erp'),
  onOrder('keyed', heldTwice),
  onOrder('copy-done', mailWaits, 'mail'),
  onOrder('has-it', uncertain, 'cash'),
  onOrder('not-there', doubted, 'cash'),
  onOrder('discard-mailed', mailed, undefined, 'oost'),
  onOrder('discard-delivery', failing, 'wms'),
  onOrder('send-by', held, 'erp'),
  onOrder('cancel', sent, 'erp'),
  onOrder('cancel-order', sent),
  onOrder('resend-same', sent, 'erp'),
  onOrder('resend-correction', sent, 'erp'),
  onOrder('resend-test', sent, 'erp'),
  onOrder('called', refused),
  onOrder('not-called', called),
  onOrder('notify-customer', refused),
  onOrder('erase', sent),
  inBulk('hold', failing),
  inBulk('release', held),
  inBulk('discard', held),
  inBulk('keyed', held),
  onRoute('pause'),
  onRoute('resume', 'pause'),
  onRoute('retry'),
  onCatalogue('enter', async (page, { place }, tag) => {
    await place(order(tag, { lines: [[`N-${tag}`, 'Nieuw', 1]] }))
    await openUntil(page, '/console/catalogue/noord', `form:has([value="N-${tag}"])`)
    await page.fill(`form:has([value="N-${tag}"]) input[name=erpArticle]`, '300999')
    await press(page, `form:has([value="N-${tag}"]) button`)
    await send(page)
    await leadsTo(page, 'done=enter')
  }),
  onCatalogue('undo', async (page, { call }, tag) => {
    const key = `U-${tag}`
    const body = { by: WHO, row: { article: key, erpArticle: '1' } }
    await call(`/suppliers/noord/catalogue/articles/${key}`, { method: 'PUT', body })
    await page.goto(`/console/catalogue/noord/articles/row?key=${key}`)
    await press(page, 'a[href*="/undo?"]')
    await send(page)
    await leadsTo(page, 'done=undo')
  }),
  onCatalogue('import', async (page, _, tag) => {
    await page.goto('/console/catalogue/noord/articles')
    await press(page, 'a[href$="/import"]')
    const text = `article,erpArticle\nI-${tag},300777\n`
    await page.setInputFiles('main input[type=file]', {
      ...{ name: 'articles.csv', mimeType: 'text/csv', buffer: Buffer.from(text) },
    })
    await press(page, SUBMIT)
    await press(page, 'main form:has([value=import]) button[type=submit]')
    await leadsTo(page, 'done=import')
  }),
  {
    ...{ name: 'restore', posts: '/console/restore/import', in: 'past' },
    async act(page, { url, lostOrders }) {
      const name = `lost-${await page.getAttribute('html', 'lang')}`
      await page.goto(`${url}/console/catch-up?supplier=${name}`)
      await press(page, 'main a[href*="/restore/import"]')
      await sendFile(page, lostOrders?.get(`${name}/${name}`) ?? '')
      await press(page, 'main form:has([value=restore]) button[type=submit]')
      await leadsTo(page, 'done=1')
    },
  },
  {
    ...{ name: 'catch-up-begin', posts: '/console/catch-up/begin', in: 'past' },
    async act(page, { url }) {
      const language = await page.getAttribute('html', 'lang')
      await page.goto(`${url}/console/catch-up?supplier=lost-${language}`)
      await send(page)
      await leadsTo(page, 'done=begin')
    },
  },
  {
    ...{ name: 'catch-up-compare', posts: '/console/catch-up/compare', in: 'past' },
    act: compare,
  },
  {
    ...{ name: 'catch-up-deliver', posts: '/console/catch-up/compare', in: 'past' },
    async act(page, past) {
      await compare(page, past)
      await page.check('input[name=order] >> nth=0')
      await page.fill('#count', '1')
      await press(page, 'form:has(#count) button')
      await page.waitForSelector('main [role=status]', { timeout: WAIT_MS })
    },
  },
  {
    ...{ name: 'what-would', posts: '/console/what-would' },
    async act(page) {
      await page.goto('/console/what-would')
      await page.selectOption('main form[method=post] select[name=supplier]', 'noord')
      await page.fill('textarea[name=json]', '{"order_number":"PO-TRIED"}')
      await press(page, 'main form[method=post] button[type=submit]')
      await page.waitForSelector('#result', { timeout: WAIT_MS })
    },
  },
  {
    ...{ name: 'we-have-it', posts: '/confirm/:supplier/:route/:token' },
    async act(page, gateway, tag) {
      await gateway.place({ ...order(tag, { customer: 'K-779900' }), supplier: 'vanacker' })
      const language = await page.getAttribute('html', 'lang')
      await page.goto(`${await gateway.confirmPath(tag)}?language=${language}`)
      await press(page, 'form button')
      await page.waitForSelector('main:not(:has(form))', { timeout: WAIT_MS })
      await says(page, `PO-${tag.toUpperCase()}`)
    },
  },
]
