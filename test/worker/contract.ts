import type { Operation } from '../../scripts/openapi/operation.ts'
import { OPERATIONS } from '../../scripts/openapi/operations.ts'
import { refusal } from '../../scripts/openapi/problem.ts'

/** Literal parts first: `/api/orders/counts` is no order. */
const known = OPERATIONS.map((operation) => ({
  operation,
  literals: operation.path.split('/').filter((part) => !part.startsWith('{')).length,
  form: new RegExp(`^${operation.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`),
})).toSorted((a, b) => b.literals - a.literals)

const operationFor = (method: string, path: string): Operation | undefined =>
  known.find(({ operation, form }) => operation.method === method.toLowerCase() && form.test(path))?.operation

/**
 * Throws where an answer is not as /openapi.json says. Every answer that a test gets is read, so that the document cannot
 * say anything else than the gateway does.
 */
export function holdToContract(request: { method: string; url: string }, response: Response, json: unknown): void {
  const { pathname } = new URL(request.url)
  const operation = operationFor(request.method, pathname)
  if (!operation) return
  const { status } = response
  const isAnswer = status === 200 || (operation.path === '/healthz' && !isRefusal(response))
  const schema = isAnswer ? operation.answer : isRefusal(response) ? refusal : null
  if (schema === null || typeof schema === 'string') return
  const { error } = schema.safeParse(json)
  if (!error) return
  const issues = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message || issue.code}`)
  throw new Error(
    `${request.method} ${pathname} answered ${status} other than /openapi.json says: ${issues.join('; ')}\n${JSON.stringify(json)}`,
  )
}

const isRefusal = ({ headers }: Response): boolean => headers.get('content-type') === 'application/problem+json'
