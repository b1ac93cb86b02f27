import { randomBytes } from 'node:crypto'

/** Words that stand nowhere else in the world, so that wherever one turns up it has leaked. */
export interface Canaries {
  /** A new one, known from now on by the name of what it stands in. */
  word(name: string): string
  /** The names of those that stand in these bytes: as they are, or as base64, hex or URL-encoded. */
  foundIn(bytes: Buffer): string[]
}

export function canaries(): Canaries {
  const known = new Map<string, readonly Buffer[]>()
  return {
    word(name) {
      const word = `canary${randomBytes(9).toString('hex')}`
      known.set(name, disguises(word))
      return word
    },
    foundIn: (bytes) =>
      [...known].filter(([, forms]) => forms.some((form) => bytes.includes(form))).map(([name]) => name),
  }
}

/** Letters and digits only, so that URL encoding changes nothing. In base64 the bytes before shift the word by 0, 1 or 2. */
function disguises(word: string): Buffer[] {
  const shifted = [0, 1, 2].flatMap((shift) => {
    const text = Buffer.from('x'.repeat(shift) + word).toString('base64')
    const whole = text.slice(Math.ceil((shift * 4) / 3), -4)
    return [whole, whole.replaceAll('+', '-').replaceAll('/', '_')]
  })
  const hex = Buffer.from(word).toString('hex')
  return [word, ...shifted, hex, hex.toUpperCase()].map((form) => Buffer.from(form))
}
