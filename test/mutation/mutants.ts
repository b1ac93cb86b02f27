import { parseAst } from 'vitest/node'

/** One change to one file, such as a slip of a programmer would make. */
export interface Mutant {
  readonly file: string
  readonly operator: string
  readonly start: number
  readonly end: number
  readonly replacement: string
}

/** What is read of a node: the rest of ESTree is found by walking. */
interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

interface Finding {
  readonly operator: string
  readonly node: { readonly start: number; readonly end: number }
  readonly replacement: string
}

const COMPARISONS: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
}
const ARITHMETIC: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '&': '|',
  '|': '&',
}
const CALLS =
  /^(trim|trimEnd|trimStart|padEnd|padStart|slice|replace|replaceAll|normalize|toUpperCase|toLowerCase|filter|sort|check)$/

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** Every mutant of a file, in the order of its text. Types are passed over: they are gone when it runs. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const found: Mutant[] = []
  const visit = (node: Node, parent: Node | null, key: string): void => {
    if (/^(Import|Export(All|Named)Declaration$)/.test(node.type) && !isNode(node.declaration)) return
    for (const { operator, node: at, replacement } of findings(node, parent, key, text)) {
      if (text.slice(at.start, at.end) !== replacement)
        found.push({ file, operator, start: at.start, end: at.end, replacement })
    }
    for (const [name, value] of Object.entries(node)) {
      if (name === 'typeAnnotation' || name === 'returnType' || /^type(Arguments|Parameters)$/.test(name)) continue
      if (name === 'arguments' && isDescription(node)) continue
      for (const child of Array.isArray(value) ? value : [value])
        if (isNode(child) && !/^TS(Type|Interface|Enum)/.test(child.type)) visit(child, node, name)
    }
  }
  visit(parseAst(text, { lang: 'ts' }) as unknown as Node, null, '')
  return found.sort((a, b) => a.start - b.start || a.end - b.end)
}

/** The text of a setting for the reference. A test of the pages of docs/reference notices each change. */
const isDescription = ({ type, callee }: Node): boolean =>
  type === 'CallExpression' && isNode(callee) && isNode(callee.property) && callee.property.name === 'describe'

export const withMutant = ({ start, end, replacement }: Mutant, text: string): string =>
  text.slice(0, start) + replacement + text.slice(end)

function findings(node: Node, parent: Node | null, key: string, text: string): Finding[] {
  const source = (one: unknown): string => (isNode(one) ? text.slice(one.start, one.end) : '')
  switch (node.type) {
    case 'IfStatement':
    case 'WhileStatement':
    case 'ConditionalExpression':
      return isNode(node.test) ? [{ operator: 'negate', node: node.test, replacement: `!(${source(node.test)})` }] : []
    case 'BinaryExpression':
      return binary(node, source)
    case 'LogicalExpression':
      return logical(node, source)
    case 'Literal':
      return literal(node, parent, key)
    case 'TemplateElement':
      return source(node).trim() === '' ? [] : [{ operator: 'empty text', node, replacement: '' }]
    case 'ExpressionStatement':
      return 'directive' in node && node.directive ? [] : [{ operator: 'drop statement', node, replacement: ';' }]
    case 'CallExpression':
      return call(node, source)
    case 'Property':
      return parent?.type === 'ObjectExpression' ? [dropped(node, text, 'drop property')] : []
    case 'ArrayExpression':
      return (node.elements as unknown[]).filter(isNode).map((one) => dropped(one, text, 'drop element'))
    default:
      return []
  }
}

type Source = (one: unknown) => string

function binary(node: Node, source: Source): Finding[] {
  const swapped = COMPARISONS[String(node.operator)] ?? ARITHMETIC[String(node.operator)]
  if (swapped === undefined) return []
  const operator = COMPARISONS[String(node.operator)] ? 'comparison' : 'arithmetic'
  return [{ operator, node, replacement: `${source(node.left)} ${swapped} ${source(node.right)}` }]
}

function logical(node: Node, source: Source): Finding[] {
  if (node.operator === '??') return [{ operator: 'fallback', node, replacement: `(${source(node.right)})` }]
  const swapped = node.operator === '&&' ? '||' : '&&'
  return [{ operator: 'logical', node, replacement: `(${source(node.left)}) ${swapped} (${source(node.right)})` }]
}

function literal(node: Node, parent: Node | null, key: string): Finding[] {
  const { value } = node
  if (typeof value === 'number') return [{ operator: 'number', node, replacement: String(value + 1) }]
  if (typeof value === 'boolean') return [{ operator: 'boolean', node, replacement: String(!value) }]
  const isName = parent?.type === 'Property' && key === 'key'
  return typeof value === 'string' && value !== '' && !isName
    ? [{ operator: 'empty string', node, replacement: "''" }]
    : []
}

function call(node: Node, source: Source): Finding[] {
  const found: Finding[] = []
  const [first, second] = node.arguments as unknown[]
  const isSymmetric = /^Math\.(max|min)$/.test(source(node.callee))
  if (
    !isSymmetric &&
    isNode(first) &&
    isNode(second) &&
    first.type !== 'SpreadElement' &&
    second.type !== 'SpreadElement'
  ) {
    const both = { start: first.start, end: second.end }
    found.push({ operator: 'swap arguments', node: both, replacement: `${source(second)}, ${source(first)}` })
  }
  const callee = node.callee
  if (
    isNode(callee) &&
    callee.type === 'MemberExpression' &&
    isNode(callee.property) &&
    CALLS.test(source(callee.property)) &&
    !(node.arguments as unknown[]).every((argument) => isNode(argument) && isDescription(argument))
  )
    found.push({ operator: 'remove call', node, replacement: source(callee.object) })
  return found
}

/** With the comma after it. */
function dropped(node: Node, text: string, operator: string): Finding {
  const comma = /^\s*,/.exec(text.slice(node.end))?.[0].length ?? 0
  return { operator, node: { start: node.start, end: node.end + comma }, replacement: '' }
}
