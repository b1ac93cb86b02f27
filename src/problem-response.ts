import { detail, type Refusal } from './problem.ts'

/** A refusal as RFC 9457 has it. */
export const problemResponse = ({ status, title, problems }: Refusal, headers: Record<string, string> = {}): Response =>
  Response.json(
    { type: 'about:blank', title, status, detail: detail(problems), problems },
    { status, headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
  )
