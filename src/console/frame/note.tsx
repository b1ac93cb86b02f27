import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icons.tsx'
import { h } from './jsx.ts'

export type NoteTone = 'stop' | 'you' | 'ok' | 'way'

interface NoteProps {
  readonly tone: NoteTone
  /** Default: the icon of the tone. */
  readonly icon?: IconName
  /** The note follows an action or a question: a screen reader reads the note at once. */
  readonly isNews?: boolean
  /** A heading, such as an `h2`. */
  readonly title?: Child
  /** More classes, such as `narrow`. */
  readonly class?: string
  readonly children?: Child
}

const ICONS: Readonly<Record<NoteTone, IconName>> = { stop: 'stop', you: 'warn', ok: 'check', way: 'info' }

/** A box with an event, the meaning and the next step. */
export const Note = ({ tone, icon = ICONS[tone], isNews, title, class: more, children }: NoteProps) => (
  <div class={['note', tone, more].filter(Boolean).join(' ')} role={isNews ? ROLES[tone] : undefined}>
    <Icon name={icon} />
    <div class="flow tight">
      {title}
      {children}
    </div>
  </div>
)

const ROLES = { stop: 'alert', you: 'status', ok: 'status', way: 'status' } as const
