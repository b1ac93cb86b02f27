import type { Page } from 'playwright-core'
import { TOKEN } from './gateway.ts'
import { press } from './press.ts'

export const WHO = 'An Peeters'

/** Signs in, unless the browser is signed in already. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/console')
  if (!page.url().includes('/sign-in')) return
  await page.fill('#name', WHO)
  await page.fill('#token', TOKEN)
  await press(page, 'main button')
  if (page.url().includes('/sign-in')) throw new Error('The sign-in did not lead to the console.')
}
