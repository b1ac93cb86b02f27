import { Field } from './field.tsx'
import { h } from './jsx.ts'
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
    <Field
      id="note"
      label={confirm.note}
      aside={isNeeded ? confirm.needed : confirm.mayStayEmpty}
      {...{ problem, lang, value: note, required: isNeeded, maxlength: NOTE_LENGTH, autocomplete: 'off', dir: 'auto' }}
    />
  )
}
