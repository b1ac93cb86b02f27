/** Writes a value of a configuration as TypeScript, as a person would write the value. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, member]) => `${key}: ${literal(member)}`)
    return `{ ${entries.join(', ')} }`
  }
  return String(value)
}

/** JSON escapes line breaks and other control characters, which a single-quoted text may not hold either. */
function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner}'`
}
