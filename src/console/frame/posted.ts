import { NOTE_LENGTH } from './note-field.tsx'
import type { ConsoleContext } from './visit.ts'

/** The fields that a person typed, also in a form whose session had ended. */
export function postedForm(c: ConsoleContext) {
  const { form, visit } = c.var
  const typed = visit.late ?? form
  const field = (name: string, length = NOTE_LENGTH): string => (typed.get(name) ?? '').trim().slice(0, length)
  const note = field('note')
  return { typed, field, note, actor: { by: visit.visitor?.who ?? '', ...(note === '' ? {} : { note }) } }
}
