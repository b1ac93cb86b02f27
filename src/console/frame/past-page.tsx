import type { Child } from 'hono/jsx'
import { Note } from './note.tsx'
import { page } from './page.tsx'
import type { ConsoleContext } from './visit.ts'

interface Past {
  /** The page that shows the present state. */
  readonly next: { readonly href: string; readonly label: string }
  /** The newest entry of the timeline. */
  readonly latest?: Child
}

/** Says that an action was not taken, because it is not possible any more: a colleague or another window was first. */
export function pastPage(c: ConsoleContext, { next, latest }: Past) {
  const { pastTitle: title, past } = c.var.visit.words.frame
  return page(
    c,
    {
      title,
      body: (
        <Note tone="you" icon="info" isNews title={<h1>{title}</h1>} class="narrow">
          <p>{past}</p>
          {latest}
          <p class="acts">
            <a class="btn" href={next.href} dir="auto">
              {next.label}
            </a>
          </p>
        </Note>
      ),
    },
    409,
  )
}
