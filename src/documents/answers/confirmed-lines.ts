import type { Acknowledgement, ConfirmedLine } from '../../model/acknowledgement.ts'
import { quoted, reasonFrom } from './acknowledgement.ts'
import { lineChange, lineDifferences, shownChanges, verdictWith } from './line-changes.ts'
import { backOrderedIn, differing, type Quantity } from './quantities.ts'

/** A line of a document that the gateway sent. */
export interface OrderedLine extends Quantity {
  readonly number: string
  readonly article: string
}

/** Element 1229 of a line whose quantity the receiver does not take. */
const NOT_TAKEN = new Set(['2', '7', '10'])

/**
 * Compares a reply that names no ordered quantities with the lines of the document that the reply answers. Without these
 * lines, only the status of each line and its back order tell a change.
 */
export function compareLines(acknowledgement: Acknowledgement, ordered: readonly OrderedLine[]): Acknowledgement {
  const { confirmed } = acknowledgement
  if (!confirmed) return acknowledgement
  const changes = changesIn(confirmed.lines, acknowledgement.verdict === 'rejected' ? [] : ordered)
  return {
    ...acknowledgement,
    verdict: verdictWith(changes, acknowledgement.verdict),
    reason: reasonFrom([...confirmed.words, ...shownChanges(changes)]),
  }
}

/** A receiver may divide a line of the order into several lines of the reply. */
function changesIn(lines: readonly ConfirmedLine[], ordered: readonly OrderedLine[]): string[] {
  const find = finderOf(ordered)
  const groups = Map.groupBy(lines, (line) => find(line) ?? line)
  return [...groups].flatMap(([of, parts]) => {
    const states = parts.flatMap(({ status }) => lineChange(status) ?? [])
    const kept = parts.filter(({ status }) => !NOT_TAKEN.has(status))
    return lineDifferences(quoted(of.number), {
      states: [...new Set(states)],
      taken: 'status' in of ? null : differing(of, kept),
      backOrdered: backOrderedIn(parts.map(({ backOrdered }) => backOrdered)),
    })
  })
}

/**
 * The line of the order that a line of a reply means. The receiver names the line of the order, or the article. If
 * neither names a line, the receiver repeats the number of the line.
 */
function finderOf(ordered: readonly OrderedLine[]): (line: ConfirmedLine) => OrderedLine | undefined {
  const byNumber = new Map(ordered.map((line) => [line.number, line]))
  const byArticle = Map.groupBy(ordered, ({ article }) => article)
  return ({ number, orderLine, article }) => {
    const [line, ...others] = byArticle.get(article) ?? []
    return byNumber.get(orderLine) ?? (line && others.length === 0 ? line : byNumber.get(number))
  }
}
