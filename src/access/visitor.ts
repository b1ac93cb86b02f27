import type { Role } from '../profile/console.ts'

/** A person or a program that signed in. */
export interface Visitor {
  /** The name that is written down with each action. */
  readonly who: string
  /** Completes the names in calls of a program; absent where the pages write `who`. */
  readonly sign?: (name: string) => string
  readonly role: Role
  /** Undefined: every supplier. */
  readonly suppliers: readonly string[] | undefined
}

interface Entry {
  readonly role: Role
  readonly suppliers?: readonly string[] | undefined
}

export const visitorOf = (who: string, { role, suppliers }: Entry): Visitor => ({
  who,
  role,
  suppliers,
})

export const mayReach = ({ suppliers }: Visitor, supplier: string): boolean => suppliers?.includes(supplier) ?? true
