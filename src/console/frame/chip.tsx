import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icons.tsx'
import { h } from './jsx.ts'

/** `you` waits for a person, `stop` stands still, `way` goes on by itself, `ok` is done, `off` stands by or is over. */
export type Tone = 'you' | 'stop' | 'way' | 'ok' | 'off'

interface ChipProps {
  readonly tone: Tone
  readonly icon: IconName
  readonly children?: Child
}

/** A state as colour, shape and word. */
export const Chip = ({ tone, icon, children }: ChipProps) => (
  <span class={`chip ${tone}`}>
    <Icon name={icon} />
    {children}
  </span>
)
