import type { Code, Digits, ExactElements, Key, Wording } from '../content/elements.ts'
import type { MessageType } from './interchange.ts'

/**
 * Differences between UN/EDIFACT directories for an order: the message type, and the lengths of elements. Keys and
 * wording are `padded`: ISO 9735 lets readers drop spaces at the end of a component, and keeps spaces at the beginning.
 */
export interface Directory {
  /** The id of the format. */
  readonly id: string
  /** The name for people. */
  readonly name: string
  /** S009: type, version, release, agency. */
  readonly messageType: MessageType
  /** 7143 for a GTIN. */
  readonly itemNumberType: 'EN' | 'SRV'
  /** 1004, 3039, 7140, 6060 */
  readonly exact: ExactElements
  /** 1154 */
  readonly reference: Key
  /** 6411 */
  readonly unit: Code
  /** 5118 */
  readonly price: Digits
  /** 5284 */
  readonly priceBasis: Digits
  /** 5004 */
  readonly total: Digits
  /** 4440, five in an FTX, 99 FTX */
  readonly remarks: Wording
  /** 7008, two in an IMD */
  readonly description: Wording
  /** 3412 */
  readonly contact: Wording
  /** 3148 */
  readonly mail: Key
}
