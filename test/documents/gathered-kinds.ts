import { expect } from 'vitest'
import { readEdifact as readInterchange } from '../../src/documents/edifact/envelope.ts'
import { readX12 as readInterchangeX12 } from '../../src/documents/x12/envelope.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { readTradacoms } from './tradacoms/reader.ts'

const GLNS = { sender: { id: '5412345000020' }, recipient: { id: '5412345000013' } }
const PARTIES = { sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }
export const FIXED = [
  {
    record: 'header',
    columns: [
      { constant: 'HDR', width: 5 },
      { field: 'preparedOn', width: 8 },
    ],
  },
  {
    record: 'header',
    columns: [
      { constant: 'O', width: 1 },
      { field: 'orderNumber', width: 20 },
    ],
  },
  {
    record: 'line',
    columns: [
      { field: 'articleNumber', width: 12 },
      { field: 'quantity', width: 9, align: 'right', pad: '0' },
    ],
  },
  {
    record: 'trailer',
    columns: [
      { constant: 'E', width: 1 },
      { field: 'lineCount', width: 4 },
      { field: 'customerNumber', width: 9 },
    ],
  },
  {
    record: 'trailer',
    columns: [
      { field: 'orderCount', width: 3 },
      { field: 'lineCount', width: 2 },
      { field: 'total', width: 12 },
    ],
  },
]

/** The text about each order in a combined document, without fields of the document and positions in the document. */
export const KINDS: Readonly<Record<string, { settings: object; parts(text: string): readonly string[] }>> = {
  'edifact-d96a': { settings: { ...PARTIES, charset: 'UNOY' }, parts: (text) => messages(text) },
  'edifact-d01b': { settings: { ...PARTIES, charset: 'UNOY', group: {} }, parts: (text) => messages(text) },
  'x12-850-4010': { settings: PARTIES, parts: (text) => sets(text) },
  'x12-850-5010': { settings: PARTIES, parts: (text) => sets(text) },
  'tradacoms-orders-9': { settings: GLNS, parts: (text) => tradacomsMessages(text) },
  'idoc-orders05': {
    settings: { sender: { port: 'A', id: 'B' }, recipient: { port: 'C', id: 'D' } },
    parts: (text) => [...text.matchAll(/<IDOC BEGIN="1">.*?<\/IDOC>/gs)].map(([whole]) => whole),
  },
  'gs1-order-3': {
    settings: GLNS,
    parts: (text) => [...text.matchAll(/<order>.*?<\/order>/gs)].map(([whole]) => whole),
  },
  json: { settings: {}, parts: (text) => [JSON.parse(text)].flat().map((one) => JSON.stringify(one)) },
  csv: { settings: {}, parts: (text) => [text.split('\r\n').slice(1, -1).join('\n')] },
  'fixed-width': { settings: {}, parts: (text) => [text] },
}

function messages(text: string): string[] {
  const read = readInterchange(utf8(text))
  if (!read.ok) throw new Error(read.error)
  expect(read.value.messages.map(({ reference }) => reference)).toEqual(read.value.messages.map((_, at) => `${at + 1}`))
  return read.value.messages.map(({ segments }) => JSON.stringify(segments))
}

function sets(text: string): string[] {
  const read = readInterchangeX12(utf8(text))
  if (!read.ok) throw new Error(read.error)
  const found = read.value.sets
  expect(found.map(({ reference }) => Number(reference.split(/\D/).at(-1)))).toEqual(found.map((_, at) => at + 1))
  return found.map(({ segments }) => JSON.stringify(segments))
}

function tradacomsMessages(text: string): string[] {
  const found: { tag: string; elements: readonly (readonly string[])[] }[][] = []
  for (const segment of readTradacoms(text)) {
    if (segment.tag === 'MHD') found.push([])
    else if (segment.tag === 'MTR') {
      expect(segment.elements[0]?.[0]).toBe(String((found.at(-1)?.length ?? 0) + 2))
    } else found.at(-1)?.push(segment)
  }
  const heads = readTradacoms(text).filter(({ tag }) => tag === 'MHD')
  expect(heads.map(({ elements }) => elements[0]?.[0])).toEqual(heads.map((_, at) => `${at + 1}`))
  const [end, ...trailer] = found.at(-1) ?? []
  expect(end?.elements[0]?.[0]).toBe(String(found.length - 2))
  // END follows the last message and counts all messages.
  expect(trailer.map(({ elements }) => elements[0]?.[0])).toEqual([String(found.length)])
  return found.slice(1, -1).map((segments) => JSON.stringify(segments))
}
