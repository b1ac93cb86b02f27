import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { ACKNOWLEDGEMENT_BYTES, quoted } from '../answers/acknowledgement.ts'
import { latin1Text, utf8Text } from '../characters/byte-text.ts'

/** XML read back: no declared entities, no external parts, and every value a text. */
export interface XmlElement {
  /** The name without prefix. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** The element's own text, without the text of children. */
  readonly text: string
}

const DEPTH_LIMIT = 32
const ELEMENT_LIMIT = 50_000

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: false,
  maxNestedTags: DEPTH_LIMIT,
})

/** Returns the root element. A DOCTYPE may name the root; a DOCTYPE with declarations is refused. */
export function readXml(bytes: Uint8Array): Result<XmlElement, string> {
  if (bytes.length > ACKNOWLEDGEMENT_BYTES)
    return err(findingNote('reply-too-long', { size: String(ACKNOWLEDGEMENT_BYTES) }))
  const raw = latin1Text(bytes)
  const encoding = /^(?:\xef\xbb\xbf)?<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]{1,20})["']/.exec(raw)?.[1] ?? 'UTF-8'
  const isLatin1 = /^iso-8859-1$/i.test(encoding)
  if (!isLatin1 && !/^(utf-8|us-ascii)$/i.test(encoding))
    return err(findingNote('reply-encoding', { quoted: quoted(encoding) }))
  const text = isLatin1 ? raw : utf8Text(raw)
  if (text === null) return err(findingNote('reply-not-utf8'))
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text))
    return err(findingNote('reply-control-character'))
  const doctypes = text.match(/<!DOCTYPE[^>]{0,500}/g) ?? []
  if (
    doctypes.length > 1 ||
    doctypes.some((doctype) => doctype.includes('[')) ||
    /<!(ENTITY|ELEMENT|ATTLIST|NOTATION)/.test(text)
  )
    return err(findingNote('reply-declares'))
  try {
    if (XMLValidator.validate(text) !== true) return err(findingNote('reply-malformed'))
    return rootOf(parser.parse(text))
  } catch {
    return err(findingNote('reply-too-deep', { most: String(DEPTH_LIMIT), count: String(ELEMENT_LIMIT) }))
  }
}

function rootOf(parsed: unknown): Result<XmlElement, string> {
  let count = 0

  function elementOf(name: string, content: unknown, attributes: unknown): XmlElement {
    if (++count > ELEMENT_LIMIT) throw new RangeError('Too many elements.')
    const children: XmlElement[] = []
    let text = ''
    for (const node of listOf(content)) {
      for (const [key, value] of Object.entries(node)) {
        if (key === '#text') text += unescaped(String(value))
        else if (key !== ':@' && !key.startsWith('?')) children.push(elementOf(key, value, Reflect.get(node, ':@')))
      }
    }
    return { name: name.replace(/^.*:/, ''), attributes: attributesOf(attributes), children, text: text.trim() }
  }

  const { children } = elementOf('', parsed, undefined)
  const [root] = children
  return root && children.length === 1 ? ok(root) : err(findingNote('reply-no-root'))
}

const listOf = (value: unknown): readonly object[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : []

const attributesOf = (value: unknown): ReadonlyMap<string, string> =>
  new Map(
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([name, text]): [string, string] => [name, unescaped(String(text))])
      : [],
  )

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Resolves the five predefined entities and numeric character references. */
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

/** Follows a path of names, taking the first child with each name; undefined if a child is missing. */
export const childAt = (element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined =>
  names.reduce<XmlElement | undefined>((at, name) => at?.children.find((child) => child.name === name), element)

export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? []

export const textAt = (element: XmlElement | undefined, ...names: readonly string[]): string =>
  childAt(element, ...names)?.text ?? ''
