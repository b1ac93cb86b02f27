export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Returns the value under a key of parsed JSON; undefined if the value is no object or has no such key. */
export const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) ? Reflect.get(value, name) : undefined
