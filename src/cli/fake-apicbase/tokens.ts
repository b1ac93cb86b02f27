export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
}

export type TokenCache = ReturnType<typeof createTokens>

/** A week, as for tokens of Apicbase. */
export const WEEK_SECONDS = 604_800

export function createTokens({ clientId, clientSecret }: Credentials, seconds: number) {
  const valid = new Map<string, number>()
  let issued = 0
  return {
    /** Number of granted tokens. */
    get issued() {
      return issued
    },
    /** Answers a request at the token address. */
    grant(form: URLSearchParams, now: number): Response {
      if (form.get('grant_type') !== 'client_credentials') return refuse('unsupported_grant_type', 400)
      if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
        return refuse('invalid_client', 401)
      if (form.get('scope') !== 'supplier') return refuse('invalid_scope', 400)
      const token = `token-${++issued}-${now.toString(36)}`
      valid.set(token, now + seconds * 1000)
      return Response.json({ access_token: token, expires_in: seconds, token_type: 'Bearer', scope: 'supplier' })
    },
    accepts(authorization: string | null, now: number): boolean {
      const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
      return token !== undefined && (valid.get(token) ?? 0) > now
    },
    /** Revokes every granted token. */
    revoke: () => valid.clear(),
  }
}

const refuse = (error: string, status: number): Response => Response.json({ error }, { status })
