/** Letters for private use, so no text of a person looks like a mark. The mark of a delivery day begins with another letter. */
const MARK = 0xf8fe
const FIRST = 0xe000
const BASE = 1_024

/**
 * The kind of an action as three letters in SQL, which are one term of the search index. Two kinds may have the same mark,
 * so a search compares the kind too. Stored indexes have these marks: another mark needs a migration.
 */
export const actionMarkSql = (action: string): string => {
  const letter = (at: number): string => `coalesce(unicode(substr(${action}, ${at}, 1)), 0)`
  return `char(${MARK}, ${FIRST} + (${letter(1)} * 32 + length(${action})) % ${BASE},
    ${FIRST} + (${letter(3)} * 32 + ${letter(-1)}) % ${BASE})`
}
