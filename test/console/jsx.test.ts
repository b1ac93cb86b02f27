import fc from 'fast-check'
import { Fragment as HonoFragment, jsx as honoJsx } from 'hono/jsx'
import { raw } from 'hono/utils/html'
import { describe, expect, it } from 'vitest'
import { Fragment, h } from '../../src/console/frame/jsx.ts'

type Props = Readonly<Record<string, unknown>>

/** A page as a program would write the page, for either runtime. */
type Tree =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Tree[]
  | { readonly raw: string }
  | { readonly tag: string; readonly attributes: Props; readonly children?: Tree }
  | { readonly part: (children: unknown) => unknown; readonly children?: Tree }
  | { readonly pieces: readonly Tree[] }

type Write = (tag: never, props: Props, ...children: unknown[]) => unknown

const isList = (tree: Tree): tree is readonly Tree[] => Array.isArray(tree)

/** Builds the tree by the calls that a compiler makes of JSX. */
function build(write: Write, fragment: unknown, tree: Tree): unknown {
  if (isList(tree)) return tree.map((each) => build(write, fragment, each))
  if (typeof tree !== 'object' || tree === null) return tree
  if ('raw' in tree) return raw(tree.raw)
  const children = (of: Tree | undefined): unknown[] => {
    if (of === undefined) return []
    return isList(of) ? of.map((each) => build(write, fragment, each)) : [build(write, fragment, of)]
  }
  if ('pieces' in tree) return write(fragment as never, {}, ...children(tree.pieces))
  if ('tag' in tree) return write(tree.tag as never, tree.attributes, ...children(tree.children))
  return write(((props: Props) => tree.part(props.children)) as never, {}, ...children(tree.children))
}

const ours = (tree: Tree): string => String(build(h as Write, Fragment, tree))
const honos = (tree: Tree): string => String(build(honoJsx as Write, HonoFragment, tree))

const HOSTILE = ['<script>', '"', "'", '&', '&lt;', '>', '</p>', '<!--', '\u202e', '\ud800', '\0', '\n', '$&', '$1']
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...HOSTILE, 'Brasserie', ' ')).map((all) => all.join('')),
)
const number = fc.oneof(fc.integer(), fc.double(), fc.constant(0))
const TAGS = ['a', 'article', 'b', 'blockquote', 'button', 'details', 'div', 'form', 'h1', 'label', 'li', 'option', 'p']
const SVG = ['svg', 'g', 'rect', 'text', 'desc', 'title', 'use', 'circle', 'line']
const VOID = ['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'keygen', 'param', 'source', 'track', 'wbr']
const NAMES = ['class', 'id', 'href', 'value', 'title', 'lang', 'dir', 'for', 'aria-label', 'data-l', 'role', 'name']
const SHAPES = ['x', 'y1', 'rx', 'viewBox', 'pathLength', 'stroke-dasharray', 'text-anchor']
const FLAGS = ['checked', 'disabled', 'download', 'hidden', 'open', 'required', 'selected']

const dictionary = (names: readonly string[], values: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 5 })
const attributes = fc
  .tuple(
    dictionary([...NAMES, ...SHAPES], fc.oneof(text, number, fc.constantFrom(null, undefined))),
    dictionary(FLAGS, fc.oneof(fc.boolean(), text, fc.constantFrom(null, undefined))),
  )
  .map(([words, flags]) => ({ ...words, ...flags }))

/** Components that leave their children out, wrap them, or answer with another value. */
const PARTS: readonly ((children: unknown) => unknown)[] = [
  (children) => children,
  (children) => [children, ' and ', children],
  () => null,
  () => undefined,
  () => false,
  () => true,
  () => 0,
  () => 12.5,
  () => '<b>text & "more"</b>',
  () => raw('<hr>'),
]

/** Hono moves a `title` that stands outside `svg` and `head` into the head. */
const inSvg = (children: Tree): Tree => ({ tag: 'svg', attributes: {}, children: [children, ''] })

const { tree } = fc.letrec<{ tree: Tree; children: Tree }>((tie) => ({
  children: fc.oneof(fc.constant(undefined), tie('tree'), fc.array(tie('tree'), { maxLength: 4 })),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    number,
    fc.constantFrom(null, undefined, true, false, '', 0),
    fc.constantFrom('<b>', '<script>alert(1)</script>', '').map((html) => ({ raw: html })),
    fc.record({ tag: fc.constantFrom(...VOID), attributes }),
    fc.record({ tag: fc.constantFrom(...TAGS), attributes, children: tie('children') }),
    fc
      .record({ tag: fc.constantFrom(...SVG), attributes, children: tie('children').map((all) => [all, '']) })
      .map(inSvg),
    fc.record({ part: fc.constantFrom(...PARTS), children: tie('children') }),
    fc.record({ pieces: fc.array(tie('tree'), { minLength: 2, maxLength: 4 }) }),
    fc.array(tie('tree'), { maxLength: 4 }),
  ),
}))

