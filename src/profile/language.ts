import type { Supplier } from './supplier.ts'

/** In which language this customer is told of an order: the language of the customer's row, else the supplier's. */
export const languageFor = (customer: string | null, { customers, language }: Supplier): Supplier['language'] =>
  customers?.find((row) => row.customer === customer)?.language ?? language
