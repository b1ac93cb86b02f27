import type { Page } from 'playwright-core'
import { TOKEN } from './gateway.ts'
import { press } from './press.ts'
import { WAIT_MS } from './until.ts'

const SHOWN_LENGTH = 600

export type Person = ReturnType<typeof personAt>

/** A person in front of a page. Each click and each field that the person fills in is a step. */
export function personAt(page: Page) {
  let steps = 0
  const click = async (selector: string): Promise<void> => {
    steps++
    await press(page, `${selector} >> nth=0`)
  }
  return {
    steps: () => steps,
    async signIn(): Promise<void> {
      await page.goto('/console')
      await page.fill('#name', 'An Peeters')
      await page.fill('#token', TOKEN)
      await press(page, 'main button')
    },
    async startAtToday(): Promise<void> {
      await page.goto('/console')
      steps = 0
    },
    clicks: (kind: 'link' | 'button', name: string) => click(`role=${kind}[name="${name}"]`),
    /** Opens a part of the page that is folded. */
    async unfolds(name: string): Promise<void> {
      steps++
      await page.click(`summary:has-text("${name}") >> nth=0`, { timeout: WAIT_MS })
    },
    /** Clicks a link in the part of the page that is about this name. */
    clicksIn: (about: string, name: string) =>
      click(`:is(tr, section, article):has(:is(th, h2, h3):text-is("${about}")) >> a:has-text("${name}")`),
    async writes(field: string, text: string): Promise<void> {
      steps++
      await page.fill(
        `label:has-text("${field}") + :is(input, textarea), label:has-text("${field}") ~ :is(input, textarea)`,
        text,
      )
    },
    /** Several texts: any of them is enough. */
    async sees(...texts: readonly string[]): Promise<void> {
      const body = await page.textContent('body')
      if (texts.some((text) => body?.includes(text))) return
      const shown = (await page.textContent('main'))?.slice(0, SHOWN_LENGTH)
      throw new Error(`'${texts.join("' or '")}' is not on ${page.url()}, which says: ${shown}`)
    },
    /** Opens Today again until it says so. */
    async waitsFor(text: string, limitMs: number): Promise<void> {
      for (const end = Date.now() + limitMs; Date.now() < end; await page.waitForTimeout(500)) {
        await page.goto('/console')
        if ((await page.textContent('body'))?.includes(text)) return
      }
      throw new Error(`Today does not say '${text}'.`)
    },
  }
}
