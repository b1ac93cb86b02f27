import type { Secrets } from '../../src/ports.ts'

export const fakeSecrets = (values: Readonly<Record<string, string>> = {}): Secrets => ({ get: (name) => values[name] })
