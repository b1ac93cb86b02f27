import type { Sql } from '../../src/outbox/sql.ts'
import { migratedSql, type RepeatedSql, repeatedSql } from './node-sql.ts'

/** More storages than one test needs at a time would only keep memory. */
const KEPT = 8

/** Storages whose statements an earlier test prepared. To prepare the statements takes longer than most tests. */
const free: RepeatedSql[] = []
let lent: { readonly storage: RepeatedSql; isOver: boolean }[] | null = null

/** A migrated storage until the end of the test. Outside a test, a storage of its own. */
export function lentSql(now: number): Sql {
  if (lent === null) return migratedSql(now)
  const storage = free.pop() ?? repeatedSql(now)
  const loan = { storage, isOver: false }
  lent.push(loan)
  storage.restart()
  storage.all('UPDATE migrations SET applied_at = ?', now)
  const check = (): void => {
    if (loan.isOver) throw new Error('The test of this storage has ended.')
  }
  return {
    all: (query, ...bind) => {
      check()
      return storage.all(query, ...bind)
    },
    atomically: (work) => {
      check()
      return storage.atomically(work)
    },
  }
}

export function beginLending(): void {
  lent = []
}

export function endLending(): void {
  for (const loan of lent ?? []) {
    loan.isOver = true
    if (free.length < KEPT) free.push(loan.storage)
  }
  lent = null
}
