import type { Child } from 'hono/jsx'
import { h } from './jsx.ts'

interface SheetProps {
  /** The id of the heading. */
  readonly id: string
  readonly title: Child
  /** Text or a link beside the heading. */
  readonly aside?: Child
  readonly class?: string
  readonly children?: Child
}

/** A part of a page with its heading. */
export function Sheet({ id, title, aside, class: kind = 'sheet pad flow', children }: SheetProps) {
  const heading = <h2 id={id}>{title}</h2>
  return (
    <section class={kind} aria-labelledby={id}>
      {aside ? (
        <div class="head">
          {heading}
          {aside}
        </div>
      ) : (
        heading
      )}
      {children}
    </section>
  )
}
