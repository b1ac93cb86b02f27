/** ` Did you mean 'timeZone'?` if a known word is similar, else empty. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return near === undefined ? '' : ` Did you mean '${near}'?`
}

/** The known word that `word` is most likely a misspelling of. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const plain = simplify(word)
  // Only one typing error in three letters counts as similar: short words are otherwise all similar. A word of two
  // letters is a code, such as a language, and another code is no misspelling.
  const limit = plain.length <= 2 ? 0 : Math.max(1, Math.floor(plain.length / 3))
  let best: { readonly word: string; readonly distance: number } | undefined
  for (const candidate of known) {
    const distance = editDistance(plain, simplify(candidate))
    const fits = distance <= limit && distance < candidate.length
    if (fits && (!best || distance < best.distance)) best = { word: candidate, distance }
  }
  return best?.word ?? known.find((candidate) => beginAlike(plain, simplify(candidate)))
}

/** `maxAge` for `maxAgeHours`, `reciever` for `recipient`. */
const beginAlike = (a: string, b: string): boolean =>
  a.length >= 4 && b.startsWith(a.slice(0, Math.max(4, a.length / 2)))

/** `'a'`, `'a' or 'b'`, `'a', 'b' or 'c'`. */
export function oneOf(words: readonly unknown[]): string {
  const quoted = words.map((word) => (typeof word === 'string' ? `'${word}'` : String(word)))
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`
}

/** `time_zone`, `TimeZone` and `timezone` count as equal. */
const simplify = (word: string): string => word.toLowerCase().replace(/[-_\s.]/g, '')

/** Counts letters inserted, left out or replaced, and swapped neighbours, each as 1. */
export function editDistance(a: string, b: string): number {
  const width = b.length + 1
  let before: number[] = []
  let above = Array.from({ length: width }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column < width; column++) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(at(above, column) + 1, at(current, column - 1) + 1, at(above, column - 1) + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) cost = Math.min(cost, at(before, column - 2) + 1)
      current.push(cost)
    }
    before = above
    above = current
  }
  return at(above, b.length)
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY
