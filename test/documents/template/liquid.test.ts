import { IfTag, Liquid, Output } from 'liquidjs'
import { describe, expect, it } from 'vitest'
import { layout } from '../../../src/documents/template/liquid.ts'
import { templates } from '../../../templates/index.ts'
import { orderWording } from '../../../templates/order-words.ts'

const variables = {
  order: {
    number: 'PO-1',
    remarks: '',
    total: null,
    free: false,
    count: 0,
    size: 'L',
    lines: [
      { number: 1, article: 'A<1', unit: null },
      { number: 2, article: 'B&2', unit: 'KGM' },
    ],
    ordered: { date: '2026-11-24' },
  },
  name: 'outer',
}
const brackets = (value: string): string => `[${value}]`

const OPTIONS = {
  templates,
  cache: false,
  outputEscape: (value: unknown) => brackets(Array.isArray(value) ? value.join('') : String(value ?? '')),
  ownPropertyOnly: true,
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  timezoneOffset: 0,
  locale: 'en',
  parseLimit: 1_000_000,
  renderLimit: 2_000,
  memoryLimit: 1_000_000,
}

/** The text that liquidjs alone renders: every shortcut must give the same text. */
function byLiquid(text: string): string {
  const engine = new Liquid(OPTIONS)
  return String(engine.renderSync(engine.parse(text, 'test'), variables))
}

const byLayout = (text: string): string => layout(text, 'test', { put: brackets }).fill(variables)

const outcome = (fill: (text: string) => string, text: string): string => {
  try {
    return fill(text)
  } catch (error) {
    return `throws ${String(error)}`
  }
}

