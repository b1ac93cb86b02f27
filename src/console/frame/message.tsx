import type { IconName } from './icons.tsx'
import { Icon } from './icons.tsx'
import { page } from './page.tsx'
import type { ConsoleContext } from './visit.ts'

interface Message {
  readonly tone: 'stop' | 'you' | 'ok' | 'way'
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
        <div class={`note ${message.tone} narrow`} role={message.tone === 'stop' ? 'alert' : 'status'}>
          <Icon name={message.icon} />
          <div class="flow tight">
            <h1>{message.title}</h1>
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
          </div>
        </div>
      ),
    },
    status,
  )
