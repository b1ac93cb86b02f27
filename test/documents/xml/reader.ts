import { SaxesParser } from 'saxes'

export interface ReadElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly ReadElement[]
  /** For an element without children: its text. Otherwise the text between the children, which must be white space. */
  readonly text: string
}

/** Reads XML with a strict parser by other authors. Throws on XML that is not well-formed. */
export function readXml(text: string): ReadElement {
  type Open = { name: string; attributes: Record<string, string>; children: ReadElement[]; text: string }
  const root: Open = { name: '', attributes: {}, children: [], text: '' }
  const stack = [root]
  const top = (): Open => stack.at(-1) ?? root
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Open = { name, attributes, children: [], text: '' }
    top().children.push(element)
    stack.push(element)
  })
  parser.on('text', (part) => {
    top().text += part
  })
  parser.on('closetag', () => void stack.pop())
  parser.write(text).close()
  const [document] = root.children
  if (!document) throw new Error('The document is empty.')
  return document
}

/** The text of every element without children, with its path: `Order/cac:OrderLine/cac:LineItem/cbc:ID`. */
export function leaves(element: ReadElement, above = ''): [path: string, text: string][] {
  const path = above ? `${above}/${element.name}` : element.name
  if (element.children.length === 0) return [[path, element.text]]
  if (element.text.trim() !== '') throw new Error(`Text between the children of ${path}`)
  return element.children.flatMap((child) => leaves(child, path))
}

export const textsAt = (element: ReadElement, end: string): string[] =>
  leaves(element).flatMap(([path, text]) => (path.endsWith(end) ? [text] : []))
