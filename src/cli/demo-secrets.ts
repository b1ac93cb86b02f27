import { randomBytes } from 'node:crypto'
import type { SecretName } from '../profile/secret-names.ts'
import type { Vars } from './vars.ts'

/** Secret that opens the Admin API. */
export const CONSOLE_TOKEN = 'CONSOLE_TOKEN'

/** The secret that every gateway needs, whatever the configuration names. */
export const CONSOLE_SECRET: SecretName = {
  ...{ name: CONSOLE_TOKEN, usedBy: ['the console and the Admin API'], guards: true },
  origin: 'operator',
}

/**
 * Least length of a secret. An attacker could guess a shorter secret, so the Worker closes a webhook with a shorter
 * secret.
 */
const LEAST_BYTES = 16

/**
 * Sample secrets for every name, so that a first start needs no preparation. Leaves out addresses, which cannot be
 * invented.
 */
export function demoVars(names: readonly SecretName[]): Vars {
  const invented = names.filter(({ origin }) => origin !== 'address').map(({ name }) => name)
  return new Map([...new Set([CONSOLE_TOKEN, ...invented])].map((name) => [name, randomBytes(24).toString('hex')]))
}

/** Problems of the secrets, by name; never repeats a value. */
export function secretWarnings(names: readonly SecretName[], vars: Vars): string[] {
  const all = [CONSOLE_SECRET, ...names]
  return all.flatMap(({ name, usedBy, guards }) => {
    const value = vars.get(name)
    const fault = value === undefined ? 'is missing' : value.trim() === '' ? 'is blank' : guards && weakness(value)
    return fault ? [`${name} ${fault}; it is for ${usedBy.join(', ')}.`] : []
  })
}

function weakness(value: string): string | false {
  if (/\s$/.test(value)) return 'ends in white space'
  return Buffer.byteLength(value) < LEAST_BYTES && `is shorter than ${LEAST_BYTES} bytes`
}
