import { raw } from 'hono/html'
import { LOGO } from '../../web/logo.ts'

/** Shapes of 24 by 24. Each state has a colour, a shape and a word. */
const SHAPES = {
  today: '<path d="M4 6h16v14H4zM4 10.5h16M8 3v4m8-4v4"/>',
  list: '<path d="M8 6h12M8 12h12M8 18h12M4 6h.1M4 12h.1M4 18h.1"/>',
  book: '<path d="M5 4h11l3 3v13H5zm4 6h6m-6 4h6"/>',
  road: '<circle cx="6" cy="18" r="2.5"/><circle cx="18" cy="6" r="2.5"/><path d="M8.5 18H15a3 3 0 0 0 0-6H9a3 3 0 0 1 0-6h6.5"/>',
  sum: '<path d="M6 3h12v18l-3-2-3 2-3-2-3 2zm3 5h6m-6 4h6"/>',
  print: '<path d="M7 9V3h10v6M7 18H4v-8h16v8h-3M7 14h10v7H7z"/>',
  hand: '<path d="M8 12V5.5a1.5 1.5 0 0 1 3 0V11m0-.5v-6a1.5 1.5 0 0 1 3 0V11m0-4.5a1.5 1.5 0 0 1 3 0V12m0-2a1.5 1.5 0 0 1 3 0v4.5a6.5 6.5 0 0 1-6.5 6.5H13a6 6 0 0 1-4.6-2.1L4.4 14a1.5 1.5 0 0 1 2.2-2L8 13.5"/>',
  check: '<path d="m4.5 12.5 5 5 10-11"/>',
  pause: '<path d="M9 5v14m6-14v14" stroke-width="3"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
  ask: '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.4 2.3c-.6.3-.9.7-.9 1.4v.3m0 3v.1"/>',
  phone: '<path d="M5 3h4l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 5a2 2 0 0 1 2-2z"/>',
  stop: '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6m0-6-6 6"/>',
  way: '<path d="M4 12h15m-6-6 6 6-6 6"/>',
  off: '<circle cx="12" cy="12" r="9"/><path d="M8 12h8"/>',
  mail: '<path d="M4 6h16v12H4zm0 1 8 6 8-6"/>',
  again: '<path d="M20 12a8 8 0 1 1-2.3-5.6M20 3v4.5h-4.5"/>',
  pen: '<path d="m4 20 1-4L16 5l3 3L8 19zM14 7l3 3"/>',
  warn: '<path d="M12 4 2.5 20h19zm0 6v4.5m0 2.9v.1"/>',
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5m0-9v.1"/>',
  find: '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
  down: '<path d="M12 4v11m-5-5 5 5 5-5M4 20h16"/>',
  key: '<circle cx="8" cy="15" r="4.5"/><path d="m11.5 11.5 8-8m-3 3 3 3"/>',
} as const

export type IconName = keyof typeof SHAPES

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="i" aria-hidden="true">
    <use href={`#i-${name}`} />
  </svg>
)

/** One symbol for each icon that the page uses. */
export function sprite(markup: string): string {
  const used = Object.entries(SHAPES).filter(([name]) => markup.includes(`href="#i-${name}"`))
  const symbols = used.map(([name, shape]) => `<symbol id="i-${name}" viewBox="0 0 24 24">${shape}</symbol>`)
  return `<svg width="0" height="0" class="vh" aria-hidden="true">${symbols.join('')}</svg>`
}

export const Logo = () => raw(LOGO)
