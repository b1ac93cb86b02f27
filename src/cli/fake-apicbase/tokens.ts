export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
}

export interface TokenCache {
  /** Number of granted tokens. */
  readonly issued: number
  /** Answers a request at the token address. */
  grant(form: URLSearchParams, now: number): Response
  accepts(authorization: string | null, now: number): boolean
  /** Revokes every granted token. */
  revoke(): void
}

/** A week, as for tokens of Apicbase. */
export const WEEK_SECONDS = 604_800

export function createTokens({ clientId, clientSecret }: Credentials, seconds: number): TokenCache {
  const valid = new Map<string, number>()
  let issued = 0
  return {
    get issued() {
      return issued
    },
    grant(form, now) {
      if (form.get('grant_type') !== 'client_credentials') return refuse('unsupported_grant_type', 400)
      if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
        return refuse('invalid_client', 401)
      if (form.get('scope') !== 'supplier') return refuse('invalid_scope', 400)
      const token = `token-${++issued}-${now.toString(36)}`
      valid.set(token, now + seconds * 1000)
      return Response.json({ access_token: token, expires_in: seconds, token_type: 'Bearer', scope: 'supplier' })
    },
    accepts(authorization, now) {
      const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
      return token !== undefined && (valid.get(token) ?? 0) > now
    },
    revoke: () => valid.clear(),
  }
}

const refuse = (error: string, status: number): Response => Response.json({ error }, { status })
