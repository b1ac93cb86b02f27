import type { Page } from 'playwright-core'
import { press } from './press.ts'

/** Chooses a file in the form of a page, and sends the form. */
export async function sendFile(page: Page, text: string): Promise<void> {
  const file = { name: 'file', mimeType: 'text/plain', buffer: Buffer.from(text) }
  await page.setInputFiles('main input[type=file]', file)
  await press(page, 'main form:has(input[type=file]) button')
}
