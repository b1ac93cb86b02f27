import { escapeToBuffer, type HtmlEscapedString, raw } from 'hono/utils/html'
import type { Component, Html, Svg } from './jsx-types.ts'

/**
 * Writes JSX as HTML at once, with the types and the escapes of Hono. `jsxImportSource` in `tsconfig.json` leads here.
 * Hono's runtime builds a tree first, and takes 4 KiB more of each Worker. A child or an attribute that Hono writes in
 * another way throws an error.
 */
export declare namespace JSX {
  type Element = HtmlEscapedString
  type ElementType = keyof IntrinsicElements | Component
  interface ElementChildrenAttribute {
    children: unknown
  }
  interface IntrinsicElements extends Html, Svg {}
}

type Props = Readonly<Record<string, unknown>>
type Tag = string | ((props: Props) => unknown)

/** Elements without an end tag. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|keygen|link|meta|param|source|track|wbr)$/
/** Attributes whose presence is their value. */
const FLAG = /^(?:checked|disabled|download|hidden|open|required|selected)$/
/** Names in HTML, and two of SVG. */
const NAME = /^(?:[a-z][a-z0-9-]*|pathLength|viewBox)$/

export const Fragment = ({ children }: Props): unknown => children

export function jsx(tag: Tag, props: Props): HtmlEscapedString {
  const buffer: [string] = ['']
  if (typeof tag === 'string') addElement(buffer, tag, props)
  else addChild(buffer, tag(props))
  return raw(buffer[0])
}

function addElement(buffer: [string], tag: string, props: Props): void {
  buffer[0] = `<${tag}`
  for (const name in props) if (name !== 'children') addAttribute(buffer, name, props[name])
  if (VOID.test(tag)) {
    if (props.children !== undefined) throw new TypeError(`<${tag}> has no children.`)
    buffer[0] += '/>'
    return
  }
  buffer[0] += '>'
  addChild(buffer, props.children)
  buffer[0] += `</${tag}>`
}

function addAttribute(buffer: [string], name: string, value: unknown): void {
  if (value === undefined || value === null) return
  if (!NAME.test(name)) throw new TypeError(`JSX writes no attribute ${name}.`)
  if (typeof value === 'boolean' && FLAG.test(name)) {
    if (value) buffer[0] += ` ${name}=""`
    return
  }
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new TypeError(`JSX writes no ${typeof value} as the attribute ${name}.`)
  buffer[0] += ` ${name}="`
  escapeToBuffer(String(value), buffer)
  buffer[0] += '"'
}

function addChild(buffer: [string], child: unknown): void {
  if (typeof child === 'string') escapeToBuffer(child, buffer)
  else if (typeof child === 'number' || isHtml(child)) buffer[0] += child
  else if (Array.isArray(child)) for (const each of child) addChild(buffer, each)
  else if (child !== null && child !== undefined && typeof child !== 'boolean')
    throw new TypeError(`JSX writes no ${child instanceof Promise ? 'promise' : typeof child} as a child.`)
}

/** A result of `jsx` or of `raw`. JSON cannot hold a `String` object, so no text of an order passes as HTML. */
const isHtml = (child: unknown): child is HtmlEscapedString => child instanceof String && 'isEscaped' in child

export { jsx as jsxDEV, jsx as jsxs }
