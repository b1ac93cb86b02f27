import { h } from './jsx.ts'
import { Note } from './note.tsx'
import type { Visit } from './visit.ts'

/** Says that a form of an earlier session did nothing, and that the typed text is on the page. */
export function LateNote({ visit: { words, late } }: { visit: Visit }) {
  if (late === null) return null
  return (
    <Note tone="you" isNews title={<h2>{words.frame.lateTitle}</h2>}>
      <p>{words.frame.late}</p>
    </Note>
  )
}
