/**
 * Why something that was stored must not be read: a newer version wrote it. Null where it may be read. What was stored before
 * formats had numbers has none.
 */
export function newerFormat(format: unknown, known: number): string | null {
  if (format === undefined || (typeof format === 'number' && format <= known)) return null
  return `It has format ${String(format)}, and this version knows formats up to ${known} only. Use the version that wrote it, or a newer one.`
}
