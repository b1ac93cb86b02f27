import type { Problem } from '../../model/problem.ts'
import type { OrderView } from '../../outbox/views.ts'

/** The problems of a refused order; empty for an accepted order. */
export const problemsOf = ({ problems }: Pick<OrderView, 'problems'>): readonly Problem[] =>
  Array.isArray(problems) ? problems : []
