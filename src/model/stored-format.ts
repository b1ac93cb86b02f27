/**
 * Why stored data must not be read: a newer version wrote the data. Null for readable data. Data from before formats
 * had numbers has no number.
 */
export function newerFormat(format: unknown, known: number): string | null {
  if (format === undefined || (typeof format === 'number' && format <= known)) return null
  return `It has format ${String(format)}, and this version knows formats up to ${known} only. Use the version that wrote it, or a newer one.`
}
