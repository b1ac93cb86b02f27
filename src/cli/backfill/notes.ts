import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** One order of the list, as far as a person must know it. */
export interface NotedOrder {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly customer: string | null
  readonly placedAt: string | null
  readonly deliveryDate: string | null
  readonly holds: string | null
}

/** How far a backfill has come, kept in a file so that it goes on where it was stopped. */
export interface Notes {
  readonly phase: 'listing' | 'listed' | 'delivering' | 'delivered'
  readonly listedAt: string | null
  /** The page to read next; null at the beginning. */
  readonly page: string | null
  readonly pages: number
  readonly read: number
  readonly total: number | null
  readonly missing: readonly NotedOrder[]
  readonly different: readonly NotedOrder[]
  readonly known: number
  readonly nameless: number
  /** By order id, what the outbox answered. */
  readonly delivered: Readonly<Record<string, string>>
  /** Pages that could not be read. */
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

export interface Notebook {
  read(): Notes | null
  write(notes: Notes): void
  forget(): void
}

/** What one gateway was found to lack says nothing of another: what is tried on this machine must not be taken for done in production. */
export const notesName = (of: { supplier: string; from: string; to: string; url: string | undefined }): string =>
  `backfill-${[of.supplier, of.from, of.to, of.url ?? []]
    .flat()
    .join('-')
    .replace(/[^\w-]/g, '_')}.json`

/** Order numbers stand in it, so it is for its owner's eyes. */
export function openNotebook(file: string): Notebook {
  return {
    read() {
      try {
        return { ...NO_NOTES, ...JSON.parse(readFileSync(file, 'utf8')) }
      } catch {
        return null
      }
    },
    write(notes) {
      mkdirSync(path.dirname(file), { recursive: true })
      const unfinished = `${file}.${process.pid}`
      writeFileSync(unfinished, JSON.stringify(notes), { mode: 0o600 })
      renameSync(unfinished, file)
    },
    forget: () => rmSync(file, { force: true }),
  }
}
