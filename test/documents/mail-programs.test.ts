import { beforeAll, describe, expect, it } from 'vitest'
import { type MailSample, mailSamples } from '../browser/mail-samples.ts'

/**
 * The parts of HTML and CSS that Outlook for Windows (Word's engine) and Gmail draw. Sources: Microsoft, "Word 2007 HTML
 * and CSS Rendering Capabilities in Outlook 2007"; Google, "CSS support" at developers.google.com/workspace/gmail/design/css;
 * caniemail.com. The programs themselves cannot run in a test.
 */
const TAGS = [
  ...['html', 'head', 'meta', 'title', 'style', 'body', 'div', 'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td'],
  ...['h1', 'h2', 'p', 'a', 'b', 'strong', 's', 'small', 'br', 'span', 'bdi', 'blockquote'],
]
const BOTH = [
  ...['color', 'background', 'border', 'border-bottom', 'font-family', 'font-size', 'font-weight', 'line-height'],
  ...['text-align', 'text-decoration', 'margin', 'padding', 'display'],
]
/** Word ignores these, and the mail stays readable: corners are square, and the columns follow their contents. */
const GMAIL_ONLY = ['border-radius', 'max-width', 'table-layout', 'word-break', 'max-height', 'overflow']
const OUTLOOK_ONLY = ['mso-hide', 'mso-padding-alt']
/** Gmail takes away every style sheet of a mail after this many characters. */
const GMAIL_SHEET = 8_192

interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly style: Readonly<Record<string, string>>
}

/** The tags that a browser and Gmail see: without comments, which only Outlook reads. */
function tagsIn(html: string): Tag[] {
  const seen = html.replace(/<!--[\s\S]*?-->/g, '').replace(/<style>[\s\S]*?<\/style>/g, '')
  return Array.from(
    seen.matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/gi),
    ([, name = '', rest = '']) => {
      const pairs = Array.from(
        rest.matchAll(/([a-z-]+)="([^"]*)"/gi),
        ([, key = '', value = '']) => [key, value] as const,
      )
      const attributes = Object.fromEntries(pairs)
      const declarations = (attributes.style ?? '').split(';').filter((part) => part.trim() !== '')
      const style = Object.fromEntries(declarations.map((part) => part.split(/:(.*)/s).map((word) => word.trim())))
      return { name: name.toLowerCase(), attributes, style }
    },
  )
}

let samples: readonly MailSample[] = []
let tags: ReadonlyMap<string, readonly Tag[]> = new Map()
beforeAll(async () => {
  samples = await mailSamples()
  tags = new Map(samples.map(({ name, html }) => [name, tagsIn(html)]))
})

/** What every mail has wrong by a rule, each once. */
const wrongBy = (rule: (tag: Tag) => string | null): string[] => [
  ...new Set(
    [...tags].flatMap(([name, all]) =>
      all.flatMap((tag) => {
        const wrong = rule(tag)
        return wrong === null ? [] : [`${name.replace(/-\w\w$/, '')}: ${tag.name}: ${wrong}`]
      }),
    ),
  ),
]

describe('every mail, in Outlook for Windows and in Gmail', () => {
  it('is every kind of mail, in each language', () => {
    const kinds = new Set(samples.map(({ name }) => name.replace(/-\w\w$/, '')))
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'order-100',
        'replacement',
        'cancellation',
        'alert-paused',
        'statement-100',
        'notice-held',
      ]),
    )
    expect(samples).toHaveLength(kinds.size * 4)
  })

  it('has only tags and properties that these programs draw, or may leave out', () => {
    const known = [...BOTH, ...GMAIL_ONLY, ...OUTLOOK_ONLY]
    expect(wrongBy(({ name }) => (TAGS.includes(name) ? null : 'unknown tag'))).toEqual([])
    expect(wrongBy(({ style }) => Object.keys(style).find((property) => !known.includes(property)) ?? null)).toEqual([])
    const displays = ['none', 'inline-block', undefined]
    expect(wrongBy(({ style }) => (displays.includes(style.display) ? null : `display ${style.display}`))).toEqual([])
  })

  it('gives each background as an attribute too, because Word reads few backgrounds', () => {
    expect(
      wrongBy(({ attributes, style }) =>
        style.background === undefined || style.background === attributes.bgcolor ? null : style.background,
      ),
    ).toEqual([])
  })

  it('pads cells only, because Word pads no other element; a button has its padding for Word on the cell', () => {
    expect(
      wrongBy(({ name, style }) => {
        const padding = Object.entries(style).find(([key, value]) => key.startsWith('padding') && value !== '0')
        return !padding || ['td', 'th', 'a', 'caption'].includes(name) ? null : padding.join(' ')
      }),
    ).toEqual([])
    for (const { name, html } of samples)
      for (const [button] of html.matchAll(/<td[^>]*><a [^>]*>/g)) {
        const [, cell] = /mso-padding-alt:([^;"]+)/.exec(button) ?? []
        const [, link] = /<a [^>]*[;"]padding:([^;"]+)/.exec(button) ?? []
        expect(cell, name).toBe(link)
      }
  })

  it('lays out by tables with their borders and spaces as attributes, and is 600 px wide in Word', () => {
    expect(
      wrongBy(({ name, attributes }) =>
        name !== 'table' || ['cellpadding', 'cellspacing', 'border'].every((key) => attributes[key] !== undefined)
          ? null
          : 'a table without its attributes',
      ),
    ).toEqual([])
    expect(wrongBy(({ style }) => (style.width === undefined ? null : 'a width as a property'))).toEqual([])
    for (const { name, html } of samples) {
      expect(html, name).toMatch(
        /<!--\[if mso\]><table role="presentation" width="600"[^>]*><tr><td><!\[endif\]-->\s*<table/,
      )
      expect(html, name).toMatch(/<!--\[if mso\]><\/td><\/tr><\/table><!\[endif\]-->/)
    }
  })

  it('reads without its style sheet, which Gmail takes away where it is long or has an import', () => {
    for (const { name, html } of samples) {
      const sheets = Array.from(html.matchAll(/<style>([\s\S]*?)<\/style>/g), ([, sheet = '']) => sheet)
      expect(sheets.join('').length, name).toBeLessThan(GMAIL_SHEET)
      expect(sheets.join(''), name).not.toMatch(/@import|@font-face|url\(|\[|flex|grid|position/)
    }
  })
})
