/** A mutant that no test can catch, because the document is the same. */
export interface Equivalent {
  readonly file: string
  readonly operator: string
  readonly was: string
  /** What else stands on its line, where the same code stands elsewhere too. */
  readonly on?: string
  readonly why: string
}

export const MEMORY = 'A memory of a pure function: without it the same is made anew.'
export const UNREACHED = 'The compiler asks for it; there is always a value, so that it is never taken.'
export const SHORT_CUT = 'A short cut: the longer way comes to the same.'
