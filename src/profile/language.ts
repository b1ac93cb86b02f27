import type { Language } from '../model/language.ts'
import type { Supplier } from './supplier.ts'

/** The language of notices to a customer: the language in the customer's row, else the supplier's language. */
export const languageFor = (
  customer: string | null,
  { customers, language }: Pick<Supplier, 'customers' | 'language'>,
): Language => customers?.find((row) => row.customer === customer)?.language ?? language
