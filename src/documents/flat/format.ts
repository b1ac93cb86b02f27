import type { DocumentSettings, Entry, Format } from '../format.ts'
import { gathering } from '../gathering.ts'
import type { Column } from './column.ts'
import { factsOf } from './fields.ts'
import { type FlatFile, flatProblems, writeFlat } from './file.ts'

type Described<S extends DocumentSettings> = Pick<Format<S>, 'id' | 'mediaType' | 'extension' | 'settings'> & {
  readonly fileOf: (settings: S) => FlatFile
}

/** A format that is described by its columns. */
/** Only where a column says so, by a word that the receiver knows and the column has room for. */
const cancels = ({ records }: FlatFile): boolean =>
  records.some(({ columns }) => columns.some((column) => column.field === 'purpose' && isToldIn(column)))

function isToldIn({ values, width = Number.POSITIVE_INFINITY }: Column): boolean {
  if (!values) return 'cancellation'.length <= width
  const others = ['original', 'replacement'].map((purpose) => values[purpose] ?? purpose)
  return values.cancellation !== undefined && !others.includes(values.cancellation)
}

export const flatFormat = <S extends DocumentSettings>({ fileOf, ...described }: Described<S>): Format<S> => ({
  ...described,
  cancels: (document) => cancels(fileOf(document)),
  ...gathering<S>({
    fits: (order, { supplier, document }) => flatProblems(fileOf(document), factsOf(order, supplier)),
    gather([first, ...others], { supplier, document }) {
      const facts = ({ order, occasion }: Entry) => factsOf(order, supplier, occasion)
      return writeFlat(fileOf(document), [facts(first), ...others.map(facts)])
    },
  }),
})
