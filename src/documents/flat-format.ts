import { err, ok } from '../result.ts'
import { factsOf } from './flat-fields.ts'
import { type FlatFile, flatProblems, writeFlat } from './flat-file.ts'
import type { DocumentSettings, Format } from './format.ts'

type Described<S extends DocumentSettings> = Pick<Format<S>, 'id' | 'mediaType' | 'extension' | 'settings'> & {
  readonly fileOf: (settings: S) => FlatFile
}

/** A format that is described by its columns. */
export const flatFormat = <S extends DocumentSettings>({ fileOf, ...described }: Described<S>): Format<S> => ({
  ...described,
  fits: (order, { supplier, document }) => flatProblems(fileOf(document), factsOf(order, supplier)),
  write(order, { supplier, document }, occasion) {
    const file = fileOf(document)
    const facts = factsOf(order, supplier, occasion)
    const problems = flatProblems(file, facts)
    return problems.length > 0 ? err(problems) : ok(writeFlat(file, facts))
  },
})
