import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import type { Checks } from './checks.ts'
import { type Look, SIZES } from './views.ts'

/** The source of axe-core. A context whose pages are all judged runs it at the start of each page. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Sets the size and the colours of an open page. The server sends the same page to each. */
export async function lookAs(page: Page, { size, scheme }: Look): Promise<void> {
  await page.setViewportSize(SIZES[size])
  await page.emulateMedia({ colorScheme: scheme })
}

interface Barrier {
  readonly id: string
  readonly impact: string
  readonly help: string
  readonly nodes: readonly { readonly html: string }[]
}

/** Looks for barriers in each look. The page has the first look already. */
export async function findBarriersIn(
  checks: Checks,
  page: Page,
  name: string,
  looks: readonly [Look, ...Look[]],
): Promise<void> {
  for (const [at, look] of looks.entries()) {
    if (at > 0) await lookAs(page, look)
    await findBarriers(checks, page, `${name}-${look.size}-${look.scheme}`)
  }
}

/** Barriers for people with a disability, as axe-core finds them. */
export async function findBarriers({ check }: Checks, page: Page, name: string): Promise<void> {
  const run = (): Promise<readonly Barrier[] | null> => page.evaluate(RUN)
  const found = (await run()) ?? (await page.evaluate(AXE).then(run))
  if (found === null) throw new Error('axe-core did not start.')
  check(
    found.length === 0,
    `${name}: ${found.map(({ id, impact, help, nodes }) => `${impact} ${id} (${help}) ${nodes[0]?.html.slice(0, 120)}`).join('; ')}`,
  )
}

const RUN = `typeof axe === 'object' ? axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations) : null`

/** The language of the page, as its root says. */
export const languageOf = (page: Page): Promise<string> => page.evaluate('document.documentElement.lang')

/** No page scrolls sideways, as it stands and at other widths. */
export async function findOverflow(
  { check }: Checks,
  page: Page,
  name: string,
  widths: readonly number[] = [],
): Promise<void> {
  const look = async (): Promise<void> => {
    const [wide, width, element] = await page.evaluate<[number, number, string]>(WIDTH)
    check(wide <= 0, `${name}: is ${wide} px too wide at ${width} px: ${element}`)
  }
  await look()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 })
    await look()
  }
}

/** How much too wide the page is, the width of the window, and the innermost element that ends beside the window. */
const WIDTH = `(() => {
  const wide = document.documentElement.scrollWidth - innerWidth
  const beside = wide > 0 ? [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1) : []
  return [wide, innerWidth, (beside.at(-1)?.outerHTML ?? '').slice(0, 200)]
})()`

/** On a phone, the element stands above the tabs at the foot of the first screen. */
export async function findBelow({ check }: Checks, page: Page, name: string, selector: string): Promise<void> {
  await page.setViewportSize(SIZES.phone)
  const left = await page.evaluate<number>(
    `document.querySelector('.tabs').getBoundingClientRect().top - document.querySelector('${selector}').getBoundingClientRect().bottom`,
  )
  check(left >= 0, `${name}: ${selector} is ${-left} px below the first screen of a phone`)
}

/** The text of a customer or of a colleague becomes no script, no address, no picture, and turns no other text. */
export async function findIntruders({ check }: Checks, page: Page, name: string): Promise<void> {
  const found = await page.evaluate<readonly string[]>(`(${intruders.toString()})()`)
  check(found.length === 0, `${name}: ${found.join('; ')}`)
}

/** Runs in the browser. */
function intruders(): string[] {
  const found: string[] = []
  const all = [...document.querySelectorAll('*')]
  if ('hostile' in window) found.push('ran the script of an order')
  for (const script of document.scripts)
    if (!/^\/console\/[0-9a-f]+\.js$/.test(script.getAttribute('src') ?? '')) found.push('has a script of an order')
  for (const element of all) {
    const isSandbox =
      element instanceof HTMLIFrameElement && !/same-origin|scripts/.test(element.sandbox.value || 'scripts')
    if (['IFRAME', 'OBJECT', 'EMBED', 'IMG', 'BASE'].includes(element.tagName) && !isSandbox)
      found.push(`has ${element.tagName}`)
    for (const attribute of element.getAttributeNames()) {
      if (attribute.startsWith('on') || attribute === 'style') found.push(`has the attribute ${attribute}`)
      if (!/^(href|src|action|formaction)$/.test(attribute)) continue
      const { protocol } = new URL(element.getAttribute(attribute) ?? '', location.href)
      if (!['http:', 'https:', 'mailto:', 'tel:'].includes(protocol)) found.push(`leads to ${protocol}`)
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode())
    if (
      /[\u202a-\u202e\u2066-\u2069]/.test(node.textContent ?? '') &&
      !node.parentElement?.closest('[dir], bdi, option')
    )
      found.push(`turns the text of ${node.parentElement?.outerHTML.slice(0, 60)}`)
  return [...new Set(found)]
}
