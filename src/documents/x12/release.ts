import type { Code, Digits, ExactElements, Key, Wording } from '../content/elements.ts'

/** Where the releases of X12 differ for an order: what the envelope says of itself, and the length of elements. */
export interface Release {
  /** The format's id. */
  readonly id: string
  /** As a person would name it. */
  readonly name: string
  /** ISA12 */
  readonly control: string
  /** GS08 */
  readonly version: string
  /** ISA11 declares a separator between repetitions; before 00402 it holds U. */
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
  /** The segment of the N9 loop that carries text: MSG01 or MTX02, a thousand of them. */
  readonly note: 'MSG' | 'MTX'
  readonly remarks: Wording
  /** PID05, which may repeat. */
  readonly description: Wording
  /** PER02 */
  readonly contact: Wording
  /** PER04 */
  readonly mail: Key
}
