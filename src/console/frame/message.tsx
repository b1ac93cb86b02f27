import type { IconName } from './icons.tsx'
import { h } from './jsx.ts'
import { Note, type NoteTone } from './note.tsx'
import { page } from './page.tsx'
import type { ConsoleContext } from './visit.ts'

interface Message {
  readonly tone: NoteTone
  readonly icon: IconName
  readonly title: string
  readonly text: string
  /** A link to the next step. */
  readonly next?: { readonly href: string; readonly label: string }
  /** The code for whoever is asked, such as `409 wrong-state`. */
  readonly code?: string
}

/** A page with one message: what happened, what it means and what to do. */
export const messagePage = (c: ConsoleContext, message: Message, status: Parameters<typeof page>[2]) =>
  page(
    c,
    {
      title: message.title,
      body: (
        <Note tone={message.tone} icon={message.icon} isNews title={<h1>{message.title}</h1>} class="narrow">
          <p>{message.text}</p>
          {message.next && (
            <p class="acts">
              <a class="btn" href={message.next.href}>
                {message.next.label}
              </a>
            </p>
          )}
          {message.code && (
            <p>
              <small>{message.code}</small>
            </p>
          )}
        </Note>
      ),
    },
    status,
  )
