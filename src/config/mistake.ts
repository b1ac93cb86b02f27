/** A mistake in a configuration. The gateway does not start before all mistakes are fixed. */
export interface Mistake {
  /** The place, such as `suppliers.fresco.routes[0].transport.url`. */
  readonly path: string
  /** The mistake and the fix. Never holds a value that could be a secret. */
  readonly message: string
}

export type Step = string | number

/** Writes steps in the form of the configuration: `routes[0].name`. A key that is not a word gets quotes. */
export const pathOf = (steps: readonly Step[]): string =>
  steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`
    if (!/^[\w$-]+$/.test(step)) return `${path}[${JSON.stringify(step)}]`
    return path === '' ? step : `${path}.${step}`
  }, '')

/** The value at these steps, or undefined. */
export function valueAt(root: unknown, steps: readonly Step[]): unknown {
  let value = root
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = Reflect.get(value, step)
  }
  return value
}
