import type { TableName } from '../../profile/table-file.ts'
import type { AdminClient } from '../admin-client.ts'
import type { Print } from '../report.ts'

/** The catalogue of one supplier in a running gateway. */
export interface CataloguePlace {
  readonly client: AdminClient
  readonly print: Print
  readonly supplier: string
}

export const tablePath = ({ supplier }: Pick<CataloguePlace, 'supplier'>, table: TableName): string =>
  `/suppliers/${encodeURIComponent(supplier)}/catalogue/${table}`
