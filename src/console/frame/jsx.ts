import { escapeToBuffer, type HtmlEscapedString, raw } from 'hono/utils/html'
import type { Component, Html, Svg } from './jsx-types.ts'

/** The types of Hono, without the attributes and children that `h` refuses. */
export declare namespace h {
  namespace JSX {
    type Element = HtmlEscapedString
    type ElementType = keyof IntrinsicElements | Component
    interface ElementChildrenAttribute {
      children: unknown
    }
    interface IntrinsicElements extends Html, Svg {}
  }
}

type Props = Readonly<Record<string, unknown>>
type Tag = string | ((props: Props) => unknown)

/** Elements without an end tag. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|keygen|link|meta|param|source|track|wbr)$/

/** Attributes that HTML writes without a value. */
const FLAG = /^(?:checked|disabled|download|hidden|open|required|selected)$/
/** Names in HTML, and two of SVG. */
const NAME = /^(?:[a-z][a-z0-9-]*|pathLength|viewBox)$/

/** Several elements without an element around. */
export const Fragment = ({ children }: { readonly children?: unknown }): unknown => children

/**
 * Writes an element of JSX as HTML at once, with the escapes of Hono. `jsxFactory` in `tsconfig.json` names `h`, so each
 * page imports `h`. The children are arguments: a property `children` would take 1 KiB more of each Worker, and the tree
 * of Hono's runtime 4 KiB. A child or an attribute that Hono writes in another way throws an error.
 */
export function h(tag: Tag, props: Props | null, ...children: unknown[]): HtmlEscapedString {
  const buffer: [string] = ['']
  if (typeof tag === 'string') addElement(buffer, tag, props, children)
  else addChild(buffer, tag(children.length > 0 ? { ...props, children: inner(children) } : (props ?? {})))
  return raw(buffer[0])
}

/** A component gets a lone child without a list, and sees an empty child. */
const inner = (children: unknown[]): unknown => (children.length > 1 ? children : children[0])

function addElement(buffer: [string], tag: string, attributes: Props | null, children: unknown[]): void {
  buffer[0] = `<${tag}`
  for (const name in attributes) addAttribute(buffer, name, attributes?.[name])
  if (VOID.test(tag)) {
    if (children.length > 0) throw new TypeError(`<${tag}> has no children.`)
    buffer[0] += '/>'
    return
  }
  buffer[0] += '>'
  addChild(buffer, children)
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

/** A result of `h` or of `raw`. JSON cannot hold a `String` object, so no text of an order passes as HTML. */
const isHtml = (child: unknown): child is HtmlEscapedString => child instanceof String && 'isEscaped' in child
