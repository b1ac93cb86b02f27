/**
 * Segments, elements and components, for every delimited syntax: EDIFACT, X12 and TRADACOMS differ by their `Syntax`
 * only. Builders pass values; what ends a value, and how many segments there are, is known here and nowhere else.
 */
export interface Syntax {
  /** Written once, before everything: EDIFACT's UNA. */
  readonly advice: string
  /** Between the tag and the first element. */
  readonly tag: string
  readonly element: string
  readonly component: string
  readonly repetition: string
  readonly terminator: string
  /** After each terminator, where a partner asked for it. */
  readonly lineEnd: '' | '\n' | '\r\n'
  /** Every character that would end a value or shield the next one: none of them is written bare. */
  readonly reserved: string
  /** What stands in a value for a reserved character: released, or replaced where the syntax knows no release. */
  readonly shield: (reserved: string) => string
}

/** A separator itself, where a header declares it (ISA11, ISA16). */
export type Declared = { readonly declares: 'component' | 'repetition' }

/** One element: a value, or the components of a composite. */
export type Element = string | Declared | readonly string[]

export type Segment = readonly [tag: string, ...elements: readonly Element[]]

/** Adds one segment to the message being written. */
export type Put = (tag: string, ...elements: readonly Element[]) => void

interface Enclosed {
  readonly opens: Segment
  /** The trailer's tag. Its elements are the count, which is taken here, and `reference` when the syntax has one. */
  readonly closes: string
  readonly reference: string
}

/** UNH to UNT, ST to SE, MHD to MTR. The trailer counts the segments, itself and the header included. */
export interface Message extends Enclosed {
  readonly body: (put: Put) => void
}

/** UNB to UNZ, ISA to IEA, GS to GE, STX to END. The trailer counts what it directly holds. */
export interface Group extends Enclosed {
  readonly holds: readonly (Message | Group)[]
}

/** The whole interchange as text. */
export function interchange(syntax: Syntax, group: Group): string {
  const reserved = new Uint8Array(0x80)
  for (const character of syntax.reserved) reserved[character.charCodeAt(0)] = 1
  let text = syntax.advice === '' ? '' : syntax.advice + syntax.lineEnd
  const end = syntax.terminator + syntax.lineEnd
  let segments = 0

  // Separators wait in `gap` until a value follows, so that those of empty parts at the end are never written.
  const put: Put = (tag, ...elements) => {
    let written = tag
    let gap = syntax.tag
    for (let index = 0; index < elements.length; index++) {
      const element = elements[index] ?? ''
      const content = typeof element === 'string' ? value(element) : composite(element)
      if (content !== '') {
        written += gap + content
        gap = syntax.element
      } else gap += syntax.element
    }
    text += written + end
    segments++
  }

  function composite(element: Declared | readonly string[]): string {
    if (!isComponents(element)) return syntax[element.declares]
    let written = ''
    let gap = ''
    for (let index = 0; index < element.length; index++) {
      const component = element[index] ?? ''
      if (component !== '') {
        written += gap + value(component)
        gap = syntax.component
      } else gap += syntax.component
    }
    return written
  }

  function value(plain: string): string {
    for (let index = 0; index < plain.length; index++) {
      const unit = plain.charCodeAt(index)
      if (unit < 0x80 && reserved[unit] === 1) return shielded(plain, index)
    }
    return plain
  }

  function shielded(plain: string, first: number): string {
    let written = ''
    let from = 0
    for (let index = first; index < plain.length; index++) {
      if (!syntax.reserved.includes(plain.charAt(index))) continue
      written += plain.slice(from, index) + syntax.shield(plain.charAt(index))
      from = index + 1
    }
    return written + plain.slice(from)
  }

  function enclose(enclosed: Message | Group): void {
    const before = segments
    put(...enclosed.opens)
    if ('body' in enclosed) enclosed.body(put)
    else for (const held of enclosed.holds) enclose(held)
    const count = 'body' in enclosed ? segments - before + 1 : enclosed.holds.length
    put(enclosed.closes, String(count), enclosed.reference)
  }

  enclose(group)
  return text
}

const isComponents = (element: Declared | readonly string[]): element is readonly string[] => Array.isArray(element)
