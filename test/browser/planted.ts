import type { Browser } from 'playwright-core'
import type { Checks } from './checks.ts'
import { AXE, findBarriersIn, findOverflow, lookAs } from './page-checks.ts'
import { contextOptions, type Look, WIDTHS } from './views.ts'

const LOOKS: readonly (readonly [Look, Look])[] = [
  [
    { size: 'desk', scheme: 'light' },
    { size: 'phone', scheme: 'dark' },
  ],
  [
    { size: 'phone', scheme: 'light' },
    { size: 'desk', scheme: 'dark' },
  ],
]

/** A text is too pale in the dark, a field has no name on a phone, and a box is too wide for 640 px. */
const PLANT = `(() => {
  document.querySelector('main').insertAdjacentHTML('beforeend', '<p id=pale>Pale</p><input id=nameless><div id=wide>Wide</div>')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(\`
    #pale { color: #000; background: #fff }
    @media (prefers-color-scheme: dark) { #pale { color: #444; background: #333 } }
    @media (min-width: 48rem) { #nameless { display: none } }
    @media (min-width: 600px) and (max-width: 700px) { #wide { width: 900px } }\`)
  document.adoptedStyleSheets = [sheet]
})()`

/** Plants faults that exist in one look only, and proves that the checks find each in its look and nowhere else. */
export async function findPlanted({ check }: Checks, browser: Browser, url: string): Promise<void> {
  for (const looks of LOOKS) {
    const context = await browser.newContext(contextOptions({ ...looks[0], language: 'en', hasScript: true }, url))
    await context.addInitScript({ content: AXE })
    const page = await context.newPage()
    const found: string[] = []
    const finder = { check: (isRight: boolean, what: string) => void (isRight || found.push(what)), end: () => 0 }
    await lookAs(page, looks[0])
    await page.goto('/console/sign-in')
    await page.evaluate(PLANT)
    await findBarriersIn(finder, page, 'planted', looks)
    for (const { size, scheme } of looks) {
      const barriers = found.find((what) => what.startsWith(`planted-${size}-${scheme}:`)) ?? ''
      const look = `in ${scheme} at a ${size}: ${barriers || 'no barrier'}`
      check(barriers.includes('color-contrast') === (scheme === 'dark'), `The text that is pale in the dark, ${look}`)
      check(/ label /.test(barriers) === (size === 'phone'), `The field without a name on a phone, ${look}`)
    }
    found.length = 0
    await findOverflow(finder, page, 'planted', WIDTHS)
    check(
      /^planted: is 2\d\d px too wide at 640 px/.test(found.join()),
      `The box that is too wide at 640 px: ${found.join('; ')}`,
    )
    await context.close()
  }
}
