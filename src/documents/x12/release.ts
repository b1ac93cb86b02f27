import type { Code, Digits, ExactElements, Key, Wording } from '../content/elements.ts'

/** Differences between X12 releases for an order: the envelope, and the lengths of elements. */
export interface Release {
  readonly id: string
  /** The name for people. */
  readonly name: string
  /** ISA12 */
  readonly control: string
  /** GS08 */
  readonly version: string
  /** ISA11 declares the repetition separator; before 00402 ISA11 holds U. */
  readonly repeats: boolean
  /** BEG03, N104, PO107, PO102 */
  readonly exact: ExactElements
  /** REF02 */
  readonly reference: Key
  /** PO103 */
  readonly unit: Code
  /** PO104 */
  readonly price: Digits
  /** AMT02 */
  readonly total: Digits
  /** The text segment of the N9 loop: MSG01 or MTX02, at most 1000 segments. */
  readonly note: 'MSG' | 'MTX'
  readonly remarks: Wording
  /** PID05, which may repeat. */
  readonly description: Wording
  /** PER02 */
  readonly contact: Wording
  /** PER04 */
  readonly mail: Key
}
