import type { Refusal } from '../model/problem.ts'
import { inLanguage } from '../model/refusal-wording.ts'
import type { Supplier } from '../profile/supplier.ts'

/** A refusal as RFC 9457 describes: in a chef's language, or without a language for API clients. */
export function problemResponse(
  refusal: Refusal,
  headers: Record<string, string> = {},
  language: Supplier['language'] | null = null,
): Response {
  const { status, title, detail, problems } = inLanguage(refusal, language)
  return Response.json(
    { type: 'about:blank', title, status, detail, problems },
    { status, headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
  )
}
