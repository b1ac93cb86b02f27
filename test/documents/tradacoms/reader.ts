/** Reads a transmission as a strict receiver does: restores released characters and compares every count. */

export interface ReadSegment {
  readonly tag: string
  /** Elements, each a list of components. */
  readonly elements: readonly (readonly string[])[]
}

const SHAPE = /^([A-Z]{3})=((?:[^'?]|\?[?+:='])*)$/

export function readTradacoms(text: string): readonly ReadSegment[] {
  const pieces = text.match(/(?:[^'?]|\?[\s\S])*'(?:\r\n)?/g) ?? []
  if (pieces.join('') !== text) throw new Error('the last segment has no terminator')
  return pieces.map((piece) => {
    const [, tag = '', content = ''] = SHAPE.exec(piece.replace(/'(?:\r\n)?$/, '')) ?? []
    if (tag === '') throw new Error(`not a segment: ${piece}`)
    if (/(?<!\?)(?:\?\?)*[+:]$/.test(content)) throw new Error(`${tag} ends in an empty part`)
    if (/[^\x20-\x5f]/.test(content)) throw new Error(`${tag} holds what is not an ASCII capital`)
    if (/(?<!\?)(?:\?\?)*=/.test(content)) throw new Error(`${tag} holds a bare =`)
    return { tag, elements: split(content, '+').map((element) => split(element, ':').map(restored)) }
  })
}

/** Splits at each bare `separator`. A release character protects the next character. */
const split = (content: string, separator: string): string[] => {
  const parts = ['']
  for (const [one] of content.matchAll(/\?[\s\S]|[\s\S]/g)) {
    if (one === separator) parts.push('')
    else parts.push((parts.pop() ?? '') + one)
  }
  return parts
}

const restored = (component: string): string => component.replace(/\?([\s\S])/g, '$1')

export const tags = (segments: readonly ReadSegment[]): string[] => segments.map(({ tag }) => tag)

export const all = (segments: readonly ReadSegment[], tag: string) =>
  segments.filter((segment) => segment.tag === tag).map(({ elements }) => elements)

export const first = (segments: readonly ReadSegment[], tag: string) => all(segments, tag)[0]

/** Mistakes in the counts of MTR, OTR, OFT and END, and in the numbers of MHD. */
export function miscounts(segments: readonly ReadSegment[]): string[] {
  const names = tags(segments)
  const opened = names.flatMap((name, index) => (name === 'MHD' ? [index] : []))
  const closed = names.flatMap((name, index) => (name === 'MTR' ? [index] : []))
  const value = (tag: string) => first(segments, tag)?.[0]?.[0]
  const numbers = all(segments, 'MHD').map(([number]) => number?.[0])
  const expected: readonly [string, unknown, unknown][] = [
    ['MTR', all(segments, 'MTR').join(), closed.map((at, index) => at - (opened[index] ?? 0) + 1).join()],
    ['MHD', numbers.join(), opened.map((_, index) => index + 1).join()],
    ['OTR', value('OTR'), String(names.filter((name) => name === 'OLD').length)],
    ['OFT', value('OFT'), '1'],
    ['END', value('END'), String(opened.length)],
  ]
  return expected.flatMap(([name, found, wanted]) => (found === wanted ? [] : [`${name}: ${found}, not ${wanted}`]))
}
