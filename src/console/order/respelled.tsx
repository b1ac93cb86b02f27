import type { Warning } from '../../model/document.ts'
import { fill } from '../../text/fill.ts'
import { h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import type { Visit } from '../frame/visit.ts'

/** The words that a document cut or respelled. The first are in sight, because a person must read them. */
export function Respelled({ visit, warnings }: { visit: Visit; warnings: readonly Warning[] }) {
  const { order: text } = visit.words
  if (warnings.length === 0) return null
  const first = warnings.length <= MOST_SHOWN ? warnings.length : FIRST_SHOWN
  return (
    <Note tone="you" title={<strong>{text.cutOrRespelled}</strong>}>
      <Words warnings={warnings.slice(0, first)} />
      {warnings.length > first && (
        <details>
          <summary>{fill(text.moreLines, { count: warnings.length - first })}</summary>
          <Words warnings={warnings.slice(first)} />
        </details>
      )}
    </Note>
  )
}

const Words = ({ warnings }: { warnings: readonly Warning[] }) => (
  <ul class="list">
    {warnings.map(({ was, became }) => (
      <li dir="auto">
        {was.slice(0, LENGTH)} → {became.slice(0, LENGTH) || '–'}
      </li>
    ))}
  </ul>
)

const LENGTH = 200
const FIRST_SHOWN = 10
/** A few words more are not worth a fold. */
const MOST_SHOWN = 15