describe('a layout', () => {
  it.each([
    '{{ order.number }} {{order.ordered.date}} {{ name }}',
    '{{ order.total }}|{{ order.free }}|{{ order.count }}|{{ order.remarks }}',
    '{% for line in order.lines %}{{ forloop.index }}/{{ forloop.length }} {{ line.article }} {{ line.unit }};{% endfor %}',
    '{% for line in order.lines %}{% if line.unit %}{{ line.unit }}{% else %}none{% endif %}{% endfor %}',
    '{% for name in order.lines %}{{ name.number }}{% endfor %}{{ name }}',
    '{% for line in order.lines reversed limit: 1 %}{{ line.number }}{% endfor %}',
    '{% unless order.free %}yes{% endunless %}{% if order.remarks %}even an empty text{% endif %}',
    '{% if order.count > 0 %}more{% elsif order.number == "PO-1" %}one{% endif %}',
    '{% case order.number %}{% when "PO-1" %}{{ order.number }}{% else %}other{% endcase %}',
    '{% assign name = order.number %}{{ name }}{% assign order = "shadow" %}{{ order }}',
    '{{ order.number | downcase }} {{ order.number | raw }} {{ order.total | default: "none" }} {{ order.number | size }}',
    '{{ order.lines | size }} {{ order.lines.size }} {{ order.number.size }} {{ order.size }} {{ order.lines.first.article }}',
    '{{ order.lines[1].article }} {{ order["number"] }} {{ order.lines }}',
    '{% if order.missing %}a{% else %}b{% endif %}{% if missing.also %}a{% else %}b{% endif %}',
    '{% if not order.free %}none is free{% endif %}{% if not order.number %}no number{% endif %}',
    '{% assign shout = order.ordered.date | append: "!" %}{{ shout }}{% assign loud = order.size | downcase %}{{ loud }}',
    "{% include 'order-words' %}{{ order.number }}",
    '{% capture said %}{{ order.number }}{% endcapture %}{{ said }}',
    '{{ order.constructor }}',
    '{{ order.__proto__ }}',
    '{{ order.lines.missing }}',
    '{{ order.number.missing }}',
    '{{ missing }}',
    'two\n{{ order.missing }}',
    '{% for line in order.lines %}{{ line.missing }}{% endfor %}',
    '{{ order.total.missing }}',
    'a {{ name }}{% if order.free %}free{% elsif order.remarks %} {{ order.remarks }}{% else %}paid{% endif %} z',
    'a {{ name }}{% if order.total %}{{ order.total }}{% elsif order.free %}free{% endif %} z',
    'a {{ name }}{% if order.count %}{% if order.free %}free{% else %}{{ order.size }}{% endif %}{% endif %} z',
    'a{% if order.count %}{% for line in order.lines %}b {{ line.number }}{% endfor %}{% endif %} z',
    'a{% if order.free %}b{% else %}{% for line in order.lines %}{{ line.number }} c{% endfor %}{% endif %} z',
    'a {{ order.count | raw }} {{ order.number | json }} {{ order.total | json }}{{ order.free }}',
    '{% for line in order.lines %}{% if line.unit %}{% break %}{% endif %}{{ line.number }} {{ line.article }}{% endfor %}!',
    '{% for line in order.lines %}{{ line.number }}{% if line.unit %}{% else %}{% continue %}{% endif %} {{ name }}{% endfor %}',
    '{% for line in order.lines %}{{ line.number }}{% unless forloop.last %}, {% endunless %}{% endfor %}.',
    '{% for line in order.lines %}{{ line.number }} of {{ forloop.length }}{% if forloop.last %}.{% endif %} {% endfor %}',
    '{% for line in order.free %}{% else %}no {{ name }} line{% endfor %}',
    '{% capture said %}a {{ name }}{% endcapture %}{% assign name = "inner" %}{{ said }} {{ name }}',
    '{{ name }} {{ order.size }}{% cycle "a", "b" %}{% # a remark %}{% raw %}{{ name }}{% endraw %}',
    'a {% if order.missing %}b{% else %}{{ name }} c{% endif %}{% if order.missing.also %}b{% endif %} d',
    '{{ name }} {% if order.lines %}has lines{% else %}has none{% endif %}{% if order.lines.size %} {{ name }}{% endif %}',
    '{{ name }} before\n{{ order.number }}\n  {{ order.missing }} after',
    '{% for line in order.lines %}\n{{ line.number }}\n {% if line.article %}{{ line.missing }}{% endif %}{% endfor %}',
    '{% if order.free %}{{ order.missing }}{% endif %}{{ name }} not asked for',
  ])('is filled as liquidjs fills it: %s', (text) => {
    expect(outcome(byLayout, text)).toBe(outcome(byLiquid, text))
  })

  it('is filled the same again, with what is included read once', () => {
    const ready = layout("{% include 'order-words' %}{{ w_order }}", 'test', { put: (value) => value })
    const filled = (['nl', 'en', 'nl'] as const).map((language) =>
      ready.fill({ supplier: { prices: 'net' }, words: orderWording[language] }).trim(),
    )
    expect(filled).toEqual(['Bestelling', 'Order', 'Bestelling'])
  })

  it('has dates without a time on their day, and in English', () => {
    expect(byLayout('{{ order.ordered.date | date: "%H:%M %A %e %B %Y" }}')).toBe('[00:00 Tuesday 24 November 2026]')
  })

  it('is of a million characters at most', () => {
    expect(byLayout('x'.repeat(1_000_000))).toHaveLength(1_000_000)
    expect(() => byLayout('x'.repeat(1_000_001))).toThrow('parse length limit exceeded')
  })

  it.each([
    ['{{ order.number }} {{ name }} {{ order.ordered.date }} {{ order.total }} {{ order.count }} {{ order.free }}', 0],
    ['{% for line in order.lines %}{{ line.article }}{% if line.unit %}{{ line.unit }}{% endif %}{% endfor %}', 0],
    ['{% assign loud = order.number | upcase %}', 0],
    ['{{ order.number | downcase }}', 1],
    ['{{ order.lines[1].article }}', 1],
    ['{{ order.lines.size }}', 1],
    ['{{ "a text" }}', 1],
  ])('follows the paths of %s itself, and leaves to liquidjs what is none: %i', (text, byLiquidItself) => {
    expect(followed(text)).toBe(byLiquidItself)
  })

  it.each([
    [
      '{% for line in order.lines %}{{ line.number }}. {{ line.article }}{% if line.unit %} {{ line.unit }}{% endif %}{% endfor %}',
      0,
    ],
    [
      '{% if order.free %}a{% for line in order.lines %}{% endfor %}{% else %}{{ name }} {{ order.size }}{% endif %}',
      1,
    ],
    ['{% capture said %}{{ name }} {{ order.size }}{% endcapture %}', 0],
    ['{{ name }} {{ order.number | downcase }} {{ order.size }}{{ order.count }}', 1],
    ['{{ name }} {{ order.lines.size }}', 2],
    ['{% for line in order.lines %}{{ line.number }}/{{ forloop.length }}{% endfor %}', 2],
  ])(
    'says neighbours such as %s at once, and leaves to liquidjs so many that it must ask: %i',
    (text, byLiquidItself) => {
      expect(rendered(text)).toBe(byLiquidItself)
    },
  )

  it('names the line where what cannot be put into its text stands', () => {
    const put = (): string => {
      throw new Error('no place')
    }
    expect(() => layout('one\n{{ name }} {{ order.size }}', 'test', { put }).fill(variables)).toThrow(
      'no place, file:test',
    )
  })
})

/** Counts how often liquidjs itself renders a value or a choice during this fill. */
function rendered(text: string): number {
  const kinds = [Output.prototype, IfTag.prototype]
  const own = kinds.map(({ render }) => render)
  let asked = 0
  for (const [at, kind] of kinds.entries()) {
    kind.render = function (...given) {
      asked++
      return own[at]?.apply(this, given)
    }
  }
  try {
    byLayout(text)
    return asked
  } finally {
    for (const [at, kind] of kinds.entries()) kind.render = own[at] ?? kind.render
  }
}

/** Counts how often liquidjs evaluates a value during this fill. */
function followed(text: string): number {
  const [output] = new Liquid(OPTIONS).parse('{{ a }}')
  const [value] = output?.arguments?.() ?? []
  const kind: { value: (...given: unknown[]) => unknown } = Object.getPrototypeOf(value)
  const byLiquidItself = kind.value
  let asked = 0
  kind.value = function (...given) {
    asked++
    return byLiquidItself.apply(this, given)
  }
  try {
    byLayout(text)
    return asked
  } finally {
    kind.value = byLiquidItself
  }
}
