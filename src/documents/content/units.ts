import * as z from 'zod/mini'
import { toDecimal } from '../../model/decimal.ts'
import type { Order } from '../../model/order/order.ts'
import type { Problem } from '../../model/problem.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { articlePath } from './elements.ts'
import { articlesOf } from './tables.ts'

/** The units of a route. */
export interface UnitSettings {
  /** Unit for an article without a unit in the articles table. */
  readonly unit: string
  /** This format's code for a unit of the articles table, if the two differ. */
  readonly units: Readonly<Record<string, string>>
}

/** Limits for a unit in the articles table. The code list checks the unit that the route's `units` produce. */
export const ANY_UNIT = { kind: 'code', max: Number.POSITIVE_INFINITY } as const

/** A code list. `respell` converts other spellings of the articles table, such as PK for a list that has XPK. */
export interface UnitList {
  readonly name: string
  readonly has: (code: string) => boolean
  readonly respell?: (code: string) => string
}

const text = z.string().check(z.minLength(1))

export const unitSettings = (list: UnitList, preset: string) => {
  const code = text.check(z.refine((unit) => list.has(unit), { message: `must be a unit of ${list.name}` }))
  return {
    unit: z._default(code, preset).check(z.describe('The unit of an article without one in the articles table.')),
    units: z
      ._default(z.record(text, code), {})
      .check(z.describe('The code of this format for a unit of the articles table, such as `{ DOOS: XBX }`.')),
  }
}

/** Returns the code for a row's unit. `unitProblems` reports a code that the list lacks. */
export function unitCode(unit: string | undefined, settings: UnitSettings, list: UnitList): string {
  if (!unit) return settings.unit
  const named = Object.hasOwn(settings.units, unit) ? settings.units[unit] : undefined
  if (named !== undefined) return named
  return list.has(unit) ? unit : (list.respell?.(unit) ?? unit)
}

/**
 * Refuses a factor without a unit, for a format that writes the route's unit then. The route's unit counts Apicbase's
 * packages: ten packages of twelve would be ordered as 120 packages.
 */
export function factorProblems(order: Order, supplier: Supplier): Problem[] {
  const articles = articlesOf(order, supplier)
  if (articles.size === 0) return []
  return order.lines.flatMap((line, index): Problem[] => {
    const row = articles.get(line)
    if (row?.factor === undefined || row.unit || toDecimal(row.factor) === '1') return []
    return [{ path: articlePath(index), code: 'profile-incomplete', message: NO_UNIT }]
  })
}

const NO_UNIT =
  "The articles table gives a factor and no unit, so the route's unit would be wrong. Give the article its unit."

/** Refuses a wrong unit like a wrong quantity: both change the ordered amount. Only the supplier can fix the table. */
export function unitProblems(order: Order, supplier: Supplier, settings: UnitSettings, list: UnitList): Problem[] {
  const articles = articlesOf(order, supplier)
  if (articles.size === 0) return []
  const unlisted = order.lines.flatMap((line, index): Problem[] => {
    const unit = articles.get(line)?.unit
    if (!unit || list.has(unitCode(unit, settings, list))) return []
    const message = `The unit ${unit} in the articles table is not in ${list.name}; give its code in the route's units.`
    return [{ path: articlePath(index), code: 'profile-incomplete', message }]
  })
  return [...unlisted, ...factorProblems(order, supplier)]
}
