import type { Page } from 'playwright-core'
import { until, WAIT_MS } from './until.ts'

/**
 * Clicks a link or a button, and waits until the next page is loaded. On a busy machine, Playwright returns from a click
 * before the browser leaves the page, and the next step would fill in a field of the old page.
 */
export async function press(page: Page, selector: string): Promise<void> {
  const before = page.url()
  await page.evaluate('window.isOld = true')
  await page.click(selector, { timeout: WAIT_MS })
  // A page that is being replaced answers no question. A link to a part of the same page replaces nothing.
  const isThere = (): Promise<boolean> =>
    page.evaluate<boolean>("window.isOld !== true && document.readyState !== 'loading'").catch(() => false)
  await until(`The page after ${selector}`, async () => (await isThere()) || page.url().startsWith(`${before}#`))
}
