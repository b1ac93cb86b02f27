/** Result of a phase at a place, in words for the operator. Never holds a credential. */
export interface Finding {
  readonly phase: string
  /** `doubt` needs the operator's judgement, and is no failure. */
  readonly verdict: 'good' | 'doubt' | 'bad'
  /** The event, in one sentence. */
  readonly text: string
  /** The next step for the operator. */
  readonly help?: string
}

/**
 * Findings of an examination, phase by phase while the examination runs. The return value is the input of the next
 * phase.
 */
export type Findings<T = void> = AsyncGenerator<Finding, T, void>

export const passed = (phase: string, text: string): Finding => ({ phase, verdict: 'good', text })
export const unsure = (phase: string, text: string, help: string): Finding => ({
  phase,
  verdict: 'doubt',
  text,
  help,
})
export const failed = (phase: string, text: string, help: string): Finding => ({
  phase,
  verdict: 'bad',
  text,
  help,
})
