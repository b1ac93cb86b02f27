import type { Template, TemplateContext, TemplateValue } from 'liquidjs'
import { filterIn, listsIn, pathIn, type Read, readFirst, scopeWith, valuesIn } from './liquid-parts.ts'

/**
 * liquidjs follows a path such as `line.article` through nine generators, which is most of the cost of a template. This
 * function reads paths of plain names directly. liquidjs reads all other values, with its own rules and errors.
 */
export function followPaths(templates: readonly Template[]): void {
  for (const template of templates) {
    for (const value of valuesIn(template)) {
      const read = reading(value)
      if (read !== null) readFirst(value, read)
    }
    for (const inner of listsIn(template)) followPaths(inner)
  }
}

/** Null for more than a path and one filter. */
export function reading(value: TemplateValue): Read | null {
  const [path, filter] = [pathIn(value), filterIn(value)]
  if (path === null || filter === null) return null
  if (!filter) return (context) => at(path, context)
  return (context) => {
    const found = at(path, context)
    return found === undefined ? undefined : filter(context, found)
  }
}

type Plain = string | number | boolean | null

function at([first = '', ...rest]: readonly string[], context: TemplateContext): Plain | undefined {
  let found: unknown = own(scopeWith(context, first), first)
  for (const name of rest) found = own(found, name)
  return isPlain(found) ? found : undefined
}

const own = (scope: unknown, name: string): unknown =>
  typeof scope === 'object' && scope !== null && Object.hasOwn(scope, name)
    ? (scope as Readonly<Record<string, unknown>>)[name]
    : undefined

const isPlain = (value: unknown): value is Plain =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
