/**
 * As much of liquidjs as templates need. Its own declarations bring all of Node's with them, and then the compiler would
 * let a pure file reach for the network; tsconfig.json points here instead.
 */
export class Liquid {
  constructor(options: LiquidOptions)
  parse(text: string, name?: string): Template[]
  renderSync(template: Template[], variables: object): unknown
}

export interface LiquidOptions {
  readonly templates: Readonly<Record<string, string>>
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

interface Template {
  readonly token: unknown
}
