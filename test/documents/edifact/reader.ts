import { Parser } from 'edifact'

/** Reads an interchange with another program: npm `edifact` splits and releases, this file counts. */

export interface ReadSegment {
  readonly tag: string
  readonly elements: readonly (readonly string[])[]
}

export function readEdifact(text: string, level: string): readonly ReadSegment[] {
  const segments: { tag: string; elements: string[][] }[] = []
  const parser = new Parser()
  parser.encoding(level)
  parser.on('opensegment', (tag) => segments.push({ tag, elements: [] }))
  parser.on('element', () => segments.at(-1)?.elements.push([]))
  parser.on('component', (component) => segments.at(-1)?.elements.at(-1)?.push(component))
  parser.write(text)
  parser.end()
  return segments
}

export const tags = (segments: readonly ReadSegment[]): string[] => segments.map((segment) => segment.tag)

/** The elements of each segment with this tag. With `qualifier`, only segments whose first component is equal. */
export const all = (segments: readonly ReadSegment[], tag: string, qualifier?: string) =>
  segments
    .filter((segment) => segment.tag === tag && (qualifier === undefined || segment.elements[0]?.[0] === qualifier))
    .map((segment) => segment.elements)

export const first = (segments: readonly ReadSegment[], tag: string, qualifier?: string) =>
  all(segments, tag, qualifier)[0]

/** Mistakes in the counts and references that UNT, CNT and UNZ repeat. */
export function miscounts(segments: readonly ReadSegment[]): string[] {
  const names = tags(segments)
  const expected: readonly [string, unknown, unknown][] = [
    ['UNT 0074', first(segments, 'UNT')?.[0]?.[0], String(names.indexOf('UNT') - names.indexOf('UNH') + 1)],
    ['UNT 0062', first(segments, 'UNT')?.[1]?.[0], first(segments, 'UNH')?.[0]?.[0]],
    ['CNT 6066', first(segments, 'CNT')?.[0]?.[1], String(names.filter((name) => name === 'LIN').length)],
    [
      'UNZ 0036',
      first(segments, 'UNZ')?.[0]?.[0],
      String(names.filter((name) => name === (names.includes('UNG') ? 'UNG' : 'UNH')).length),
    ],
    ['UNE 0048', first(segments, 'UNE')?.[1]?.[0], first(segments, 'UNG')?.[4]?.[0]],
    ['UNZ 0020', first(segments, 'UNZ')?.[1]?.[0], first(segments, 'UNB')?.[4]?.[0]],
  ]
  return expected.flatMap(([name, found, wanted]) => (found === wanted ? [] : [`${name}: ${found}, not ${wanted}`]))
}
