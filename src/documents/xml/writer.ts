import type { Warning } from '../../model/document.ts'
import { plainText } from '../characters/plain-text.ts'
import { isControl, isLoneSurrogate, type Repertoire, repertoire } from '../characters/repertoire.ts'
import { wrap } from '../characters/wording.ts'
import type { Path, Wording } from '../content/elements.ts'

/** An element's content: text, or children by name in writing order. `@name` is an attribute. */
type XmlContent = string | undefined | XmlChildren
export interface XmlChildren {
  readonly [name: string]: XmlContent | readonly XmlContent[]
}

/** Characters outside production 2 of XML 1.0, which a reference cannot write either. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
/** Most text matches no such character and needs no second check. Lone surrogates match, as all surrogates do. */
const SUSPECT = /[^\t\n\r\u0020-\u007e\u00a0-\u2027\u202a-\uD7FF\uE000-\uFFFD]/
const RESERVED = /[&<>"'\r]/g
/** Matches a character that needs scrubbing or escaping. */
const UNWRITTEN = /[^\t\n\u0020-\u007e\u00a0-\u2027\u202a-\uD7FF\uE000-\uFFFD]|[&<>"']/

/** The only place that removes characters: every value of a tree and every recorded wording passes through `scrub`. */
export const scrub = (text: string): string =>
  SUSPECT.test(text) ? plainText(text).replace(FORBIDDEN, '\uFFFD') : text

/**
 * The characters of a key. XML allows tab and line break, but a reader turns both into spaces in types made from
 * `xs:normalizedString` or `xs:token`, such as identifiers.
 */
export const xmlKeys: Repertoire = repertoire(
  'XML',
  (code) => !isControl(code) && !isLoneSurrogate(code) && code !== 0xfffe && code !== 0xffff,
)

/** Free text for an element, with a warning for each loss. Undefined if empty: an empty element has no meaning. */
export const xmlWording = (text: string, path: Path, warnings: Warning[], max = Number.POSITIVE_INFINITY) =>
  xmlPieces(text, { kind: 'wording', max, parts: 1 }, path, warnings)[0]

/** Free text for a repeating element; joined, the pieces are the text of the document. */
export function xmlPieces(text: string, element: Wording, path: Path, warnings: Warning[]): readonly string[] {
  if (text === '') return []
  const carried = scrub(text)
  if (carried.trim() === '') {
    warnings.push({ path: path(), code: 'omitted', was: text, became: '' })
    return []
  }
  const pieces = wrap(carried, element)
  const became = pieces.join('')
  if (became.length < carried.length) warnings.push({ path: path(), code: 'cut', was: text, became })
  else if (carried !== text) warnings.push({ path: path(), code: 'replaced', was: text, became: carried })
  return pieces
}

/** Escapes text for an element or attribute. A reader turns a bare carriage return into a line feed (XML 1.0 §2.11). */
export const escapeXml = (text: string): string =>
  UNWRITTEN.test(text) ? scrub(text).replace(RESERVED, (character) => ENTITIES[character] ?? character) : text

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
}

/** A complete document in UTF-8. Names come from the writer; values may be any text. */
export const xmlDocument = (root: XmlChildren, doctype = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${doctype}${written(root, '').inner}`

/** The attributes of the start tag, and the content: text, or elements on separate lines. */
function written(children: XmlChildren, indent: string): { attributes: string; text: string; inner: string } {
  let [attributes, text] = ['', '']
  const inner: string[] = []
  for (const [name, content] of Object.entries(children)) {
    if (name === '#text') text += escapeXml(String(content ?? ''))
    else if (!name.startsWith('@')) inner.push(elements(name, content, indent))
    // A reader turns tabs and line breaks into spaces in any case.
    else if (content !== undefined)
      attributes += ` ${name.slice(1)}="${escapeXml(String(content)).replace(/[\t\n]/g, ' ')}"`
  }
  return { attributes, text, inner: inner.join('') }
}

function elements(name: string, content: XmlChildren[string], indent: string): string {
  if (content === undefined) return ''
  if (typeof content === 'string') return `${indent}<${name}>${escapeXml(content)}</${name}>\n`
  if (isList(content)) return content.map((item) => elements(name, item, indent)).join('')
  const { attributes, text, inner } = written(content, `${indent}  `)
  const inside = inner === '' ? text : `\n${text}${inner}${indent}`
  return `${indent}<${name}${attributes}>${inside}</${name}>\n`
}

const isList = (content: XmlChildren | readonly XmlContent[]): content is readonly XmlContent[] =>
  Array.isArray(content)
