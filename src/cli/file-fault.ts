import { didYouMean } from '../text/suggestion.ts'

/** Words for an error of Node while reading a configuration: the mistake, and the correction. */
export function fileFault(error: unknown, file: string): string {
  const message = error instanceof Error ? error.message : String(error)
  for (const [pattern, sentence] of KNOWN) {
    const match = pattern.exec(message)
    if (match) return sentence(match[1] ?? '')
  }
  if (error instanceof SyntaxError)
    return `cannot be read: ${firstLine(message)}. ${file.endsWith('.json') ? JSON_HELP : SCRIPT_HELP}`
  return `cannot be evaluated: ${firstLine(message)}. Write plain values: texts in quotes, numbers, lists and groups.`
}

const SCRIPT_HELP = 'Look at this line and the line before: a comma, a quote or a bracket is missing or stands twice.'
const JSON_HELP =
  'Look at this line and the line before: a comma, a quote or a bracket is missing or stands twice. JSON allows no comment.'

/** Messages of V8, of Node's loader and of its TypeScript reader, each with the sentence for a person. */
const KNOWN: readonly (readonly [RegExp, (detail: string) => string])[] = [
  [/^Unexpected character '([‘’“”„])'/, (quote) => `has a typographic quote ${quote}. Write straight quotes: 'text'.`],
  [/<eof>|^Unexpected end of JSON/i, () => 'ends too early: a bracket or a quote is not closed. Close it at the end.'],
  [
    /^(defineGateway) is not defined/,
    () => "uses defineGateway without an import. Write as the first line: import { defineGateway } from 'orderbridge'",
  ],
  [
    /^([\p{L}\w$]+) is not defined/u,
    (name) => `has the word ${name} without quotes. Write a text in quotes: '${name}'.`,
  ],
  [
    /^Cannot find package '([^']+)'/,
    (name) =>
      `imports '${name}', which is not there.${didYouMean(name, ['orderbridge']) || " Import from 'orderbridge' only."}`,
  ],
  [
    /^Cannot find module '([^']+)'/,
    (name) => `imports ${name}, which is not there. Write the path with its ending, such as './src/config.ts'.`,
  ],
  [
    /does not provide an export named '([^']+)'/,
    (name) =>
      `imports ${name}, which the module does not have.${didYouMean(name, ['defineGateway']) || " Write: import { defineGateway } from 'orderbridge'"}`,
  ],
  [
    /^TypeScript (.+?) is not supported/,
    (feature) => `uses TypeScript's ${feature}, which Node cannot read. Write plain values in its place.`,
  ],
]

const firstLine = (message: string): string => (message.split('\n')[0] ?? '').replace(/\.$/, '')
