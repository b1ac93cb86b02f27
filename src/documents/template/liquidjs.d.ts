/**
 * As much of liquidjs as templates need. Its own declarations bring all of Node's with them, and then the compiler would
 * let a pure file reach for the network; tsconfig.json points here instead.
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
  /** Where it stands, for what liquidjs complains of. */
  readonly token?: unknown
  /** Of plain text. */
  readonly str?: string
  /** Of a tag: what stands before its end. */
  readonly templates?: Template[]
  readonly branches?: readonly Branch[]
  readonly elseTemplates?: Template[]
  arguments?(): Iterable<unknown>
  /** The text, unless it goes to `emitter` by itself. What can be iterated is run to its end by the caller. */
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

/** An expression and its filters. What `value` returns, if it can be iterated, is run to its end by the caller. */
export interface TemplateValue {
  readonly initial: { readonly postfix: readonly TemplateToken[] }
  readonly filters: readonly TemplateFilter[]
  value(context: TemplateContext, lenient?: boolean): unknown
}

interface TemplateToken {
  /** `line.article` has the two words; a path that begins with an expression has that as its variable. */
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
