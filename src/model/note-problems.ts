import { deskRemark } from './desk-wording.ts'
import { LANGUAGES } from './language.ts'
import type { Problem } from './problem.ts'
import { deskText } from './problem-text.ts'

/**
 * The problems of a version that a stored note names, each with its English sentence. The note has the supplier's
 * language of that time, and a reader may need another. Empty for a note with other text.
 */
export function noteProblems(note: string, problems: readonly Problem[]): Problem[] {
  for (const language of LANGUAGES) {
    const named = problems.filter((problem) => note.includes(deskText(problem, language)))
    const isNote = named.length > 0 && deskRemark(named, language) === note
    // A long note is cut.
    const found = isNote ? named : deskRemark(problems, language).startsWith(note) ? problems : []
    if (found.length > 0) return found.map((problem) => ({ ...problem, message: deskText(problem, 'en') }))
  }
  return []
}
