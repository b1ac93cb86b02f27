import type { Child } from 'hono/jsx'
import { h } from './jsx.ts'

/**
 * Tables that become cards on a phone. `display` takes the native roles away in some browsers, so each part has its role
 * in words.
 */
const TABLE = { role: 'table' }
const GROUP = { role: 'rowgroup' }
const ROW = { role: 'row' }
const COLUMN = { role: 'columnheader' }
const ROW_HEAD = { role: 'rowheader' }
const CELL = { role: 'cell' }

interface Head {
  readonly label: string
  /** `n`: figures, on the right. `w`: left out on a phone. */
  readonly class?: string
  /** The label is for screen readers only. */
  readonly isHidden?: boolean
}

export interface TableProps {
  readonly caption: Child
  /** The caption is for screen readers only. */
  readonly isCaptionHidden?: boolean
  /** Without the background and the padding of a sheet. */
  readonly isPlain?: boolean
  readonly heads: readonly (string | Head)[]
  readonly children?: Child
}

export const Table = ({ caption, isCaptionHidden, isPlain, heads, children }: TableProps) => (
  <div class="tbl">
    <table class={isPlain ? 'plain stack' : 'stack'} {...TABLE}>
      <caption class={isCaptionHidden ? 'vh' : undefined}>{caption}</caption>
      <thead {...GROUP}>
        <tr {...ROW}>
          {heads.map((head) => {
            const { label, class: kind, isHidden }: Head = typeof head === 'string' ? { label: head } : head
            return (
              <th scope="col" class={kind} {...COLUMN}>
                {isHidden ? <span class="vh">{label}</span> : label}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody {...GROUP}>{children}</tbody>
    </table>
  </div>
)

interface PartProps {
  /** `n`: figures. `w`: left out on a phone. `f`: a whole line on a phone. `c`: the upper right corner on a phone. */
  readonly class?: string
  /** The label in front of the value on a phone. */
  readonly label?: string | undefined
  readonly dir?: 'auto'
  readonly children?: Child
}

export const Row = ({ children }: { children?: Child }) => <tr {...ROW}>{children}</tr>

export const RowHead = ({ class: kind, label, dir, children }: PartProps) => (
  <th scope="row" class={kind} data-l={label} dir={dir} {...ROW_HEAD}>
    {children}
  </th>
)

export const Cell = ({ class: kind, label, dir, children }: PartProps) => (
  <td class={kind} data-l={label} dir={dir} {...CELL}>
    {children}
  </td>
)
