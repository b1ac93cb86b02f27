import type { Secrets } from '../ports.ts'
import type { OrderProgress } from '../steps/dispatch-ports.ts'

/** Logs each step of an order as a line of JSON, for `npm start` only: order numbers belong in no lasting log. */
export const progressIn = (secrets: Secrets): ((progress: OrderProgress) => void) | undefined =>
  secrets.get('ORDERBRIDGE_PROGRESS') === undefined
    ? undefined
    : (progress) => console.log(JSON.stringify({ progress }))
