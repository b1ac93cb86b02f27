import type { ApiAccount } from '../sources/api-session.ts'
import { inJurisdiction } from './jurisdiction.ts'

/** The account by the digest of its credentials. Every call uses a fresh stub. */
export function accountOf(env: Env, credentials: string): ApiAccount {
  const stub = () => inJurisdiction(env, env.ACCOUNT).getByName(credentials)
  return {
    turn: async (outcome, request) => stub().turn(outcome, request),
    report: async (outcome) => stub().report(outcome),
    token: async () => stub().token(),
    keepToken: async (token) => stub().keepToken(token),
  }
}
