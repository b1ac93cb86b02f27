const PART_BYTES = 16_384
/** The longest text written at once: `\uXXXX`. */
const ROOM = 6

const SPACE = 0x20
const BACKSLASH = 0x5c
const SMALL_U = 0x75

/** Python's short escapes, by code unit. */
const SHORT: ReadonlyMap<number, string> = new Map(
  [...'"\\\b\t\n\f\r'].map((letter) => [letter.charCodeAt(0), JSON.stringify(letter).slice(1, -1)]),
)

/** Passes ASCII text to a sink in parts of a fixed size. A part is valid only during the call of the sink. */
export type PythonWriter = ReturnType<typeof createPythonWriter>

export function createPythonWriter(sink: (part: Uint8Array) => void) {
  const part = new Uint8Array(PART_BYTES)
  let filled = 0

  function flush(): void {
    sink(part.subarray(0, filled))
    filled = 0
  }

  function put(byte: number): void {
    if (filled > PART_BYTES - ROOM) flush()
    part[filled++] = byte
  }

  function text(letters: string): void {
    for (let at = 0; at < letters.length; at++) put(letters.charCodeAt(at))
  }

  function hex(unit: number): void {
    put(BACKSLASH)
    put(SMALL_U)
    for (let shift = 12; shift >= 0; shift -= 4) put('0123456789abcdef'.charCodeAt((unit >> shift) & 15))
  }

  return {
    put,
    text,
    flush,
    copy(bytes: Uint8Array, from: number, to: number): void {
      for (let at = from; at < to; at++) put(bytes[at] ?? 0)
    },
    /** Writes a UTF-16 code unit of a string, escaped as Python escapes. */
    unit(unit: number): void {
      const short = SHORT.get(unit)
      if (short !== undefined) text(short)
      else if (unit >= SPACE && unit < 0x7f) put(unit)
      else hex(unit)
    },
    /** Writes a code point as one or two escapes. */
    escape(point: number) {
      if (point < 0x10000) return hex(point)
      hex(0xd800 + ((point - 0x10000) >> 10))
      hex(0xdc00 + ((point - 0x10000) & 0x3ff))
    },
  }
}
