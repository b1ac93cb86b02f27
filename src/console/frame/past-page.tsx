import type { Child } from 'hono/jsx'
import { h } from './jsx.ts'
import { Note } from './note.tsx'
import { page } from './page.tsx'
import type { ConsoleContext } from './visit.ts'
import { Unsaved } from './was-first.tsx'

interface Past {
  /** The page that shows the present state. */
  readonly next: { readonly href: string; readonly label: string }
  /** The newest entry of the timeline. */
  readonly latest?: Child
  /** Sentences about people who acted before the visitor. */
  readonly acts?: readonly string[]
  /** The texts that the visitor typed. */
  readonly typed?: readonly string[]
}

/** Says that an action was not taken, because it is not possible any more: a colleague or another window was first. */
export function pastPage(c: ConsoleContext, { next, latest, acts = [], typed = [] }: Past) {
  const { visit } = c.var
  const { pastTitle: title, past } = visit.words.frame
  return page(
    c,
    {
      title,
      body: (
        <Note tone="you" icon="info" isNews title={<h1>{title}</h1>} class="narrow">
          {acts.length === 0 ? <p>{past}</p> : acts.map((act) => <p dir="auto">{act}</p>)}
          {latest}
          <Unsaved visit={visit} texts={typed} />
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
