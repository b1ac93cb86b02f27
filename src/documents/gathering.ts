import type { Warning } from '../document.ts'
import type { Problem } from '../problem.ts'
import { err, ok, type Result } from '../result.ts'
import type { DocumentSettings, Entries, Format, Gathered, Profile } from './format.ts'

interface Gathering<S extends DocumentSettings> extends Pick<Format<S>, 'fits'> {
  gather(entries: Entries, profile: Profile<S>): Result<Gathered, Problem[]>
}

/** A format whose document holds any number of orders, one like many. */
export const gathering = <S extends DocumentSettings>(
  kind: Gathering<S>,
): Pick<Format<S>, 'fits' | 'write' | 'gather'> => ({
  fits: kind.fits,
  gather: kind.gather,
  write(order, profile, occasion) {
    const problems = kind.fits(order, profile)
    if (problems.length > 0) return err(problems)
    const gathered = kind.gather([{ order, occasion }], profile)
    if (!gathered.ok) return gathered
    const { warnings, ...written } = gathered.value
    return ok({ ...written, warnings: warnings.flat() })
  },
})

/** A list for each order, where its writer notes what it changed. */
export const noWarnings = (entries: Entries): readonly Warning[][] => entries.map(() => [])
