import path from 'node:path'
import type { Page } from 'playwright-core'

/** Stores a picture of the page, whole or as on the screen, for a person who looks. CI takes none. */
export async function photograph(page: Page, folder: string, name: string, fullPage = true): Promise<void> {
  if (!process.env.CI) await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage })
}
