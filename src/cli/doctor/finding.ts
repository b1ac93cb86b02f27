/** What was seen of one phase of one place, in words for whoever runs the gateway. Never a credential. */
export interface Finding {
  readonly phase: string
  /** `doubt` is for a person to judge, and fails nothing. */
  readonly verdict: 'good' | 'doubt' | 'bad'
  /** What happened: one sentence. */
  readonly said: string
  /** What to do next. */
  readonly help?: string
}

/** What an examination finds, phase by phase, while it goes on; its value is what the next phase needs. */
export type Findings<T = void> = AsyncGenerator<Finding, T, void>

export const good = (phase: string, said: string): Finding => ({ phase, verdict: 'good', said })
export const doubt = (phase: string, said: string, help: string): Finding => ({ phase, verdict: 'doubt', said, help })
export const bad = (phase: string, said: string, help: string): Finding => ({ phase, verdict: 'bad', said, help })
