import type { Numbering, NumberRange, NumberRanges } from '../model/numbering.ts'
import { numberingOf, rangesOf } from '../profile/control-numbers.ts'
import type { ControlNumbers } from '../profile/number-range.ts'
import { Route } from '../profile/supplier.ts'
import { isGroup } from '../text/parsed-json.ts'
import { lookUp, type Registries } from './kinds.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'

/** A route with its numbers. */
interface NumberedRoute {
  readonly supplier: string
  readonly path: string
  readonly settings: ControlNumbers | undefined
  readonly numbering: Numbering | undefined
  /** Only file names have numbers. No receiver compares such numbers with another supplier's numbers. */
  readonly isOurs: boolean
  readonly ranges: NumberRanges
}

/**
 * Finds settings that would let a receiver take an order for a repeat of another order. A receiver identifies an
 * interchange by sender, recipient and control number, and each supplier's outbox counts separately.
 */
export function numberMistakes(suppliers: Record<string, unknown>, kinds: Registries): Mistake[] {
  const mistakes: Mistake[] = []
  const known: NumberedRoute[] = []
  for (const [id, supplier] of Object.entries(suppliers)) {
    const routes = isGroup(supplier) && Array.isArray(supplier.routes) ? supplier.routes : []
    for (const [index, route] of routes.entries()) {
      const at = ['suppliers', id, 'routes', index]
      const found = numbered(id, route, at, kinds)
      if (!found) continue
      mistakes.push(...rangeMistakes(found, at), ...clashes(found, known, at))
      known.push(found)
    }
  }
  return mistakes
}

/** Null for a route with mistakes in the settings that matter here. */
function numbered(
  supplier: string,
  route: unknown,
  at: readonly Step[],
  { formats }: Registries,
): NumberedRoute | null {
  if (!isGroup(route) || !isGroup(route.document)) return null
  const format = lookUp(formats, route.document.format)
  const document = format?.settings.safeParse(route.document)
  const controlNumbers = Route.shape.controlNumbers.safeParse(route.controlNumbers)
  if (!format || !document?.success || !controlNumbers.success) return null
  const own = format.numbering?.(document.data)
  const fileName = Route.shape.fileName.safeParse(route.fileName).data ?? ''
  const numbering = numberingOf({ name: String(route.name), fileName }, own)
  const ranges = rangesOf(controlNumbers.data, numbering)
  return { supplier, path: pathOf(at), settings: controlNumbers.data, numbering, isOurs: own === undefined, ranges }
}

function rangeMistakes({ settings, numbering, ranges }: NumberedRoute, at: readonly Step[]): Mistake[] {
  const place = [...at, 'controlNumbers']
  if (!settings) return []
  if (!numbering)
    return [
      {
        path: pathOf(place),
        message: 'counts control numbers, and this document has none, nor its file name a {sequence}.',
      },
    ]
  if (settings.group && numbering.greatestGroup === null)
    return [
      {
        path: pathOf([...place, 'group']),
        message: 'counts groups, and this document has none; in EDIFACT `group: {}` in the document makes one.',
      },
    ]
  return [
    ...outOfRange(ranges.control, numbering.greatest, place),
    ...outOfRange(ranges.group, numbering.greatestGroup ?? 0, [...place, 'group']),
  ]
}

function outOfRange(range: NumberRange | null, greatest: number, place: readonly Step[]): Mistake[] {
  if (range === null) return []
  if (range.wrapAt > greatest) {
    const message = `is more than ${greatest}, the greatest number that this document has room for.`
    return [{ path: pathOf([...place, 'wrapAt']), message }]
  }
  const count = Math.max(0, range.wrapAt - range.start + 1)
  if (count >= LEAST_NUMBERS) return []
  const message = `leaves ${count} numbers from ${range.start} to ${range.wrapAt}, then they begin again. A receiver takes a number that returns soon for a repeat of the earlier order. At least ${LEAST_NUMBERS} are needed: choose a lower start, or a higher wrapAt.`
  return [{ path: pathOf([...place, 'start']), message }]
}

/** A receiver compares a number with the numbers of the last weeks, so a short range would repeat too soon. */
const LEAST_NUMBERS = 1_000

/** Returns at most one mistake: the first route whose numbers conflict with this route's numbers. */
function clashes(found: NumberedRoute, known: readonly NumberedRoute[], at: readonly Step[]): Mistake[] {
  const { supplier, numbering, ranges } = found
  for (const other of known) {
    if (!numbering || !other.numbering) continue
    if (other.supplier !== supplier) {
      if (other.isOurs || other.numbering.pair !== numbering.pair) continue
      const message = `has the same sender and recipient as ${other.path}.document. Both suppliers would use the same control numbers. The receiver would take one order for a repeat of the other. Give one of them a sender id of its own.`
      return [{ path: pathOf([...at, 'document']), message }]
    }
    const path = pathOf([...at, 'controlNumbers'])
    const counts = other.ranges.control?.sequence === ranges.control?.sequence
    if (!counts && other.numbering.pair === numbering.pair) {
      const message = `must share as ${other.path} does. The sender and recipient are the same, so the receiver would take one order for a repeat of the other.`
      return [{ path: `${path}.share`, message }]
    }
    if (counts && JSON.stringify(other.ranges) !== JSON.stringify(ranges)) {
      const message = `must be as in ${other.path}: the two count together. Give both the same start, wrapAt and group.`
      return [{ path, message }]
    }
  }
  return []
}
