/**
 * Segments, elements and components, for every delimited syntax: EDIFACT, X12 and TRADACOMS differ by their `Syntax`
 * only. Builders spell each segment as its standard prints it and leave places for the values. What ends a value, and
 * how many segments there are, is known here and nowhere else.
 */
export interface Syntax {
  /** Written once, before everything: EDIFACT's UNA. */
  readonly advice: string
  /** Between the tag and the first element. */
  readonly tag: string
  readonly element: string
  readonly component: string
  readonly terminator: string
  /** After each terminator, where a partner asked for it. */
  readonly lineEnd: '' | '\n' | '\r\n'
  /** Finds a character that would end a value or shield the next one: none of them is written bare. */
  readonly reserved: RegExp
  /** The same for all of them: for replacing. */
  readonly eachReserved: RegExp
  /** What stands in a value for a reserved character: released, or replaced where the syntax knows no release. */
  readonly shield: (reserved: string) => string
  /** The partner's own separators, by the one that builders spell; null where those are the ones to send. */
  readonly respelled: ReadonlyMap<string, string> | null
}

/** A number of ours, a value, or the components of a composite. */
export type Value = number | string | readonly string[]

/**
 * Adds one segment to the message being written: put`QTY+21:${quantity}:${unit}`. What is spelled is structure and is
 * written as it stands; no value can become structure. Separators that an empty value leaves at an end are dropped.
 */
export type Put = (spelled: TemplateStringsArray, ...values: Value[]) => void

interface Enclosed {
  /** Puts the one segment that opens it. */
  readonly opens: (put: Put) => void
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

  /** An empty value before one that is spelled keeps its place, and nothing is left over at an end. */
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
    const literals = spelled.map((literal) => Array.from(literal, (one) => separators.get(one) ?? one).join(''))
    respellings.set(spelled, literals)
    return literals
  }

  /** A segment with a value left empty: separators wait in `gap` until something follows them. */
  function sparse(literals: readonly string[], values: readonly Value[]): string {
    let segment = ''
    let gap = ''
    for (const [index, literal] of literals.entries()) {
      for (const one of literal) {
        const parts = one === element || one === tag
        if (parts) while (gap.endsWith(component)) gap = gap.slice(0, -1)
        if (parts || one === component) gap += one
        else {
          segment += gap + one
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
