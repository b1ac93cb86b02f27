import { readCxmlAnswer } from '../cxml/answer.ts'
import { readEdifactAcknowledgements } from '../edifact/acknowledgements.ts'
import { readUblOrderResponse } from '../ubl/order-response.ts'
import { readX12Acknowledgements } from '../x12/acknowledgements.ts'
import type { AcknowledgementReader } from './acknowledgement.ts'

/** Readers of acknowledgements, by the document's format. The gateway reads no acknowledgements of other formats. */
const readers: Readonly<Record<string, AcknowledgementReader>> = {
  'cxml-1.2': readCxmlAnswer,
  'edifact-d01b': readEdifactAcknowledgements,
  'edifact-d96a': readEdifactAcknowledgements,
  'peppol-order-3': readUblOrderResponse,
  'ubl-order-2.1': readUblOrderResponse,
  'x12-850-4010': readX12Acknowledgements,
  'x12-850-5010': readX12Acknowledgements,
}

export const acknowledgedFormats: readonly string[] = Object.keys(readers)

/** The acknowledged document: for a mail, the attached document. */
export const sentDocument = (document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  document.format === 'email' && isGroup(document.attach) ? document.attach : document

export function readerFor(document: Readonly<Record<string, unknown>>): AcknowledgementReader | null {
  const { format } = sentDocument(document)
  return typeof format === 'string' && Object.hasOwn(readers, format) ? (readers[format] ?? null) : null
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
