import { nearest } from '../../text/suggestion.ts'
import { TABS } from './tabs.ts'
import type { Visit } from './visit.ts'

/** Pages of the console without a tab. */
const SELDOM = ['activity', 'settings', 'catch-up', 'what-would', 'sign-in']

/**
 * The page that a mistyped address most likely means, such as `/console/orders/fresco/1` for `/consol/order/fresco/1`.
 * A page may also be called by the word on its tab, and without `/console`. Null for an address that resembles no page.
 */
export function closestPage(path: string, tabs: Visit['words']['tabs']): string | null {
  const segments = path.split('/').filter(Boolean)
  const [first = ''] = segments
  const isConsole = nearest(first, ['console']) !== undefined
  const [word = '', ...rest] = isConsole ? segments.slice(1) : segments
  const places = new Map([
    ...SELDOM.map((name) => [name, `/console/${name}`] as const),
    ...TABS.flatMap((tab) => [[tab.name, tab.path] as const, [tabs[tab.name].toLowerCase(), tab.path] as const]),
  ])
  const name = word === '' ? undefined : nearest(word, [...places.keys()])
  const place = name === undefined ? undefined : places.get(name)
  const found = place === undefined ? (isConsole ? '/console' : null) : [place, ...rest].join('/')
  return found === path.replace(/\/+$/, '') ? null : found
}
