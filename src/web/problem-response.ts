import type { Refusal } from '../problem.ts'
import type { Supplier } from '../profile/supplier.ts'
import { inLanguage } from '../text/wording.ts'

/** A refusal as RFC 9457 has it: to a chef in a language, to whoever calls our interfaces without one. */
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
