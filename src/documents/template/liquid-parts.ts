import { IfTag, Output, type Template, type TemplateContext, type TemplateEmitter, type TemplateValue } from 'liquidjs'

// All that is known here of how liquidjs keeps a parsed template. None of it is promised by liquidjs: an upgrade that
// changes a field is named by test/documents/liquid-parts.test.ts.

/** What a value is; undefined where liquidjs must be asked. */
export type Read = (context: TemplateContext) => unknown

/** Of plain text. */
export const textOf = ({ str }: Template): string | undefined => str

/** Of `{{ … }}`. */
export const outputOf = (template: Template): TemplateValue | null =>
  template instanceof Output ? template.value : null

export interface Choice {
  readonly branches: readonly { readonly value: TemplateValue; readonly templates: readonly Template[] }[]
  readonly otherwise: readonly Template[]
}

/** Of `{% if … %}`. */
export const choiceOf = (template: Template): Choice | null =>
  template instanceof IfTag ? { branches: template.branches, otherwise: template.elseTemplates ?? [] } : null

/** The pieces between a tag and its end, list by list. */
export const listsIn = ({ templates, branches = [], elseTemplates }: Template): Template[][] =>
  [templates, ...branches.map((branch) => branch.templates), elseTemplates].filter((list) => list !== undefined)

/** The expressions in a piece itself. */
export const valuesIn = (template: Template): TemplateValue[] => [...(template.arguments?.() ?? [])].filter(isValue)

const isValue = (argument: unknown): argument is TemplateValue =>
  typeof argument === 'object' && argument !== null && 'initial' in argument && 'filters' in argument

/** The names in `line.article`; null for anything else: an operator, an index, a literal, or what only liquidjs can count. */
export function pathIn({ initial: { postfix } }: TemplateValue): readonly string[] | null {
  const [token, ...others] = postfix
  if (!token || others.length > 0 || token.variable !== undefined || !token.props) return null
  const names = token.props.map(({ content }) => content)
  return names[0] !== 'forloop' && names.every((name) => typeof name === 'string') ? names : null
}

type Filter = (context: TemplateContext, value: unknown) => unknown

/** The only filter, which puts a value into its text; undefined for none. Null for several, or one that needs more than the value. */
export function filterIn({ filters }: TemplateValue): Filter | undefined | null {
  const [filter, ...others] = filters
  if (others.length > 0 || (filter && filter.args.length > 0)) return null
  return (
    filter && ((context, value) => filter.handler.call({ context, token: filter.token, liquid: filter.liquid }, value))
  )
}

/** From now on a value is what `read` says, and liquidjs is asked where that says nothing. */
export function readFirst(value: TemplateValue, read: Read): void {
  const byLiquid = value.value
  value.value = (context, lenient) => {
    const found = read(context)
    return found === undefined ? byLiquid.call(value, context, lenient) : found
  }
}

/** The innermost scope that has this name, or the outermost. */
export const scopeWith = (context: TemplateContext, name: string): unknown => context.findScope(name)

/** One piece in the place of several: what `say` says, or where that is nothing, what liquidjs makes of them. */
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
