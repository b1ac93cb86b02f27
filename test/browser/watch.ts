import type { Browser, Page } from 'playwright-core'
import type { Checks } from './checks.ts'
import type { RunningGateway } from './gateway.ts'
import { signIn } from './sign-in.ts'
import { WAIT_MS } from './until.ts'
import { contextOptions } from './views.ts'

/** Longer than two polls of an open page. */
const LIVE_MS = 30_000

/** An open page shows a new order by itself, and keeps what a person is doing. */
export async function watch({ check }: Checks, browser: Browser, { url, place }: RunningGateway): Promise<void> {
  const context = await browser.newContext(
    contextOptions({ language: 'en', size: 'desk', scheme: 'light', hasScript: true }, url),
  )
  const page = await context.newPage()
  await signIn(page)
  await page.goto('/console/orders')
  const lines = [['AB-100', 'Crème fraîche 30% 1 L', 1]] as const
  await place({ id: 'live-1', number: 'PO-LIVE-1', customer: 'K-774417', lines })
  check(await appears(page, 'PO-LIVE-1'), 'An open list shows a new order by itself.')
  await page.fill('#q', 'half a word')
  await place({ id: 'live-2', number: 'PO-LIVE-2', customer: 'K-774417', lines })
  check(!(await appears(page, 'PO-LIVE-2', LIVE_MS / 2)), 'A list does not change while a form is filled in.')
  check((await page.inputValue('#q')) === 'half a word', 'A form keeps the words of a person.')
  await page.fill('#q', '')
  await page.evaluate('document.activeElement.blur()')
  check(await appears(page, 'PO-LIVE-2'), 'The list goes on when the form is as before.')
  await context.clearCookies()
  const asked: string[] = []
  page.on('request', (request: { url(): string }) => request.url().endsWith('/console/orders') && asked.push('orders'))
  await page.waitForTimeout(LIVE_MS)
  check(asked.length <= 1, `A page without a sign-in asks once, and asked ${asked.length} times.`)
  await context.close()
}

async function appears(page: Page, text: string, timeout = WAIT_MS): Promise<boolean> {
  try {
    await page.waitForSelector(`text=${text}`, { timeout })
    return true
  } catch {
    return false
  }
}
