import { Liquid, type Template } from 'liquidjs'
import { describe, expect, it } from 'vitest'
import { inPlaceOf } from '../../../src/documents/template/liquid-parts.ts'
import { templates } from '../../../templates/index.ts'

const engine = new Liquid({
  ...{ templates, cache: false, ownPropertyOnly: true, strictVariables: true, strictFilters: true, lenientIf: true },
  ...{ timezoneOffset: 0, locale: 'en', parseLimit: 1_000, renderLimit: 1_000, memoryLimit: 10_000 },
  outputEscape: (value) => `[${value}]`,
})

const pieceOf = (text: string): Template => {
  const [piece] = engine.parse(text)
  if (!piece) throw new Error('There is nothing in it.')
  return piece
}

/** The value at a path such as `value.initial.postfix.0.props.1.content`; methods are not called. */
const at = (piece: Template, field: string): unknown =>
  field.split('.').reduce<unknown>((found, name) => Reflect.get(Object(found), name), piece)

// If a test fails after an upgrade of liquidjs, change only src/documents/template/liquid-parts.ts.
describe('liquidjs', () => {
  it.each<[string, string, unknown]>([
    ['str', 'text', 'text'],
    ['token', 'text', expect.any(Object)],
    ['value.initial.postfix.length', '{{ a.b }}', 1],
    ['value.initial.postfix.length', '{{ a == b }}', 3],
    ['value.initial.postfix.0.props.length', '{{ a.b }}', 2],
    ['value.initial.postfix.0.props.0.content', '{{ a.b }}', 'a'],
    ['value.initial.postfix.0.props.1.content', '{{ a.b }}', 'b'],
    ['value.initial.postfix.0.props.1.content', '{{ a[0] }}', 0],
    ['value.initial.postfix.0.props.1.content', '{{ a[b] }}', undefined],
    ['value.initial.postfix.0.props', '{{ 5 }}', undefined],
    ['value.initial.postfix.0.variable', '{{ a.b }}', undefined],
    ['value.initial.postfix.0.variable', '{{ "a"[b] }}', expect.any(Object)],
    ['value.filters.length', '{{ a }}', 1],
    ['value.filters.length', '{{ a | raw }}', 1],
    ['value.filters.length', '{{ a | upcase }}', 2],
    ['value.filters.0.handler', '{{ a }}', expect.any(Function)],
    ['value.filters.0.args', '{{ a | append: "b" }}', [expect.anything()]],
    ['value.filters.0.args', '{{ a }}', []],
    ['value.filters.0.token', '{{ a | raw }}', expect.any(Object)],
    ['value.filters.0.liquid', '{{ a }}', engine],
    ['value.value', '{{ a }}', expect.any(Function)],
    ['branches.0.value.initial', '{% if a %}b{% endif %}', expect.any(Object)],
    ['branches.0.templates.0.str', '{% if a %}b{% endif %}', 'b'],
    ['branches.1.templates.0.str', '{% if a %}b{% elsif c %}d{% endif %}', 'd'],
    ['elseTemplates.0.str', '{% if a %}b{% else %}c{% endif %}', 'c'],
    ['templates.0.str', '{% for b in a %}c{% endfor %}', 'c'],
    ['elseTemplates.0.str', '{% for b in a %}c{% else %}d{% endfor %}', 'd'],
    ['templates.0.str', '{% capture a %}b{% endcapture %}', 'b'],
    ['branches.0.templates.0.str', '{% unless a %}b{% endunless %}', 'b'],
    ['branches.0.templates.0.str', '{% case a %}{% when 1 %}b{% endcase %}', 'b'],
  ])('keeps %s of %s where we look for it', (field, text, kept) => {
    expect(at(pieceOf(text), field)).toEqual(kept)
  })

  it.each(['{{ a.b }}', '{% assign c = a.b %}'])('gives by arguments() the very value it will ask: %s', (text) => {
    const parsed = engine.parse(text)
    const [value] = [...(parsed[0]?.arguments?.() ?? [])] as { value: () => unknown }[]
    if (!value) throw new Error('It has no value.')
    value.value = () => 'ours'
    expect(engine.renderSync([...parsed, ...engine.parse('{{ c }}')], { a: { b: 'x' }, c: 'none' })).toContain('ours')
  })

  it('asks a piece in the place of others to render, with findScope() and renderer.renderTemplates() at hand', () => {
    const inner = engine.parse('{{ a.b }}{{ a.b }}')
    const seen: unknown[] = []
    const silent = inPlaceOf(inner, (context) => {
      seen.push(context.findScope('a'))
      return undefined
    })
    const text = engine.renderSync([inPlaceOf(inner, () => 'ours'), silent], { a: { b: 'x' } })
    expect([text, seen]).toEqual(['ours[x][x]', [{ a: { b: 'x' } }]])
  })

  it.each([
    ['{{ a.b }}', '[x]'],
    ['{{ a.b | raw }}', 'x'],
  ])('puts %s into its text by its last filter', (text, filled) => {
    expect(engine.renderSync(engine.parse(text), { a: { b: 'x' } })).toBe(filled)
  })
})
