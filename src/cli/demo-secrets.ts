import { randomBytes } from 'node:crypto'
import type { SecretName } from '../config.ts'
import type { Vars } from './vars.ts'

/** Opens the Admin API. */
export const CONSOLE_TOKEN = 'CONSOLE_TOKEN'

/** An HMAC key gains nothing from more, and a shorter one can be guessed. The Worker closes a webhook that has less. */
const LEAST_BYTES = 16

/** Made-up secrets for every name, so that a first start needs no preparation. An address can't be made up. */
export function demoVars(names: readonly SecretName[]): Vars {
  const invented = names.filter(({ usedBy }) => !usedBy.startsWith('alerts')).map(({ name }) => name)
  return new Map([...new Set([CONSOLE_TOKEN, ...invented])].map((name) => [name, randomBytes(24).toString('hex')]))
}

/** What is wrong with the secrets at hand, by name; their values are never repeated. */
export function secretWarnings(names: readonly SecretName[], vars: Vars): string[] {
  const all = [{ name: CONSOLE_TOKEN, usedBy: 'the Admin API', guards: true }, ...names]
  return all.flatMap(({ name, usedBy, guards }) => {
    const value = vars.get(name)
    const fault = value === undefined ? 'is missing' : value.trim() === '' ? 'is blank' : guards && weakness(value)
    return fault ? [`${name} ${fault}; it is for ${usedBy}.`] : []
  })
}

function weakness(value: string): string | false {
  if (/\s$/.test(value)) return 'ends in white space'
  return Buffer.byteLength(value) < LEAST_BYTES && `is shorter than ${LEAST_BYTES} bytes`
}
