/**
 * The name that is written down. Brackets hold the name of the token's holder, which the token proves, so a typed name
 * has no brackets. `holder` is null for the CONSOLE_TOKEN, which belongs to no person.
 */
export function signedName(typed: string, holder: string | null): string {
  const name = typed.replaceAll(/[()]/g, ' ').replaceAll(/\s+/g, ' ').trim()
  if (holder === null) return name
  return name === '' || name.toLowerCase() === holder.toLowerCase() ? holder : `${name} (${holder})`
}
