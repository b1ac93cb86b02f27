import type { Page } from 'playwright-core'
import type { RunningGateway } from './gateway.ts'
import { press } from './press.ts'
import { until, WAIT_MS } from './until.ts'

export const SUBMIT = 'main form:not([method=get]) button[type=submit]:not([disabled])'

/** Opens a page again until the page has this element, and opens what hides the element. */
export async function openUntil(page: Page, path: string, selector: string): Promise<void> {
  await until(`${selector} on ${path}`, async () => {
    await page.goto(path)
    return page.evaluate<boolean>(`document.querySelector(${JSON.stringify(selector)}) !== null`)
  })
  const isHidden = await page.evaluate<boolean>(
    `document.querySelector(${JSON.stringify(selector)}).closest('details:not([open])') !== null`,
  )
  if (isHidden) await page.click('#do summary')
}

/** Fills in what the form has, and presses its button. */
export async function send(page: Page): Promise<void> {
  for (const [id, text] of [
    ['note', 'Asked by telephone.'],
    ['erp', '4711'],
    ['message', 'We have no butter tomorrow.'],
  ] as const)
    if (await page.evaluate<boolean>(`document.querySelector('main #${id}') !== null`))
      await page.fill(`main #${id}`, text)
  await press(page, SUBMIT)
}

export const leadsTo = (page: Page, part: string): Promise<void> =>
  until(`A page of ${part}`, async () => page.url().includes(part))

export const says = (page: Page, text: string): Promise<void> =>
  until(`'${text}'`, async () => (await page.textContent('main'))?.includes(text) === true)

/** Compares the list with the orders. Each language takes one order over, so an order is left to tick. */
export async function compare(page: Page, { url, days }: RunningGateway): Promise<void> {
  await page.goto(`${url}/console/catch-up?supplier=counted`)
  await page.fill('#from', days?.from ?? '')
  await page.fill('#to', days?.to ?? '')
  await press(page, 'form:has(#from) button')
  await page.waitForSelector('input[name=order]', { timeout: WAIT_MS })
}
