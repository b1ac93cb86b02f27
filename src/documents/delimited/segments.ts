/**
 * Segments, elements and components for every delimited syntax: EDIFACT, X12 and TRADACOMS differ only in `Syntax`.
 * Builders spell each segment as its standard prints the segment, with placeholders for values. Only this file releases
 * reserved characters and counts segments.
 */
export interface Syntax {
  /** Written once at the start: EDIFACT's UNA. */
  readonly advice: string
  /** Separates the tag and the first element. */
  readonly tag: string
  readonly element: string
  readonly component: string
  readonly terminator: string
  /** Written after each terminator if the receiver wants line ends. */
  readonly lineEnd: '' | '\n' | '\r\n'
  /** Finds a character that would end a value or release the next character. Such a character is never written bare. */
  readonly reserved: RegExp
  /** The same pattern with the global flag, for replacing. */
  readonly eachReserved: RegExp
  /** Replaces a reserved character: released, or replaced if the syntax has no release character. */
  readonly shield: (reserved: string) => string
  /** Maps the separators that builders spell to the partner's separators; null if both are the same. */
  readonly respelled: ReadonlyMap<string, string> | null
}

/** A number of the gateway, a value, or the components of a composite. */
export type Value = number | string | readonly string[]

/**
 * Adds one segment to the current message: put`QTY+21:${quantity}:${unit}`. The spelled text is structure and is
 * written unchanged. No value can become structure. Separators after the last value are dropped.
 */
export type Put = (spelled: TemplateStringsArray, ...values: Value[]) => void

interface Enclosed {
  /** Writes the opening segment. */
  readonly opens: (put: Put) => void
  /** The trailer's tag. Its elements are the count and, if the syntax has a reference, `reference`. */
  readonly closes: string
  readonly reference: string
}

/** UNH to UNT, ST to SE, MHD to MTR. The trailer counts the segments, header and trailer included. */
export interface Message extends Enclosed {
  readonly body: (put: Put) => void
}

/** UNB to UNZ, ISA to IEA, GS to GE, STX to END. The trailer counts the direct children. */
export interface Group extends Enclosed {
  readonly holds: readonly (Message | Group)[]
}

/** Returns the complete interchange as text. */
export function interchange(syntax: Syntax, group: Group): string {
  const { tag, element, component, reserved, eachReserved, shield, respelled } = syntax
  const respellings = new Map<TemplateStringsArray, readonly string[]>()
  const end = syntax.terminator + syntax.lineEnd
  let text = syntax.advice === '' ? '' : syntax.advice + syntax.lineEnd
  let segments = 0

  const put: Put = (spelled, ...values) => {
    const literals = respelled === null ? spelled : (respellings.get(spelled) ?? respell(spelled, respelled))
    const before = text
    text += literals[0] ?? ''
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? ''
      const plain = typeof value === 'string' ? simple(value) : typeof value === 'number' ? value : composite(value)
      if (plain === '' && !isBetween(literals[index] ?? '', literals[index + 1] ?? '')) {
        text = before + sparse(literals, values)
        break
      }
      text += plain
      text += literals[index + 1] ?? ''
    }
    text += end
    segments++
  }

  /** Whether a spelled element follows an empty value, which then keeps its place. Separators at an end are dropped. */
  const isBetween = (before: string, after: string): boolean =>
    after.length > 1 && before.endsWith(element) && after[1] !== element && after[1] !== component

  const simple = (value: string): string => (reserved.test(value) ? value.replace(eachReserved, shield) : value)

  function composite(parts: readonly string[]): string {
    let joined = simple(parts[0] ?? '')
    let gap = ''
    for (let index = 1; index < parts.length; index++) {
      const part = parts[index] ?? ''
      gap += component
      if (part === '') continue
      joined += gap + simple(part)
      gap = ''
    }
    return joined
  }

  function respell(spelled: TemplateStringsArray, separators: ReadonlyMap<string, string>): readonly string[] {
    const literals = spelled.map((literal) =>
      Array.from(literal, (letter) => separators.get(letter) ?? letter).join(''),
    )
    respellings.set(spelled, literals)
    return literals
  }

  /** Writes a segment with an empty value: separators wait in `gap` until a value follows. */
  function sparse(literals: readonly string[], values: readonly Value[]): string {
    let segment = ''
    let gap = ''
    for (const [index, literal] of literals.entries()) {
      for (const letter of literal) {
        const parts = letter === element || letter === tag
        if (parts) while (gap.endsWith(component)) gap = gap.slice(0, -1)
        if (parts || letter === component) gap += letter
        else {
          segment += gap + letter
          gap = ''
        }
      }
      const value = values[index] ?? ''
      const plain = typeof value === 'object' ? composite(value) : simple(String(value))
      if (plain === '') continue
      segment += gap + plain
      gap = ''
    }
    return segment
  }

  function enclose(enclosed: Message | Group): void {
    const before = segments
    enclosed.opens(put)
    if ('body' in enclosed) enclosed.body(put)
    else for (const held of enclosed.holds) enclose(held)
    const count = 'body' in enclosed ? segments - before + 1 : enclosed.holds.length
    const reference = enclosed.reference === '' ? '' : element + simple(enclosed.reference)
    text += enclosed.closes + tag + count + reference + end
  }

  enclose(group)
  return text
}
