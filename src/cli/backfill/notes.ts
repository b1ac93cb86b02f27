import { readFileSync, rmSync } from 'node:fs'
import { writeWhole } from '../whole-file.ts'

/** An order of the list, with the fields that a person needs. */
export interface NotedOrder {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly customer: string | null
  readonly placedAt: string | null
  readonly deliveryDate: string | null
  readonly holds: string | null
}

/** Progress of a backfill, stored in a file so that a later run continues. */
export interface Notes {
  readonly phase: 'listing' | 'listed' | 'delivering' | 'delivered'
  readonly listedAt: string | null
  /** Address of the next page; null at the beginning. */
  readonly page: string | null
  readonly pages: number
  readonly read: number
  readonly total: number | null
  readonly missing: readonly NotedOrder[]
  readonly different: readonly NotedOrder[]
  readonly known: number
  readonly nameless: number
  /** Answer of the outbox by order id. */
  readonly delivered: Readonly<Record<string, string>>
  /** Addresses of pages that could not be read. */
  readonly unread: readonly string[]
}

export const NO_NOTES: Notes = {
  phase: 'listing',
  listedAt: null,
  page: null,
  pages: 0,
  read: 0,
  total: null,
  missing: [],
  different: [],
  known: 0,
  nameless: 0,
  delivered: {},
  unread: [],
}

export type Notebook = ReturnType<typeof openNotebook>

/** Separate notes for each gateway: a backfill on this machine says nothing about production. */
export const notesName = (of: { supplier: string; from: string; to: string; url: string | undefined }): string =>
  `backfill-${[of.supplier, of.from, of.to, of.url ?? []]
    .flat()
    .join('-')
    .replace(/[^\w-]/g, '_')}.json`

/** Opens the notes. The file holds order numbers, so only its owner may read the file. */
export function openNotebook(file: string) {
  return {
    read(): Notes | null {
      try {
        return { ...NO_NOTES, ...JSON.parse(readFileSync(file, 'utf8')) }
      } catch {
        return null
      }
    },
    write: (notes: Notes): void => writeWhole(file, JSON.stringify(notes), 0o600),
    forget: () => rmSync(file, { force: true }),
  }
}
