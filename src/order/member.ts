export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** What parsed JSON has under a key; undefined where it has no such key, or is no object. */
export const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) ? Reflect.get(value, name) : undefined
