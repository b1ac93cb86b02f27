/**
 * The part of liquidjs that templates need. liquidjs's own declarations include all of Node's. The compiler would
 * then let a pure file use the network. tsconfig.json points here instead.
 */
export class Liquid {
  constructor(options: LiquidOptions)
  parse(text: string, name?: string): Template[]
  renderSync(template: Template[], variables: object): unknown
  readonly renderer: TemplateRenderer
}

interface TemplateRenderer {
  renderTemplates(templates: readonly Template[], context: TemplateContext, emitter: TemplateEmitter): unknown
}

export interface LiquidOptions {
  readonly templates: Readonly<Record<string, string>>
  readonly cache: boolean
  readonly outputEscape: (value: unknown) => string
  readonly ownPropertyOnly: boolean
  readonly strictVariables: boolean
  readonly strictFilters: boolean
  readonly lenientIf: boolean
  readonly timezoneOffset: number
  readonly locale: string
  readonly parseLimit: number
  readonly renderLimit: number
  readonly memoryLimit: number
}

/** A piece of a parsed template. */
export interface Template {
  /** The position, for errors of liquidjs. */
  readonly token?: unknown
  /** The text of a plain-text piece. */
  readonly str?: string
  /** The pieces before the end of a tag. */
  readonly templates?: Template[]
  readonly branches?: readonly Branch[]
  readonly elseTemplates?: Template[]
  arguments?(): Iterable<unknown>
  /** Returns the text, or writes the text to `emitter`. The caller runs an iterable result to the end. */
  render(context: TemplateContext, emitter: TemplateEmitter): unknown
}

interface Branch {
  readonly value: TemplateValue
  readonly templates: Template[]
}

export declare class Output implements Template {
  readonly value: TemplateValue
  render: Template['render']
}

export declare class IfTag implements Template {
  readonly branches: readonly Branch[]
  readonly elseTemplates?: Template[]
  render: Template['render']
}

export type TemplateEmitter = object

/** An expression and its filters. The caller runs an iterable result of `value` to the end. */
export interface TemplateValue {
  readonly initial: { readonly postfix: readonly TemplateToken[] }
  readonly filters: readonly TemplateFilter[]
  value(context: TemplateContext, lenient?: boolean): unknown
}

interface TemplateToken {
  /** `line.article` has two names. A path that begins with an expression has the expression as `variable`. */
  readonly props?: readonly { readonly content?: unknown }[]
  readonly variable?: unknown
}

interface TemplateFilter {
  readonly args: readonly unknown[]
  readonly token: unknown
  readonly liquid: unknown
  readonly handler: (value: unknown) => unknown
}

export interface TemplateContext {
  /** The innermost scope that has this name, or the outermost. */
  findScope(name: string): unknown
  readonly liquid: Liquid
}
