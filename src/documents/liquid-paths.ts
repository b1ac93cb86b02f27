import type { Template, TemplateContext, TemplateValue } from 'liquidjs'

/**
 * liquidjs follows a path such as `line.article` through nine generators, which is most of what filling a template
 * costs. Paths of plain names are followed directly; whatever is not found that way is left to liquidjs, which knows
 * its own rules and what to complain of.
 */
export function followPaths(templates: readonly Template[]): void {
  for (const template of templates) {
    for (const value of template.arguments?.() ?? []) if (isValue(value)) follow(value)
    // Without the included ones nothing has to be fetched, and the list comes at once.
    const children = template.children?.(false, true).next()
    if (children?.done) followPaths(children.value)
  }
}

const isValue = (argument: unknown): argument is TemplateValue =>
  typeof argument === 'object' && argument !== null && 'initial' in argument && 'filters' in argument

function follow(value: TemplateValue): void {
  const path = pathOf(value)
  const [filter, ...others] = value.filters
  // One filter is what puts a value into its text; a template's own filters may need more than the value.
  if (path === null || others.length > 0 || (filter && filter.args.length > 0)) return
  const byLiquid = value.value
  value.value = (context, lenient) => {
    const found = at(path, context)
    if (found === undefined) return byLiquid.call(value, context, lenient)
    return filter ? filter.handler.call({ context, token: filter.token, liquid: filter.liquid }, found) : found
  }
}

/** The names in `line.article`; null for anything else: an operator, an index, a literal. */
function pathOf({ initial: { postfix } }: TemplateValue): readonly string[] | null {
  const [token, ...others] = postfix
  if (!token || others.length > 0 || token.variable !== undefined || !token.props) return null
  const names = token.props.map(({ content }) => content)
  return names.every((name) => typeof name === 'string') ? names : null
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
