const PLACE = '<SharedSecret></SharedSecret>'

/**
 * The document with the place of its shared secret marked: `{{secret:NAME}}`, which the transport must replace at the
 * moment of sending, escaped as XML, so that no archive holds the secret. No field of an order can write such a mark:
 * two braces in a row never come out as they are.
 */
export function withSecret(text: string, name: string | undefined): string {
  const safe = text.replace(/\{(?=\{)/g, '&#123;')
  return name === undefined ? safe : safe.replace(PLACE, `<SharedSecret>{{secret:${name}}}</SharedSecret>`)
}