describe('JSX', () => {
  it('is written as Hono writes it', () => {
    fc.assert(
      fc.property(tree, (page) => {
        const whole: Tree = { tag: 'main', attributes: {}, children: page }
        expect(ours(whole)).toBe(honos(whole))
      }),
      { numRuns: 2000 },
    )
  })

  it('is written as Hono writes a head', () => {
    const head: Tree = {
      ...{ tag: 'html', attributes: { lang: 'nl' } },
      children: [
        {
          ...{ tag: 'head', attributes: {} },
          children: [
            { tag: 'meta', attributes: { charset: 'utf-8' } },
            { tag: 'meta', attributes: { name: 'viewport', content: 'width=device-width' } },
            { tag: 'title', attributes: {}, children: ['<Today> & "more"', ' · Orderbridge'] },
            { tag: 'link', attributes: { rel: 'stylesheet', href: '/console/0.css' } },
            { tag: 'script', attributes: { type: 'module', src: '/console/0.js' } },
          ],
        },
        { tag: 'body', attributes: {}, children: { raw: '<p>text</p>' } },
      ],
    }
    expect(ours(head)).toBe(honos(head))
  })

  it.each<[string, Tree, string]>([
    ['a fragment', { pieces: [0] }, '0'],
    ['svg', { tag: 'svg', attributes: {}, children: 0 }, '<svg>0</svg>'],
  ])('shows a lone zero in %s, which Hono leaves out', (_, tree, shown) => {
    expect(ours(tree)).toBe(shown)
    expect(honos(tree)).toBe(shown.replace('0', ''))
  })

  it('takes nothing for HTML that only looks like it', () => {
    const forged: unknown = JSON.parse('{"isEscaped":true,"callbacks":[],"length":1,"0":"<b>"}')
    for (const child of [forged, [forged], { __html: '<b>' }, new String('<b>')])
      expect(() => h('p', null, child)).toThrow('JSX writes no object as a child')
    expect(String(h('p', null, JSON.parse('"<b>"')))).toBe('<p>&lt;b&gt;</p>')
  })

  it('gives a component a lone child as the child itself', () => {
    const part = ({ children }: Props): string => (children ? 'shown' : 'left out')
    expect(String(h(part, null, false))).toBe('left out')
    expect(String(h(part, null, false, 'text'))).toBe('shown')
  })

  it.each<[string, unknown, Props | null, unknown[], string]>([
    ['an asynchronous component', async () => 'text', null, [], 'no promise as a child'],
    ['a promise', 'p', null, [Promise.resolve('text')], 'no promise as a child'],
    ['a function as a child', 'p', null, [() => 'text'], 'no function as a child'],
    ['a large integer', 'p', null, [1n], 'no bigint as a child'],
    ['a symbol', 'p', null, [Symbol('text')], 'no symbol as a child'],
    ['children of an element without an end tag', 'br', null, ['text'], '<br> has no children'],
    ['children as an attribute', 'p', { children: ['text'] }, [], 'no object as the attribute children'],
    ['the spelling of React', 'p', { className: 'wide' }, [], 'no attribute className'],
    ['HTML without its escapes', 'p', { dangerouslySetInnerHTML: { __html: '<b>' } }, [], 'no attribute dangerously'],
    ['a name that ends its tag', 'p', { 'x><script': 'text' }, [], 'no attribute x><script'],
    ['a handler', 'p', { onClick: () => {} }, [], 'no attribute onClick'],
    ['a function', 'form', { action: () => {} }, [], 'no function as the attribute action'],
    ['a style', 'p', { style: { color: 'red' } }, [], 'no object as the attribute style'],
    ['JSX in an attribute', 'p', { title: raw('<b>') }, [], 'no object as the attribute title'],
    ['a boolean that is no flag', 'textarea', { spellcheck: false }, [], 'no boolean as the attribute spellcheck'],
  ])('throws for what Hono writes in another way: %s', (_, tag, props, children, message) => {
    expect(() => h(tag as never, props, ...children)).toThrow(message)
  })
})
