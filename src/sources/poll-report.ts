/** The result of a poll run. `seen` is the sum of the next five counts; an order that was read twice counts once. */
export interface PollReport {
  seen: number
  accepted: number
  duplicate: number
  held: number
  /** Orders without a usable id, which cannot be stored. */
  refused: number
  /** Placed before `since`, or already known. */
  skipped: number
  pages: number
  requests: number
  /** False when the scan did not reach the end of the list. */
  complete: boolean
  /** Why the scan did not reach the end. */
  reason?: string
  /** The next run continues where this run stopped. */
  resumes?: true
}

export type Outcome = 'accepted' | 'duplicate' | 'held' | 'refused' | 'skipped'

export const emptyReport = (): PollReport => ({
  seen: 0,
  accepted: 0,
  duplicate: 0,
  held: 0,
  refused: 0,
  skipped: 0,
  pages: 0,
  requests: 0,
  complete: false,
})

export function count(report: PollReport, outcome: Outcome): void {
  report.seen++
  report[outcome]++
}
