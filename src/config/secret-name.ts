import { isGroup } from '../text/parsed-json.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'

/**
 * Finds a cloud access key in place of a secret's name: both use the same letters. The message never repeats the
 * value, which may be a secret.
 */
export function secretNameMistake(name: string, path: string): Mistake[] {
  const isKey = /^[A-Z0-9]{16,}$/.test(name) && /\d/.test(name)
  if (!isKey) return []
  return [
    {
      path,
      message:
        'holds what looks like a secret, and the NAME of a secret belongs here, such as FRESCO_PASSWORD. If it is one, take it out of this file, have it replaced, and set the new one with `npm run wrangler -- secret put`.',
    },
  ]
}

const TELLING_HEADER = /^(authorization|proxy-authorization|cookie|(x-)?api-?key|x-auth-token)$/i

/** Finds credentials in a header or an address, where a transport needs none. */
export function openSecretMistakes(transport: Record<string, unknown>, at: readonly Step[]): Mistake[] {
  const mistakes: Mistake[] = []
  for (const header of isGroup(transport.headers) ? Object.keys(transport.headers) : []) {
    if (!TELLING_HEADER.test(header)) continue
    mistakes.push({
      path: pathOf([...at, 'headers', header]),
      message:
        "would put a secret into this file. Use `auth: { kind: 'header', name: '…', value: 'NAME_OF_A_SECRET' }`.",
    })
  }
  const own = Object.entries(transport).map(([key, value]) => [[key], value] as const)
  const ofProof = Object.entries(isGroup(transport.auth) ? transport.auth : {}).map(
    ([key, value]) => [['auth', key], value] as const,
  )
  for (const [steps, value] of [...own, ...ofProof]) {
    if (typeof value !== 'string' || !URL.canParse(value)) continue
    const { username, password } = new URL(value)
    if (username === '' && password === '') continue
    mistakes.push({
      path: pathOf([...at, ...steps]),
      message: 'holds a user or a password. Take them out of the address, and name them as secrets: see `auth`.',
    })
  }
  return mistakes
}
