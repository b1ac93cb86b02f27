import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** A line of a file, with its position. */
export interface Line {
  /** Counted from 1. */
  readonly number: number
  readonly from: number
  /** Position after the line break. */
  readonly to: number
  readonly text: string
  /** False for a last line without a line break. */
  readonly isWhole: boolean
}

const CHUNK_BYTES = 1_048_576

/** Reads line by line, because an export may be larger than memory. */
export function* linesOf(file: string): Generator<Line> {
  const handle = openSync(file, 'r')
  try {
    const size = fstatSync(handle).size
    let rest = Buffer.alloc(0)
    let number = 1
    for (let at = 0; at < size; ) {
      const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, size - at))
      const read = readSync(handle, chunk, 0, chunk.length, at)
      if (read === 0) break
      at += read
      rest = Buffer.concat([rest, chunk.subarray(0, read)])
      let from = at - rest.length
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        const to = from + end + 1
        yield { number: number++, from, to, text: rest.toString('utf8', 0, end), isWhole: true }
        rest = rest.subarray(end + 1)
        from = to
      }
    }
    if (rest.length > 0)
      yield { number, from: size - rest.length, to: size, text: rest.toString('utf8'), isWhole: false }
  } finally {
    closeSync(handle)
  }
}

export function textBetween(file: string, from: number, to: number): string {
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(to - from)
    let read = 0
    while (read < bytes.length) {
      const more = readSync(handle, bytes, read, bytes.length - read, from + read)
      if (more === 0) break
      read += more
    }
    return bytes.toString('utf8', 0, read)
  } finally {
    closeSync(handle)
  }
}
