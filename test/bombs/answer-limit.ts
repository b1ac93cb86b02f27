/** Orders placed without a hostile message, to measure the machine. */
export const CALM_ORDERS = 40
const ANSWER_LIMIT_MS = 1_000
const TIMES_CALM = 4

/** How long a real order may wait beside hostile messages: a second, or longer where a busy machine is slow anyway. */
export const answerLimit = (calm: readonly number[]): number =>
  Math.max(ANSWER_LIMIT_MS, TIMES_CALM * Math.max(...calm))
