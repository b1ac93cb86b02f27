import { Icon } from './icons.tsx'
import type { Visit } from './visit.ts'

interface NoteFieldProps {
  readonly visit: Visit
  readonly isNeeded: boolean
  /** The note that a person typed before a problem. */
  readonly note?: string | undefined
  readonly problem?: string | undefined
  /** The language that the order desk writes in. */
  readonly lang?: string
}

/** The most characters that a note has. */
export const NOTE_LENGTH = 500

/** The note of a person about an action. */
export function NoteField({ visit, isNeeded, note = '', problem, lang }: NoteFieldProps) {
  const { confirm } = visit.words
  return (
    <div>
      <label for="note">
        {confirm.note} <span class="soft">({isNeeded ? confirm.needed : confirm.mayStayEmpty})</span>
      </label>
      <input
        id="note"
        name="note"
        autocomplete="off"
        maxlength={NOTE_LENGTH}
        value={note}
        lang={lang}
        dir="auto"
        required={isNeeded}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? 'note-problem' : undefined}
      />
      <FieldProblem id="note-problem" text={problem} />
    </div>
  )
}

export const FieldProblem = ({ id, text }: { id: string; text: string | undefined }) =>
  text === undefined ? null : (
    <p class="err" id={id} role="alert">
      <Icon name="stop" />
      <span>{text}</span>
    </p>
  )
