import type { Child } from 'hono/jsx'
import { h } from './jsx.ts'

interface CrumbProps {
  readonly href: string
  /** The text holds a name from an order. */
  readonly dir?: 'auto'
  readonly children?: Child
}

/** The way back to the page above, on top of a page. */
export const Crumb = ({ href, dir, children }: CrumbProps) => (
  <p class="crumb">
    <a href={href} dir={dir}>
      {children}
    </a>
  </p>
)
