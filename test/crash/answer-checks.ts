import type { Check } from './check.ts'
import type { Customer } from './customer.ts'

/** The webhook answers within this (docs: what must always hold). */
const ANSWER_MS = 5_000

/** What must hold of the answers to the customers. */
export function answerChecks({ orders, refusals, slowestMs }: Customer, placed: number): Check[] {
  return [
    {
      name: `every one of ${placed} orders was answered 2xx in the end`,
      broken:
        orders.length === placed
          ? orders.filter(({ answers }) => answers.length === 0).map(({ id }) => id)
          : [`only ${orders.length} were placed`],
    },
    { name: 'no posting was refused', broken: refusals },
    {
      name: 'every answer came within 5 seconds',
      broken: slowestMs > ANSWER_MS ? [`the slowest took ${slowestMs} ms`] : [],
    },
    {
      name: 'the same content placed again is a duplicate of the same version',
      broken: orders.flatMap(({ id, answers }) =>
        answers.flatMap(({ status, version, quantity }, at) => {
          const before = answers.slice(0, at).find((one) => one.quantity === quantity)
          const fits = !before || (status === 'duplicate' && version === before.version)
          return fits ? [] : [`${id}: version ${before.version}, then ${status} ${version}`]
        }),
      ),
    },
    {
      name: 'an order that was never edited has one version',
      broken: orders.flatMap(({ id, edits, answers }) =>
        answers.filter(({ version }) => edits === 0 && version !== 1).map(({ version }) => `${id}: version ${version}`),
      ),
    },
  ]
}
