import type { Language } from '../model/language.ts'
import type { Refusal } from '../model/problem.ts'
import { inLanguage } from '../model/refusal-wording.ts'

/**
 * A refusal as RFC 9457 describes: in a chef's language, or without a language for API clients. `members` are the
 * extension members of this refusal.
 */
export function problemResponse(
  refusal: Refusal,
  headers: Record<string, string> = {},
  language: Language | null = null,
  members: Readonly<Record<string, unknown>> = {},
): Response {
  const { status, title, detail, problems } = inLanguage(refusal, language)
  return Response.json(
    { type: 'about:blank', title, status, detail, problems, ...members },
    { status, headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
  )
}
