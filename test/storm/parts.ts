import type { Part } from './ledger.ts'

/** The orders in a document of any of the formats that this run writes. */
export function partsOf(text: string, isRepeat: boolean): Part[] {
  const parts = text.startsWith('ISA')
    ? x12Parts(text)
    : text.startsWith('UN')
      ? edifactParts(text)
      : text.startsWith('{')
        ? jsonParts(text)
        : text.startsWith('orderNumber,')
          ? csvParts(text)
          : mailParts(text)
  return parts.map((part) => (isRepeat && part.mark === null ? { ...part, mark: 'repeat' } : part))
}

const EDIFACT_MARKS: Readonly<Record<string, Part['mark']>> = { '1': 'cancellation', '5': 'replacement', '7': 'repeat' }
const X12_MARKS: Readonly<Record<string, Part['mark']>> = {
  '01': 'cancellation',
  '04': 'replacement',
  '05': 'replacement',
  '07': 'repeat',
}

function edifactParts(text: string): Part[] {
  const controlNumber = /UNZ\+\d+\+(\w+)/.exec(text)?.[1] ?? null
  return text
    .split(/UNH\+/)
    .slice(1)
    .map((message) => {
      const [, orderNumber = '', code = ''] = /BGM\+220\+([^+']+)\+(\d+)/.exec(message) ?? []
      const content = Number(/QTY\+21:(\d+)/.exec(message)?.[1])
      return { orderNumber, content, mark: EDIFACT_MARKS[code] ?? null, controlNumber }
    })
}

function x12Parts(text: string): Part[] {
  const controlNumber = /IEA\*\d+\*(\d+)/.exec(text)?.[1] ?? null
  return text
    .split(/ST\*850\*/)
    .slice(1)
    .map((set) => {
      const [, code = '', orderNumber = ''] = /BEG\*(\d\d)\*\w+\*([^*~]+)/.exec(set) ?? []
      const content = Number(/PO1\*1\*(\d+)/.exec(set)?.[1])
      return { orderNumber, content, mark: X12_MARKS[code] ?? null, controlNumber }
    })
}

interface JsonDocument {
  readonly orderNumber: string
  readonly purpose: string
  readonly possibleRepeat: boolean
  readonly lines: readonly { readonly quantity: string }[]
}

function jsonParts(text: string): Part[] {
  const { orderNumber, purpose, possibleRepeat, lines }: JsonDocument = JSON.parse(text)
  const mark = markOf(purpose) ?? (possibleRepeat ? 'repeat' : null)
  return [{ orderNumber, content: Number(lines[0]?.quantity), mark, controlNumber: null }]
}

/** No field of these orders holds a comma or a quote. */
function csvParts(text: string): Part[] {
  const [titles = [], ...rows] = text.split('\r\n').map((row) => row.split(','))
  const at = (row: readonly string[], name: string): string => row[titles.indexOf(name)] ?? ''
  return rows
    .filter((row) => at(row, 'line') === '1')
    .map((row) => ({
      orderNumber: at(row, 'orderNumber'),
      content: Number(at(row, 'quantity')),
      mark: markOf(at(row, 'purpose')) ?? (at(row, 'notice') === '' ? null : 'repeat'),
      controlNumber: null,
    }))
}

const MAIL_MARKS: readonly (readonly [RegExp, Part['mark']])[] = [
  [/^CANCELLED\./m, 'cancellation'],
  [/^POSSIBLE REPEAT\./m, 'repeat'],
  [/^CHANGED\./m, 'replacement'],
]

/** The plain text of an English mail, whose lines are short enough to be sent unchanged. */
function mailParts(mail: string): Part[] {
  const text = mail.replaceAll('\r\n', '\n')
  const orderNumber = /^Order: (\S+)/m.exec(text)?.[1] ?? ''
  // A line about a change has an arrow behind the quantity.
  const content = Number(/^ {2}\S+ +(\d+) {2,}\S/m.exec(text)?.[1])
  const mark = MAIL_MARKS.find(([words]) => words.test(text))?.[1] ?? null
  return [{ orderNumber, content, mark, controlNumber: null }]
}

const markOf = (purpose: string): Part['mark'] =>
  purpose === 'replacement' || purpose === 'cancellation' ? purpose : null
