import { raw } from 'hono/utils/html'
import { LOGO } from '../../web/logo.ts'
import { h } from './jsx.ts'

/** The symbols of `templates/console/icons.svg`, without `i-`. Each state has a colour, a shape and a word. */
export type IconName =
  | 'today'
  | 'list'
  | 'book'
  | 'road'
  | 'sum'
  | 'print'
  | 'hand'
  | 'check'
  | 'pause'
  | 'clock'
  | 'ask'
  | 'phone'
  | 'stop'
  | 'way'
  | 'off'
  | 'mail'
  | 'again'
  | 'pen'
  | 'warn'
  | 'info'
  | 'find'
  | 'down'
  | 'key'

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="i" aria-hidden="true">
    <use href={`#i-${name}`} />
  </svg>
)

/** The symbols of the icons that the page uses. `icons`: the text of `icons.svg`. */
export function sprite(markup: string, icons: string): string {
  const used = [...icons.matchAll(/<symbol id="(.*?)".*?<\/symbol>/gs)].filter(([, id]) =>
    markup.includes(`href="#${id}"`),
  )
  return `<svg width="0" height="0" class="vh" aria-hidden="true">${used.map(([symbol]) => symbol).join('')}</svg>`
}

export const Logo = () => raw(LOGO)
