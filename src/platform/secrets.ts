import type { Secrets } from '../ports.ts'

/** Secrets are bindings. The names come from the configuration, so the generated `Env` cannot know the secrets. */
export const createSecrets = (env: Env): Secrets => ({
  get(name) {
    const value: unknown = Reflect.get(env, name)
    return typeof value === 'string' && value.trim() !== '' ? value : undefined
  },
})

/** Whether `npm start` runs the gateway, on the user's machine. */
export const isLocal = (secrets: Secrets): boolean => secrets.get('ORDERBRIDGE_LOCAL') !== undefined
