import type { Child } from 'hono/jsx'
import { fill } from '../../text/fill.ts'
import { Fragment, h } from './jsx.ts'
import type { Visit } from './visit.ts'

interface FoldProps {
  readonly visit: Visit
  /** A filter of the fold is in use. */
  readonly isFiltered: boolean
  /** The person asked for something. */
  readonly isAsked: boolean
  /** The filters in use as words, such as `Delivery day Fri 27 Nov`. */
  readonly inUse: readonly string[]
  readonly children?: Child
}

/**
 * The filters of a list. At a desk, a filter in use is open. On a phone the list comes first: the filters are folded, and
 * the fold names the filters in use. The fields stand behind both folds, so that each field is in the form once.
 */
export function FilterFold({ visit, isFiltered, isAsked, inUse, children }: FoldProps) {
  const { orders: text } = visit.words
  const named = fill(text.filtersInUse, { filters: inUse.join(' · ') })
  return (
    <>
      <details class="desk" open={isFiltered}>
        <summary>{text.moreFilters}</summary>
      </details>
      <details class="phone">
        <summary dir="auto">{inUse.length > 0 ? named : isAsked ? text.filters : text.moreFilters}</summary>
      </details>
      <div class="ask folded">{children}</div>
    </>
  )
}
