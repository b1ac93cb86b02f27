import { Liquid } from 'liquidjs'
import { templates } from '../../../templates/index.ts'
import { followPaths } from './liquid-paths.ts'
import { joinRuns } from './liquid-runs.ts'

/** A template made ready. */
export interface Layout {
  /** Throws when the template asks for something that isn't there, or takes more than it may. */
  fill(variables: object): string
}

interface LayoutRules {
  /** Every `{{ … }}` passes it, unless the template says `| raw`. */
  readonly put: (value: string) => string
}

const LIMITS = { parseLimit: 1_000_000, renderLimit: 2_000, memoryLimit: 50_000_000 }

/** Throws on a mistake in the template, naming its line. */
export function layout(text: string, name: string, rules: LayoutRules): Layout {
  const engine = new Liquid({
    ...LIMITS,
    templates,
    // An included template is parsed once, not in each fill.
    cache: true,
    outputEscape: (value) => rules.put(plain(value)),
    // A field of an order must not reach what JavaScript puts on every object.
    ownPropertyOnly: true,
    // A slip in a variable's name would leave a hole in every order.
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    // Dates without a time stay the day they are, wherever this runs.
    timezoneOffset: 0,
    locale: 'en',
  })
  const parsed = engine.parse(text, name)
  followPaths(parsed)
  joinRuns(parsed)
  return { fill: (variables) => String(engine.renderSync(parsed, variables)) }
}

const plain = (value: unknown): string =>
  Array.isArray(value) ? value.map(plain).join('') : value === null || value === undefined ? '' : String(value)

/** What liquidjs says, without the excerpt of the template that follows. */
export const complaint = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
