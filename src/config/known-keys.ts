import type * as z from 'zod/mini'
import { isGroup } from '../text/parsed-json.ts'
import { type Step, valueAt } from './mistake.ts'

/** The known settings at these steps, for a suggestion after an unknown setting. */
export const knownKeys = (schema: z.core.$ZodType, root: unknown, steps: readonly Step[]): string[] => [
  ...new Set(schemasAt(schema, root, steps).flatMap((part) => Object.keys(shapeOf(part)))),
]

/** The pattern of a text at these steps, or undefined. */
export function patternAt(schema: z.core.$ZodType, root: unknown, steps: readonly Step[]): string | undefined {
  for (const part of schemasAt(schema, root, steps)) {
    for (const { _zod } of (part as z.core.$ZodTypes)._zod.def.checks ?? []) {
      if ('pattern' in _zod.def) return String(_zod.def.pattern)
    }
  }
  return undefined
}

/** The schemas of the value at these steps. A union may give several schemas. */
function schemasAt(schema: z.core.$ZodType, root: unknown, steps: readonly Step[]): z.core.$ZodType[] {
  let here: readonly z.core.$ZodType[] = [schema]
  for (const [depth, step] of steps.entries()) {
    const value = valueAt(root, steps.slice(0, depth))
    here = here.flatMap((part) => alternatives(part, value)).flatMap((part) => below(part, step))
  }
  const value = valueAt(root, steps)
  return here.flatMap((part) => alternatives(part, value))
}

/** The schema without its wrappers. A union gives the members that the value's literals (`kind`, `format`) allow. */
function alternatives(schema: z.core.$ZodType, value: unknown): z.core.$ZodType[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
      return alternatives(def.innerType, value)
    case 'lazy':
      return alternatives(def.getter(), value)
    case 'pipe':
      return alternatives(def.in, value)
    case 'union': {
      const members = def.options.flatMap((option) => alternatives(option, value))
      const fitting = members.filter((member) => literalsFit(member, value))
      return fitting.length > 0 ? fitting : members
    }
    default:
      return [schema]
  }
}

function literalsFit(schema: z.core.$ZodType, value: unknown): boolean {
  return Object.entries(shapeOf(schema)).every(([key, member]) => {
    const { def } = (member as z.core.$ZodTypes)._zod
    if (def.type !== 'literal' || !isGroup(value)) return true
    const values: readonly unknown[] = def.values
    return values.includes(value[key])
  })
}

function below(schema: z.core.$ZodType, step: Step): z.core.$ZodType[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (def.type === 'array') return [def.element]
  if (def.type === 'record') return [def.valueType]
  const member = shapeOf(schema)[step]
  return member ? [member] : []
}

function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> {
  const { def } = (schema as z.core.$ZodTypes)._zod
  return def.type === 'object' ? def.shape : {}
}
