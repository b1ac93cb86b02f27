import type { Template, TemplateContext, TemplateValue } from 'liquidjs'

/** What a value is; undefined where liquidjs must be asked. */
export type Read = (context: TemplateContext) => unknown

/**
 * liquidjs follows a path such as `line.article` through nine generators, which is most of what filling a template
 * costs. Paths of plain names are followed directly; whatever is not found that way is left to liquidjs, which knows
 * its own rules and what to complain of.
 */
export function followPaths(templates: readonly Template[]): void {
  for (const template of templates) {
    for (const value of template.arguments?.() ?? []) if (isValue(value)) follow(value)
    for (const inner of listsIn(template)) followPaths(inner)
  }
}

/** The pieces between a tag and its end, list by list. */
export const listsIn = ({ templates, branches = [], elseTemplates }: Template): Template[][] =>
  [templates, ...branches.map((branch) => branch.templates), elseTemplates].filter((list) => list !== undefined)

const isValue = (argument: unknown): argument is TemplateValue =>
  typeof argument === 'object' && argument !== null && 'initial' in argument && 'filters' in argument

function follow(value: TemplateValue): void {
  const read = reading(value)
  if (read === null) return
  const byLiquid = value.value
  value.value = (context, lenient) => {
    const found = read(context)
    return found === undefined ? byLiquid.call(value, context, lenient) : found
  }
}

/** Null for what is more than a path and one filter. */
export function reading(value: TemplateValue): Read | null {
  const path = pathOf(value)
  const [filter, ...others] = value.filters
  // One filter is what puts a value into its text; a template's own filters may need more than the value.
  if (path === null || others.length > 0 || (filter && filter.args.length > 0)) return null
  if (!filter) return (context) => at(path, context)
  return (context) => {
    const found = at(path, context)
    if (found === undefined) return undefined
    return filter.handler.call({ context, token: filter.token, liquid: filter.liquid }, found)
  }
}

/** The names in `line.article`; null for anything else: an operator, an index, a literal, or what only liquidjs can count. */
function pathOf({ initial: { postfix } }: TemplateValue): readonly string[] | null {
  const [token, ...others] = postfix
  if (!token || others.length > 0 || token.variable !== undefined || !token.props) return null
  const names = token.props.map(({ content }) => content)
  return names[0] !== 'forloop' && names.every((name) => typeof name === 'string') ? names : null
}

type Plain = string | number | boolean | null

function at([first = '', ...rest]: readonly string[], context: TemplateContext): Plain | undefined {
  let found: unknown = own(context.findScope(first), first)
  for (const name of rest) found = own(found, name)
  return isPlain(found) ? found : undefined
}

const own = (scope: unknown, name: string): unknown =>
  typeof scope === 'object' && scope !== null && Object.hasOwn(scope, name)
    ? (scope as Readonly<Record<string, unknown>>)[name]
    : undefined

const isPlain = (value: unknown): value is Plain =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
