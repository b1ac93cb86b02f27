import { IfTag, Output, type Template, type TemplateContext, type TemplateEmitter, type TemplateValue } from 'liquidjs'

// This file alone knows how liquidjs stores a parsed template. liquidjs guarantees none of these fields. After an
// upgrade, test/documents/template/liquid-parts.test.ts names a changed field.

/** Reads a value; undefined if liquidjs must evaluate the value. */
export type Read = (context: TemplateContext) => unknown

/** The text of a plain-text piece. */
export const textOf = ({ str }: Template): string | undefined => str

/** The value of `{{ … }}`. */
export const outputOf = (template: Template): TemplateValue | null =>
  template instanceof Output ? template.value : null

export interface Choice {
  readonly branches: readonly { readonly value: TemplateValue; readonly templates: readonly Template[] }[]
  readonly otherwise: readonly Template[]
}

/** The branches of `{% if … %}`. */
export const choiceOf = (template: Template): Choice | null =>
  template instanceof IfTag ? { branches: template.branches, otherwise: template.elseTemplates ?? [] } : null

/** The lists of pieces between a tag and its end. */
export const listsIn = ({ templates, branches = [], elseTemplates }: Template): Template[][] =>
  [templates, ...branches.map((branch) => branch.templates), elseTemplates].filter((list) => list !== undefined)

/** The expressions of a piece, without nested pieces. */
export const valuesIn = (template: Template): TemplateValue[] => [...(template.arguments?.() ?? [])].filter(isValue)

const isValue = (argument: unknown): argument is TemplateValue =>
  typeof argument === 'object' && argument !== null && 'initial' in argument && 'filters' in argument

/** The names in `line.article`; null for an operator, an index, a literal, or a value that needs liquidjs. */
export function pathIn({ initial: { postfix } }: TemplateValue): readonly string[] | null {
  const [token, ...others] = postfix
  if (!token || others.length > 0 || token.variable !== undefined || !token.props) return null
  const names = token.props.map(({ content }) => content)
  return names[0] !== 'forloop' && names.every((name) => typeof name === 'string') ? names : null
}

type Filter = (context: TemplateContext, value: unknown) => unknown

/** The only filter, as a function; undefined without a filter. Null for several filters, or a filter with arguments. */
export function filterIn({ filters }: TemplateValue): Filter | undefined | null {
  const [filter, ...others] = filters
  if (others.length > 0 || (filter && filter.args.length > 0)) return null
  return (
    filter && ((context, value) => filter.handler.call({ context, token: filter.token, liquid: filter.liquid }, value))
  )
}

/** Makes liquidjs use the result of `read`. If that is undefined, liquidjs evaluates the value. */
export function readFirst(value: TemplateValue, read: Read): void {
  const byLiquid = value.value
  value.value = (context, lenient) => {
    const found = read(context)
    return found === undefined ? byLiquid.call(value, context, lenient) : found
  }
}

/** The innermost scope that has this name, or the outermost. */
export const scopeWith = (context: TemplateContext, name: string): unknown => context.findScope(name)

/** Replaces several pieces by one, which renders `say`, or `templates` by liquidjs if `say` is undefined. */
export function inPlaceOf(
  templates: readonly Template[],
  say: (context: TemplateContext) => string | undefined,
): Template {
  function* byLiquid(context: TemplateContext, emitter: TemplateEmitter): Generator {
    yield context.liquid.renderer.renderTemplates(templates, context, emitter)
  }
  return {
    token: templates[0]?.token,
    render: (context, emitter) => say(context) ?? byLiquid(context, emitter),
  }
}
