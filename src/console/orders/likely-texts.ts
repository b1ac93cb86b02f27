const ENDS = [6, 4]

/**
 * Parts of a number that may be written in another way. A chef says "PO 88205" or "PO88205X" for `PO-88205-X`: the longest
 * digits find the order, or the last letters and digits.
 */
export function likelyTexts(text: string): string[] {
  const [longest = ''] = [...text.matchAll(/\d{4,}/g)].map(([digits]) => digits).sort((a, b) => b.length - a.length)
  const plain = text.replace(/[^\p{L}\p{N}]/gu, '')
  const ends = ENDS.map((length) => plain.slice(-length)).filter((end) => end.length >= 4 && /\d/.test(end))
  return [...new Set([longest, ...ends])].filter((part) => part !== '' && part !== text)
}
