import type { Acknowledgement, Party } from '../../model/acknowledgement.ts'
import type { Result } from '../../model/result.ts'
import type { OrderedLine } from './confirmed-lines.ts'

/**
 * Reads a reply, which may hold several acknowledgements. The error is the reason why the reply is unreadable, in words
 * for the receiver. Never throws.
 */
export type AcknowledgementReader = (bytes: Uint8Array) => Result<readonly Acknowledgement[], string>

/** How receivers acknowledge the documents of a route. */
export interface Acknowledgements {
  readonly read: AcknowledgementReader
  /** The party that acknowledges, if the settings name the party. */
  readonly receiver?: Party
  /** The party that sent the order, if the settings name the party. */
  readonly sender?: Party
  /** The documents are marked as tests, so a test acknowledgement answers the documents. */
  readonly test?: boolean
  /** The type of the written messages or groups, as a reply names the type. */
  readonly type?: string
  /** The message has the interchange's number. */
  readonly sharesNumber?: boolean
  /**
   * Reads the lines of a document that the gateway sent, for replies that name no ordered quantities. Empty if the bytes
   * are no document of the format.
   */
  readonly orderedLines?: (document: Uint8Array) => readonly OrderedLine[]
}

/** A party of the settings. */
export const partyOf = ({
  id,
  qualifier = '',
}: {
  readonly id: string
  readonly qualifier?: string | undefined
}): Party => ({
  id,
  qualifier,
})

/** More than any acknowledgement of one order needs, and few enough bytes to read at once. */
export const ACKNOWLEDGEMENT_BYTES = 1_048_576

const REASON_LENGTH = 500

/** Joins texts of a receiver's system into one line that is safe for screens and logs. Null if no text is left. */
export function reasonFrom(parts: readonly string[]): string | null {
  const line = [...new Set(parts.map(oneLine).filter((part) => part !== ''))].join(' ')
  return line === '' ? null : line.slice(0, REASON_LENGTH).toWellFormed()
}

const oneLine = (text: string): string => text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()

/** The codes of a table, for a sentence of the gateway. */
export const listedCodes = (table: Readonly<Record<string, unknown>>): string => Object.keys(table).join(', ')

/** Quotes a receiver's value for a sentence of the gateway. */
export const quoted = (value: string): string => `'${oneLine(value.slice(0, 60)).toWellFormed()}'`
