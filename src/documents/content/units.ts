import * as z from 'zod/mini'
import type { Order } from '../../order/order.ts'
import type { Problem } from '../../problem.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { articlePath } from './elements.ts'
import { articlesOf } from './tables.ts'

/** How a route writes units. */
export interface UnitSettings {
  /** For an article whose unit the articles table doesn't tell. */
  readonly unit: string
  /** This format's code for a unit of the articles table, where they differ. */
  readonly units: Readonly<Record<string, string>>
}

/** Of a unit in the articles table: what it may be is for the list to say, once `units` has had its word. */
export const ANY_UNIT = { kind: 'code', max: Number.POSITIVE_INFINITY } as const

/** A code list, and what else of the articles table can be written with it: PK, for a list that has XPK. */
export interface UnitList {
  readonly name: string
  readonly has: (code: string) => boolean
  readonly respell?: (code: string) => string
}

const text = z.string().check(z.minLength(1))

export const unitSettings = (list: UnitList, preset: string) => {
  const code = text.check(z.refine((given) => list.has(given), { message: `must be a unit of ${list.name}` }))
  return { unit: z._default(code, preset), units: z._default(z.record(text, code), {}) }
}

/** The code to write for a row's unit; one the list lacks is `unitProblems`' to tell. */
export function unitCode(unit: string | undefined, settings: UnitSettings, list: UnitList): string {
  if (!unit) return settings.unit
  const named = Object.hasOwn(settings.units, unit) ? settings.units[unit] : undefined
  if (named !== undefined) return named
  return list.has(unit) ? unit : (list.respell?.(unit) ?? unit)
}

/** A wrong unit would change what is ordered, so it is refused like a quantity; only the supplier can mend it. */
export function unitProblems(order: Order, supplier: Supplier, settings: UnitSettings, list: UnitList): Problem[] {
  const articles = articlesOf(order, supplier)
  if (articles.size === 0) return []
  return order.lines.flatMap((line, index): Problem[] => {
    const unit = articles.get(line)?.unit
    if (!unit || list.has(unitCode(unit, settings, list))) return []
    const message = `The unit ${unit} in the articles table is not in ${list.name}; give its code in the route's units.`
    return [{ path: articlePath(index), code: 'profile-incomplete', message }]
  })
}
