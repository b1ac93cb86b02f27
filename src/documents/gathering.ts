import type { Warning } from '../model/document.ts'
import type { Problem } from '../model/problem.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { CombinedText, DocumentSettings, Entries, Format, Profile } from './format.ts'

interface Gathering<S extends DocumentSettings> extends Pick<Format<S>, 'findProblems'> {
  combine(entries: Entries, profile: Profile<S>): Result<CombinedText, Problem[]>
}

/** A format whose document holds any number of orders. */
export const createCombiner = <S extends DocumentSettings>(
  kind: Gathering<S>,
): Pick<Format<S>, 'findProblems' | 'write' | 'combine'> => ({
  findProblems: kind.findProblems,
  combine: kind.combine,
  write(order, profile, occasion) {
    const problems = kind.findProblems(order, profile)
    if (problems.length > 0) return err(problems)
    const gathered = kind.combine([{ order, occasion }], profile)
    if (!gathered.ok) return gathered
    const { warnings, ...written } = gathered.value
    return ok({ ...written, warnings: warnings.flat() })
  },
})

/** An empty list of warnings for each order. */
export const noWarnings = (entries: Entries): readonly Warning[][] => entries.map(() => [])
