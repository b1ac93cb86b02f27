import * as z from 'zod/mini'

/** A delivery's note as the Admin API gives the note. Earlier gateways give no problems. */
export const StoredNote = z.object({
  note: z.nullable(z.string()),
  problems: z.optional(z.array(z.object({ message: z.string() }))),
  findings: z.optional(z.array(z.unknown())),
})
export type StoredNote = z.infer<typeof StoredNote>

/** The note in English. Words of a person, or in the supplier's language, are quoted: they belong to no other sentence. */
export function noteText({ note, problems = [], findings }: StoredNote): string {
  if (note === null || note === '') return ''
  if (problems.length > 0) return problems.map(({ message }) => message).join(' ')
  return findings?.length === 0 ? `The note says: “${note}”` : note
}
