import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'

/** Receivers sort by media type and extension, and file names end in the extension. */
const KINDS: Readonly<Record<string, readonly [mediaType: string, extension: string]>> = {
  csv: ['text/csv', 'csv'],
  'cxml-1.2': ['application/xml', 'xml'],
  'edifact-d01b': ['application/EDIFACT', 'edi'],
  'edifact-d96a': ['application/EDIFACT', 'edi'],
  email: ['message/rfc822', 'eml'],
  'fixed-width': ['text/plain', 'txt'],
  'gs1-order-3': ['application/xml', 'xml'],
  'idoc-orders05': ['application/xml', 'xml'],
  json: ['application/json', 'json'],
  'opentrans-2.1': ['application/xml', 'xml'],
  'peppol-order-3': ['application/xml', 'xml'],
  template: ['text/plain', 'txt'],
  'tradacoms-orders-9': ['application/EDI-consent', 'tra'],
  'ubl-order-2.1': ['application/xml', 'xml'],
  'x12-850-4010': ['application/EDI-X12', 'x12'],
  'x12-850-5010': ['application/EDI-X12', 'x12'],
}

describe('the kind of document', () => {
  it.each(Object.entries(formats))('of %s is the one that is told', (id, { mediaType, extension }) => {
    expect([mediaType, extension]).toEqual(KINDS[id])
  })
})
