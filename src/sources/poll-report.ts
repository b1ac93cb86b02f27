/** What a run found. `seen` is the sum of the next five; an order read twice counts once. */
export interface PollReport {
  seen: number
  accepted: number
  duplicate: number
  held: number
  /** Without a usable id, so that there is nothing to keep them under. */
  refused: number
  /** Placed before `since`, or known already. */
  skipped: number
  pages: number
  requests: number
  /** False when the list was not read to its end. */
  complete: boolean
  /** Why not. */
  reason?: string
  /** The next run goes on where this one stopped. */
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
