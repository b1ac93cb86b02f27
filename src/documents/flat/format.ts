import type { DocumentSettings, Entry, Format } from '../format.ts'
import { createCombiner } from '../gathering.ts'
import type { Column } from './column.ts'
import { readFields } from './fields.ts'
import { type FlatFile, flatProblems, writeFlat } from './file.ts'
import { supplierFor } from './lost-fields.ts'

type Described<S extends DocumentSettings> = Pick<
  Format<S>,
  'id' | 'mediaType' | 'extension' | 'settings' | 'example'
> & {
  readonly fileOf: (settings: S) => FlatFile
}

/** A file can cancel an order only if a `purpose` column has a word for cancellation that fits. */
const cancels = ({ records }: FlatFile): boolean =>
  records.some(({ columns }) => columns.some((column) => column.field === 'purpose' && canShowCancellation(column)))

function canShowCancellation({ values, width = Number.POSITIVE_INFINITY }: Column): boolean {
  if (!values) return 'cancellation'.length <= width
  const others = ['original', 'replacement'].map((purpose) => values[purpose] ?? purpose)
  return values.cancellation !== undefined && !others.includes(values.cancellation)
}

export const flatFormat = <S extends DocumentSettings>({ fileOf, ...described }: Described<S>): Format<S> => ({
  ...described,
  cancels: (document) => cancels(fileOf(document)),
  ...createCombiner<S>({
    findProblems(order, { supplier, document }) {
      const file = fileOf(document)
      return flatProblems(file, readFields(order, supplierFor(file, supplier)))
    },
    combine([first, ...others], { supplier, document }) {
      const file = fileOf(document)
      const facts = ({ order, occasion }: Entry) => readFields(order, supplierFor(file, supplier), occasion)
      return writeFlat(file, [facts(first), ...others.map(facts)])
    },
  }),
})
