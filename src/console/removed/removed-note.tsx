import type { OutboxRecord } from '../../outbox/earlier-history.ts'
import { fill } from '../../text/fill.ts'
import { h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import type { Visit } from '../frame/visit.ts'

interface NoteProps {
  readonly visit: Visit
  readonly record: OutboxRecord
}

/** Says why the orders of a removed supplier can only be read, and what to do. */
export function RemovedNote({ visit, record: { supplier, movedTo } }: NoteProps) {
  const { removed } = visit.words
  return (
    <Note tone="you" isNews>
      <p>{fill(movedTo === undefined ? removed.why : removed.moved, { supplier, name: movedTo ?? '' })}</p>
      {movedTo === undefined && (
        <p>
          {removed.what} <code>{`npx orderbridge deploy --rename ${supplier}=NEW`}</code>
        </p>
      )}
    </Note>
  )
}
