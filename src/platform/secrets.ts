import type { Secrets } from '../ports.ts'

/** Secrets are bindings whose names come from the configuration, so the generated `Env` can't know them. */
export const createSecrets = (env: Env): Secrets => ({
  get(name) {
    const value: unknown = Reflect.get(env, name)
    return typeof value === 'string' && value.trim() !== '' ? value : undefined
  },
})
