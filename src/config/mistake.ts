/** Something in a configuration that must be mended before anything starts. */
export interface Mistake {
  /** Where it stands, as `suppliers.fresco.routes[0].transport.url`. */
  readonly path: string
  /** What is wrong and how to mend it. Never holds a value that could be a secret. */
  readonly message: string
}

export type Step = string | number

/** Steps as people write them: `routes[0].name`; a key that isn't a word stands in quotes. */
export const pathOf = (steps: readonly Step[]): string =>
  steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`
    if (!/^[\w$-]+$/.test(step)) return `${path}[${JSON.stringify(step)}]`
    return path === '' ? step : `${path}.${step}`
  }, '')

/** What stands at these steps, or undefined. */
export function valueAt(root: unknown, steps: readonly Step[]): unknown {
  let value = root
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = Reflect.get(value, step)
  }
  return value
}

export const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
