import type { AttemptResult } from '../../model/attempt-result.ts'
import { ok, type Result } from '../../model/result.ts'
import type { Secrets } from '../../ports.ts'
import { secretValues } from '../secret-values.ts'

/** Address of the server, and the credentials. */
export interface SftpAccess {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly hostKeys: readonly string[]
  readonly legacy: boolean
  readonly timeoutSeconds: number
  /** Names of secrets. */
  readonly password?: string | undefined
  readonly privateKey?: string | undefined
  readonly passphrase?: string | undefined
}

interface SftpProof {
  readonly password?: string
  readonly privateKey?: string
  readonly passphrase?: string
}

const SECRETS = ['password', 'privateKey', 'passphrase'] as const

export const proofSecrets = (access: SftpAccess): string[] => SECRETS.flatMap((setting) => access[setting] ?? [])

/** Reads the secrets of the sign-in. If a secret is missing, the gateway must not connect. */
export function proofOf(access: SftpAccess, secrets: Secrets): Result<SftpProof, AttemptResult> {
  const values = secretValues(proofSecrets(access), secrets)
  if (!values.ok) return values
  const proof: Record<string, string> = {}
  for (const setting of SECRETS) {
    const value = access[setting] && secrets.get(access[setting])
    if (value !== undefined) proof[setting] = value
  }
  return ok(proof)
}

/** A server may require both a key and a password: the gateway offers each method once. */
export const signInMethods = ({ privateKey, password }: SftpProof): string[] => [
  ...(privateKey === undefined ? [] : ['publickey']),
  ...(password === undefined ? [] : ['password', 'keyboard-interactive']),
]
