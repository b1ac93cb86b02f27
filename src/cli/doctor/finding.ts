/** What was seen of one phase of one place, in words for whoever runs the gateway. Never a credential. */
export interface Finding {
  readonly phase: string
  /** `doubt` is for a person to judge, and fails nothing. */
  readonly verdict: 'good' | 'doubt' | 'bad'
  /** What happened: one sentence. */
  readonly text: string
  /** What to do next. */
  readonly help?: string
}

/** What an examination finds, phase by phase, while it goes on; its value is what the next phase needs. */
export type Findings<T = void> = AsyncGenerator<Finding, T, void>

export const passed = (phase: string, said: string): Finding => ({ phase, verdict: 'good', text: said })
export const unsure = (phase: string, said: string, help: string): Finding => ({
  phase,
  verdict: 'doubt',
  text: said,
  help,
})
export const failed = (phase: string, said: string, help: string): Finding => ({
  phase,
  verdict: 'bad',
  text: said,
  help,
})
