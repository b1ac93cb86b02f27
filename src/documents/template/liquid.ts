import { Liquid } from 'liquidjs'
import { templates } from '../../../templates/index.ts'
import { followPaths } from './liquid-paths.ts'
import { joinRuns } from './liquid-runs.ts'

/** A prepared template. */
export interface Layout {
  /** Throws if the template uses a missing variable or exceeds a limit. */
  fill(variables: object): string
}

interface LayoutRules {
  /** Escapes every `{{ … }}`, unless the template says `| raw`. */
  readonly put: (value: string) => string
}

/**
 * The limit of rendering counts milliseconds of the clock, not of CPU: a busy computer must not refuse a correct template.
 * Only the command line counts it, because the clock of a Worker stands still while the Worker calculates.
 */
const LIMITS = { parseLimit: 1_000_000, renderLimit: 20_000, memoryLimit: 50_000_000 }

/** Throws on a mistake in the template, with the line number. */
export function layout(text: string, name: string, rules: LayoutRules): Layout {
  const engine = new Liquid({
    ...LIMITS,
    templates,
    // An included template is parsed once, not on each fill.
    cache: true,
    outputEscape: (value) => rules.put(plain(value)),
    // A field of an order must not reach the properties that JavaScript puts on every object.
    ownPropertyOnly: true,
    // A typing error in a variable's name would leave a gap in every order.
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    // Dates without a time keep their day in every time zone.
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

/** The message of liquidjs, without the excerpt of the template that follows. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
