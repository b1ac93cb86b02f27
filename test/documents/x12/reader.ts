/**
 * Reads an interchange as a strict receiver does: finds separators in the ISA and compares every count and reference.
 */

export interface ReadSegment {
  readonly tag: string
  readonly elements: readonly string[]
}

export function readX12(text: string): readonly ReadSegment[] {
  const isa = text.slice(0, 106)
  const [element, component, terminator] = [isa.charAt(3), isa.charAt(104), isa.charAt(105)]
  const widths = isa
    .slice(0, 105)
    .split(element)
    .map((part) => part.length)
  if (widths.join() !== '3,2,10,2,10,2,15,2,15,6,4,1,5,9,1,1,1') throw new Error(`ISA has the widths ${widths}`)
  const repetition = isa.slice(84, 89) === '00401' ? '' : isa.charAt(82)
  const segments = text.split(terminator).map((segment) => segment.replace(/^\r\n/, ''))
  if (segments.pop() !== '') throw new Error('the last segment has no terminator')
  return segments.map((segment, index) => {
    const [tag = '', ...elements] = segment.split(element)
    if (!/^[A-Z][A-Z0-9]{1,2}$/.test(tag)) throw new Error(`no segment is called ${tag}`)
    if (index > 0 && elements.at(-1) === '') throw new Error(`${tag} ends in an empty element`)
    for (const value of index === 0 ? [] : elements) {
      if (value.includes(component) || (repetition !== '' && value.includes(repetition)))
        throw new Error(`${tag} breaks`)
      if (/[^\x20-\x7e]/.test(value)) throw new Error(`${tag} holds what is not printable ASCII`)
      if (value.length > 2 && value.endsWith(' ')) throw new Error(`${tag} ends in a space: ${value}|`)
    }
    return { tag, elements }
  })
}

export const tags = (segments: readonly ReadSegment[]): string[] => segments.map(({ tag }) => tag)

/** The elements of each segment with this tag. With `qualifier`, only segments that begin with the qualifier. */
export const all = (segments: readonly ReadSegment[], tag: string, qualifier?: string) =>
  segments
    .filter((segment) => segment.tag === tag && (qualifier === undefined || segment.elements[0] === qualifier))
    .map(({ elements }) => elements)

export const first = (segments: readonly ReadSegment[], tag: string, qualifier?: string) =>
  all(segments, tag, qualifier)[0]

/** Mistakes in the counts and references that SE, GE, IEA and CTT repeat. */
export function miscounts(segments: readonly ReadSegment[]): string[] {
  const names = tags(segments)
  const at = (tag: string, place: number) => first(segments, tag)?.[place - 1]
  const quantities = all(segments, 'PO1').map((elements) => billionths(elements[1] ?? ''))
  const hash = at('CTT', 2)
  const expected: readonly [string, unknown, unknown][] = [
    ['SE01', at('SE', 1), String(names.indexOf('SE') - names.indexOf('ST') + 1)],
    ['SE02', at('SE', 2), at('ST', 2)],
    ['GE01', at('GE', 1), String(names.filter((name) => name === 'ST').length)],
    ['GE02', at('GE', 2), at('GS', 6)],
    ['IEA01', at('IEA', 1), String(names.filter((name) => name === 'GS').length)],
    ['IEA02', at('IEA', 2), at('ISA', 13)],
    ['CTT01', at('CTT', 1), String(names.filter((name) => name === 'PO1').length)],
    ['CTT02', hash && billionths(hash), hash && quantities.reduce((total, quantity) => total + quantity, 0n)],
  ]
  return expected.flatMap(([name, found, wanted]) => (found === wanted ? [] : [`${name}: ${found}, not ${wanted}`]))
}

const billionths = (decimal: string): bigint => {
  const [whole = '', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(9, '0'))
}
