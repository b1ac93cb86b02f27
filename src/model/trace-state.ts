/** Limits of W3C Trace Context: most members of a list, and characters of a list that must be passed on. */
const MEMBERS_LIMIT = 32
const CHARACTERS_LIMIT = 512
/** The standard drops members above this length before all others. */
const LONG_MEMBER = 128

const KEY = /^(?:[a-z][a-z0-9_\-*/]{0,255}|[a-z0-9][a-z0-9_\-*/]{0,240}@[a-z][a-z0-9_\-*/]{0,13})$/
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/

/**
 * The `tracestate` to pass on, with the members of several headers. Null for a missing or malformed header, which the
 * standard tells to drop. A longer list loses its long members first, then its oldest members, which stand at the end.
 */
export function readTraceState(header: string | null): string | null {
  const members = (header ?? '')
    .split(',')
    .map((member) => member.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((member) => member !== '')
  const keys = members.map(keyOf)
  if (members.length > MEMBERS_LIMIT || keys.includes(null) || new Set(keys).size < keys.length) return null
  return shortened(members).join(',') || null
}

/** Null for a malformed member. */
function keyOf(member: string): string | null {
  const equals = member.indexOf('=')
  const key = member.slice(0, Math.max(0, equals))
  return KEY.test(key) && VALUE.test(member.slice(equals + 1)) ? key : null
}

function shortened(members: readonly string[]): readonly string[] {
  const kept = [...members]
  while (kept.join(',').length > CHARACTERS_LIMIT) {
    const long = kept.findLastIndex(({ length }) => length > LONG_MEMBER)
    kept.splice(long >= 0 ? long : kept.length - 1, 1)
  }
  return kept
}
