import type { Secrets } from '../ports.ts'

/** Whom to reach, and how to prove who we are. */
export interface SftpAccess {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly hostKeys: readonly string[]
  readonly legacy: boolean
  readonly timeoutSeconds: number
  /** These three are names of secrets. */
  readonly password?: string | undefined
  readonly privateKey?: string | undefined
  readonly passphrase?: string | undefined
}

export interface SftpProof {
  readonly password?: string
  readonly privateKey?: string
  readonly passphrase?: string
}

const SECRETS = ['password', 'privateKey', 'passphrase'] as const

export const proofSecrets = (access: SftpAccess): string[] => SECRETS.flatMap((setting) => access[setting] ?? [])

/** Null when a secret is missing: then nobody must be called. */
export function proofOf(access: SftpAccess, secrets: Secrets): SftpProof | null {
  const proof: Record<string, string> = {}
  for (const setting of SECRETS) {
    const name = access[setting]
    if (name === undefined) continue
    const value = secrets.get(name)
    if (value === undefined) return null
    proof[setting] = value
  }
  return proof
}

/** A server may ask for both a key and a password: each is offered once. */
export const waysIn = ({ privateKey, password }: SftpProof): string[] => [
  ...(privateKey === undefined ? [] : ['publickey']),
  ...(password === undefined ? [] : ['password', 'keyboard-interactive']),
]
