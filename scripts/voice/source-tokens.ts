export interface Token {
  readonly kind: 'comment' | 'text' | 'name' | 'punctuation'
  /** A comment without its marks; a text without its quotes, each value in a template as `{…}`. */
  readonly text: string
  readonly line: number
  /** Position in the source. */
  readonly start: number
  readonly end: number
}

export const PLACEHOLDER = '{…}'

const NAME_START = /[A-Za-z_$#]/
const NAME_PART = /[\w$]/
const NUMBER = /[\d][\w.]*/y
/** A slash after one of these keywords begins a regular expression, as it does after most punctuation. */
const BEFORE_REGEX = new Set('return case typeof in of void delete throw new await yield else do'.split(' '))
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' }

/** Splits TypeScript source into comments, texts, names and punctuation. JSX is not understood. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  /** Has an entry for each open `{`; true if a template literal continues after its `}`. */
  const braces: { readonly template: TemplateText | null }[] = []
  let at = 0
  let line = 1

  const push = (kind: Token['kind'], text: string, startLine: number, start: number): void => {
    tokens.push({ kind, text, line: startLine, start, end: at })
  }
  const advanceTo = (end: number): string => {
    const text = source.slice(at, end)
    line += text.split('\n').length - 1
    at = end
    return text
  }

  const readQuoted = (quote: string): void => {
    const startLine = line
    const start = at
    let text = ''
    at += 1
    while (at < source.length && source[at] !== quote && source[at] !== '\n') text += readCharacter()
    at += 1
    push('text', text, startLine, start)
  }
  const readCharacter = (): string => {
    const character = source[at] ?? ''
    if (character !== '\\') {
      advanceTo(at + 1)
      return character
    }
    const escaped = source[at + 1] ?? ''
    advanceTo(at + 2)
    return ESCAPES[escaped] ?? escaped
  }
  const readTemplate = (template: TemplateText): void => {
    while (at < source.length) {
      if (source[at] === '`') {
        at += 1
        push('text', template.text, template.line, template.start)
        return
      }
      if (source.startsWith('${', at)) {
        template.text += PLACEHOLDER
        at += 2
        braces.push({ template })
        return
      }
      template.text += readCharacter()
    }
  }
  const readPunctuation = (character: string): void => {
    at += 1
    if (character === '{') braces.push({ template: null })
    const opened = character === '}' ? braces.pop() : undefined
    if (opened?.template) readTemplate(opened.template)
    else push('punctuation', character, line, at - 1)
  }

  while (at < source.length) {
    const character = source[at] ?? ''
    const startLine = line
    const start = at
    if (/\s/.test(character)) advanceTo(at + 1)
    else if (source.startsWith('//', at)) {
      const comment = advanceTo(endOf(source, '\n', at))
      push('comment', comment.slice(2).trim(), startLine, start)
    } else if (source.startsWith('/*', at)) {
      push('comment', withoutStars(advanceTo(endOf(source, '*/', at + 2) + 2)), startLine, start)
    } else if (character === "'" || character === '"') readQuoted(character)
    else if (character === '`') {
      at += 1
      readTemplate({ text: '', line, start })
    } else if (character === '/' && beginsRegex(tokens.at(-1))) advanceTo(endOfRegex(source, at))
    else if (NAME_START.test(character)) {
      let end = at + 1
      while (NAME_PART.test(source[end] ?? '')) end += 1
      push('name', advanceTo(end), startLine, start)
    } else if (/\d/.test(character)) {
      NUMBER.lastIndex = at
      NUMBER.exec(source)
      advanceTo(Math.max(NUMBER.lastIndex, at + 1))
      push('punctuation', '0', startLine, start)
    } else readPunctuation(character)
  }
  return tokens
}

interface TemplateText {
  text: string
  readonly line: number
  readonly start: number
}

function endOf(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from)
  return end < 0 ? source.length : end
}

function withoutStars(comment: string): string {
  const inner = comment.replace(/^\/\*+/, '').replace(/\*+\/$/, '')
  return inner.replaceAll(/^[ \t]*\*[ \t]?/gm, '').trim()
}

function beginsRegex(before: Token | undefined): boolean {
  if (!before || before.kind === 'comment') return true
  if (before.kind === 'text') return false
  if (before.kind === 'name') return BEFORE_REGEX.has(before.text)
  return !')]}0'.includes(before.text)
}

function endOfRegex(source: string, start: number): number {
  let isClass = false
  for (let at = start + 1; at < source.length; at += 1) {
    const character = source[at]
    if (character === '\n') return at
    if (character === '\\') at += 1
    else if (character === '[') isClass = true
    else if (character === ']') isClass = false
    else if (character === '/' && !isClass) return at + 1
  }
  return source.length
}
