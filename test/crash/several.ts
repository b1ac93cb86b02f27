/** The groups that hold more than one of what they should hold one of. */
export function several<T>(all: readonly T[], group: (item: T) => string, value: (item: T) => string): string[] {
  const found = new Map<string, Set<string>>()
  for (const item of all) {
    const values = found.get(group(item)) ?? new Set()
    found.set(group(item), values.add(value(item)))
  }
  return [...found]
    .filter(([, values]) => values.size > 1)
    .map(([name, values]) => `${name}: ${[...values].join(', ')}`)
}
