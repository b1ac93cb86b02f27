import type { Page } from 'playwright-core'
import type { Checks } from './checks.ts'

const MOST_STOPS = 250

interface Stop {
  readonly html: string
  readonly isVisible: boolean
  readonly isFramed: boolean
  readonly isInOrder: boolean
}

/** Goes through a page with the Tab key alone: the first stop skips to the content, and each stop can be seen. */
export async function walk({ check }: Checks, page: Page, name: string): Promise<void> {
  const hasTabs = await page.evaluate<boolean>('document.querySelector("nav.tabs") !== null')
  if (hasTabs) {
    await page.keyboard.press('Tab')
    const first = await nextStop(page)
    check(first?.html.includes('class="skip"') === true && first.isVisible, `${name}: does not begin with a skip link`)
  }
  for (let at = 0; at < MOST_STOPS; at++) {
    await page.keyboard.press('Tab')
    const stop = await nextStop(page)
    if (stop === null) break
    check(stop.isVisible, `${name}: the stop ${stop.html} is hidden`)
    check(stop.isFramed, `${name}: the stop ${stop.html} has no frame`)
    check(stop.isInOrder, `${name}: the stop ${stop.html} comes out of order`)
  }
  const missed = await page.evaluate<readonly string[]>(`(${unreached.toString()})()`)
  check(missed.length === 0, `${name}: the keyboard does not reach ${missed.join(', ')}`)
  if (!hasTabs) return
  await page.evaluate('document.querySelector(".skip").focus()')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const isPast = await page.evaluate<boolean>(
    'document.activeElement === document.body || !document.activeElement.closest("header")',
  )
  check(isPast, `${name}: the first link does not skip the tabs`)
}

const nextStop = (page: Page): Promise<Stop | null> => page.evaluate<Stop | null>(`(${focused.toString()})()`)

/** Runs in the browser. Null at the end of the page. */
function focused(): Stop | null {
  const memory = window as unknown as { walked?: Set<Element> }
  const walked = memory.walked ?? new Set()
  memory.walked = walked
  const element = document.activeElement
  const before = [...walked].at(-1)
  // A date has several stops of its own: day, month and year.
  const isSame = element !== null && element === before
  if (!element || element === document.body || (walked.has(element) && !isSame)) return null
  walked.add(element)
  const box = element.getBoundingClientRect()
  // A region that is higher than the window begins above the window.
  const x = box.left + Math.min(box.width / 2, 20)
  const y = Math.max(box.top + Math.min(box.height / 2, 20), Math.min(box.bottom - 1, 20))
  const top = document.elementFromPoint(x, y)
  const style = getComputedStyle(element)
  return {
    html: element.outerHTML.slice(0, 80),
    isVisible: top !== null && (element.contains(top) || top.contains(element)),
    // The page inside a frame shows its own focus.
    isFramed: element.tagName === 'IFRAME' || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2),
    isInOrder: !before || isSame || (before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) > 0,
  }
}

/** Runs in the browser. One radio button of a group is a stop. */
function unreached(): string[] {
  const walked = (window as unknown as { walked: Set<Element> }).walked
  return [
    ...document.querySelectorAll('a[href], button, summary, input:not([type=hidden], [type=radio]), select, textarea'),
  ]
    .filter((element) => !walked.has(element) && !(element as HTMLButtonElement).disabled && element.checkVisibility())
    .map((element) => element.outerHTML.slice(0, 80))
}
