import type { Code, Digits, ExactElements, Key, Wording } from '../content/elements.ts'
import type { MessageType } from './interchange.ts'

/** Where the UN/EDIFACT directories differ for an order: the message type, and the length of elements. */
export interface Directory {
  /** The format's id. */
  readonly id: string
  /** As a person would name it. */
  readonly name: string
  /** S009: type, version, release, agency. */
  readonly messageType: MessageType
  /** 7143 for a GTIN */
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
