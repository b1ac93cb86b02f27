const PLACE = '<SharedSecret></SharedSecret>'

/**
 * Marks the place of the shared secret as `{{secret:NAME}}`. The transport replaces the mark at the moment of sending,
 * escaped as XML, so that no archive holds the secret. No field of an order can write such a mark: two braces in a row
 * are always escaped.
 */
export function withSecret(text: string, name: string | undefined): string {
  const safe = text.replace(/\{(?=\{)/g, '&#123;')
  return name === undefined ? safe : safe.replace(PLACE, `<SharedSecret>{{secret:${name}}}</SharedSecret>`)
}
