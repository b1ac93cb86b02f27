import type { EarlierHistory } from '../../outbox/earlier-history.ts'
import { fill } from '../../text/fill.ts'
import { Form } from '../frame/form.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { NoteField } from '../frame/note-field.tsx'
import { Sheet } from '../frame/sheet.tsx'
import type { Visit } from '../frame/visit.ts'

interface BeginProps {
  readonly visit: Visit
  readonly name: string
  /** The orders that the storage should have; null for a storage with all orders. */
  readonly missing: EarlierHistory | null
  readonly note?: string | undefined
  readonly noteProblem?: string | undefined
}

/** Lets new orders be sent although earlier orders are missing. */
export function BeginSheet({ visit, name, missing, note, noteProblem }: BeginProps) {
  const { catchUp: text, confirm } = visit.words
  return (
    <Sheet id="begin" title={text.begin}>
      {missing === null ? (
        <p>{text.nothingMissing}</p>
      ) : (
        <>
          <Note tone="stop" title={<h3>{text.missing}</h3>}>
            <p>{text.missingWhat}</p>
          </Note>
          <p class="big">{confirm.nothing}</p>
          <ol class="steps">
            <li>
              <strong>{text.beginWhat}</strong>
            </li>
            <li>{text.beginAfter}</li>
            <li>{fill(confirm.atOnce, { who: visit.visitor?.who ?? '' })}</li>
          </ol>
          <Form visit={visit} action="/console/catch-up/begin" hidden={{ supplier: name }}>
            <NoteField visit={visit} isNeeded note={note} problem={noteProblem} />
            <div class="acts">
              <button class="btn go" type="submit">
                {text.beginButton}
              </button>
            </div>
          </Form>
        </>
      )}
    </Sheet>
  )
}
