import { validate } from '../../src/steps/validate.ts'
import { bodyOf, postedOrder, supplierWith } from '../fakes/orders.ts'

export const NOON = Date.UTC(2026, 10, 24, 11)
export const supplier = supplierWith()
export const judge = (body: string | Uint8Array, settings = supplier, now: number | null = NOON) =>
  validate(typeof body === 'string' ? new TextEncoder().encode(body) : body, settings, now)
export const posted = (overrides: Record<string, unknown> = {}, settings = supplier, now: number | null = NOON) =>
  judge(bodyOf(postedOrder(overrides)), settings, now)

export const taken = (judged: ReturnType<typeof judge>) => {
  if (!judged.ok) throw new Error(JSON.stringify(judged.error.refusal.problems))
  return judged.value
}
export const refused = (judged: ReturnType<typeof judge>) => {
  if (judged.ok) throw new Error('It was taken.')
  const { status, problems } = judged.error.refusal
  return { status, problems: problems.map(({ path, code }) => `${path} ${code}`) }
}
export const line = (overrides: Record<string, unknown> = {}) => ({ ...postedOrder().packages[0], ...overrides })
