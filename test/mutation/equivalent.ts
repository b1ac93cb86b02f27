/** A mutant that no test can catch, because the document is the same. */
interface Equivalent {
  readonly file: string
  readonly operator: string
  readonly was: string
  /** What else stands on its line, where the same code stands elsewhere too. */
  readonly on?: string
  readonly why: string
}

const MEMORY = 'A memory of a pure function: without it the same is made anew.'
const UNREACHED = 'The compiler asks for it; there is always a value, so that it is never taken.'
const SHORT_CUT = 'A short cut: the longer way comes to the same.'

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'src/documents/x12/separators.ts',
    operator: 'drop statement',
    was: 'repertoires.set(separators, made)',
    why: MEMORY,
  },
  {
    file: 'src/documents/x12/separators.ts',
    operator: 'drop statement',
    was: 'syntaxes.set(key, syntax)',
    why: MEMORY,
  },
  {
    file: 'src/documents/delimited/segments.ts',
    operator: 'drop statement',
    was: 'respellings.set(spelled, literals)',
    why: MEMORY,
  },
  {
    file: 'src/documents/delimited/segments.ts',
    operator: 'fallback',
    was: 'respellings.get(spelled) ?? respell(spelled, respelled)',
    why: MEMORY,
  },
  {
    file: 'src/documents/delimited/segments.ts',
    operator: 'fallback',
    was: "literals[index] ?? ''",
    why: SHORT_CUT,
  },
  {
    file: 'src/documents/characters/transliteration.ts',
    operator: 'comparison',
    was: 'character < REMEMBERED',
    why: MEMORY,
  },
  {
    file: 'src/documents/characters/transliteration.ts',
    operator: 'negate',
    was: 'character < REMEMBERED',
    why: MEMORY,
  },
  {
    file: 'src/documents/characters/transliteration.ts',
    operator: 'drop statement',
    was: 'taken.spellings.set(character, spelling)',
    why: MEMORY,
  },
  {
    file: 'src/documents/content/elements.ts',
    operator: 'comparison',
    was: 'value.length <= element.max',
    why: SHORT_CUT,
  },
  {
    file: 'src/documents/delimited/segments.ts',
    operator: 'number',
    was: '0',
    on: 'let segments',
    why: 'Only differences of this count are written.',
  },
  {
    file: 'src/documents/delimited/segments.ts',
    operator: 'comparison',
    was: 'index < parts.length',
    why: 'One empty part more adds nothing.',
  },
  {
    file: 'src/text/charset.ts',
    operator: 'number',
    was: '1',
    on: '-1',
    why: 'Any number below zero says that there is no byte.',
  },
  ...[
    ['number', '1', 'after.length > 1'],
    ['fallback', "literals[index + 1] ?? ''", 'isBetween'],
  ].map(
    ([operator = '', was = '', on = '']): Equivalent => ({
      ...{ file: 'src/documents/delimited/segments.ts', operator, was, on },
      why: SHORT_CUT,
    }),
  ),
  ...[
    ['logical', "element.padded && text.endsWith(' ')"],
    ['empty string', "' '"],
  ].map(
    ([operator = '', was = '']): Equivalent => ({
      ...{ file: 'src/documents/characters/wording.ts', operator, was, on: 'text.endsWith' },
      why: SHORT_CUT,
    }),
  ),
  {
    file: 'src/documents/x12/separators.ts',
    operator: 'comparison',
    was: "one < ' '",
    why: 'No space separates.',
  },
  {
    file: 'src/documents/x12/separators.ts',
    operator: 'remove call',
    was: 'SPELLED.filter(([spelled, separator]) => separators[separator] !== spelled)',
    why: SHORT_CUT,
  },
  ...[
    ["'\\\\$&'", 'const reserved'],
    ["'g'", 'eachReserved'],
    ["' '", 'shield'],
  ].map(
    ([was = '', on = '']): Equivalent => ({
      ...{ file: 'src/documents/x12/separators.ts', operator: 'empty string', was, on },
      why: 'What is reserved was respelled or refused before: no value holds it here.',
    }),
  ),
  {
    file: 'src/documents/x12/interchange.ts',
    operator: 'boolean',
    was: 'true',
    on: 'input: true',
    why: 'Zod leaves it out of what it reports.',
  },
  ...["'⁄': '/',", "'¿': '?',"].map(
    (was): Equivalent => ({
      ...{ file: 'src/documents/characters/transliteration.ts', operator: 'drop property', was },
      why: 'What follows it finds the same.',
    }),
  ),
  ...[
    ['comparison', 'code >= 0x80'],
    ['number', '0x80'],
  ].map(
    ([operator = '', was = '']): Equivalent => ({
      ...{ file: 'src/documents/characters/transliteration.ts', operator, was },
      why: 'U+0080 is a control, and a space by then.',
    }),
  ),
  {
    file: 'src/documents/characters/transliteration.ts',
    operator: 'swap arguments',
    was: 'character, spelling',
    on: 'spellings.set',
    why: MEMORY,
  },
  {
    file: 'src/documents/characters/wording.ts',
    operator: 'swap arguments',
    was: 'start + element.max, units.length',
    why: 'The lesser of two is the same either way round.',
  },
  {
    file: 'src/documents/characters/repertoire.ts',
    operator: 'comparison',
    was: 'index < text.length',
    why: 'Behind the end there is no character to count.',
  },
  {
    file: 'src/documents/content/reference.ts',
    operator: 'empty string',
    was: "'id'",
    on: 'const problem',
    why: 'Which problem it is is asked, and not what is said of it.',
  },
  {
    file: 'src/documents/characters/wording.ts',
    operator: 'comparison',
    was: 'text.length <= element.max',
    why: SHORT_CUT,
  },
  {
    file: 'src/documents/content/elements.ts',
    operator: 'number',
    was: '0',
    on: 'element.min ?? 0',
    why: 'What is shorter than one character is blank, and told before.',
  },
  {
    file: 'src/documents/content/implied.ts',
    operator: 'comparison',
    was: 'point < 0',
    why: 'No decimal begins with its mark.',
  },
  {
    file: 'src/documents/characters/transliteration.ts',
    operator: 'number',
    was: '0x61',
    why: 'A set that has a has b.',
  },
  {
    file: 'src/documents/xml/writer.ts',
    operator: 'comparison',
    was: "character < ' '",
    why: 'A space is never among what is replaced.',
  },
  {
    file: 'src/documents/characters/transliteration.ts',
    operator: 'empty string',
    was: "'\\u0180'",
    why: MEMORY,
  },
  ...[
    'src/documents/content/elements.ts',
    'src/documents/characters/repertoire.ts',
    'src/documents/characters/transliteration.ts',
    'src/text/charset.ts',
  ].map((file): Equivalent => ({ file, operator: 'number', was: '0', on: 'codePointAt', why: UNREACHED })),
  ...[
    ['src/documents/edifact/settings.ts', 'z.minLength(1), z.maxLength(max)'],
    ['src/documents/edifact/settings.ts', 'z.gte(1), z.lte(REFERENCE_DIGITS)'],
    ['src/documents/email.ts', 'z.minLength(1), z.maxLength(50)'],
    ['src/documents/flat/column.ts', 'z.minimum(1), z.maximum(10_000)'],
    ['src/documents/flat/column.ts', 'z.minimum(0), z.maximum(9)'],
    ['src/documents/xml/settings-text.ts', 'z.minLength(1), z.maxLength(max)'],
    ['src/documents/tradacoms/transmission.ts', 'z.gte(1), z.lte(14)'],
    ['src/documents/x12/interchange.ts', 'z.minLength(2), z.maxLength(15)'],
    ['src/documents/x12/interchange.ts', 'z.minLength(2), z.maxLength(2)'],
    ['src/documents/x12/interchange.ts', 'z.minLength(1), z.maxLength(80)'],
  ].map(
    ([file = '', was = '']): Equivalent => ({
      ...{ file, operator: 'swap arguments', was },
      why: 'Two checks of which one fails at most: no value is too short and too long.',
    }),
  ),
  ...['comparison', 'number'].map(
    (operator): Equivalent => ({
      ...{ file: 'src/text/charset.ts', operator, on: 'character.charCodeAt(0) < 0xa0' },
      was: operator === 'number' ? '0xa0' : 'character.charCodeAt(0) < 0xa0',
      why: 'None of the characters in that half is U+00A0.',
    }),
  ),
  {
    file: 'src/text/charset.ts',
    operator: 'number',
    was: '3',
    on: 'text.length * 3',
    why: 'Room that is left over is cut off.',
  },
  {
    file: 'src/documents/content/digits.ts',
    operator: 'number',
    was: '10',
    why: 'A date has ten characters.',
  },
  {
    file: 'src/documents/template/escapes.ts',
    operator: 'number',
    was: '0',
    on: 'codePointAt',
    why: UNREACHED,
  },
  {
    file: 'src/documents/email.ts',
    operator: 'empty string',
    was: "'mail'",
    on: 'OWNER',
    why: 'Named where something is too long for it, and nothing is too long for a mail.',
  },
  {
    file: 'src/documents/email.ts',
    operator: 'drop statement',
    was: 'known.set(name, made)',
    why: MEMORY,
  },
  ...["'id'", "'id'"].map(
    (was): Equivalent => ({
      ...{ file: 'src/documents/cxml/header.ts', operator: 'empty string', was, on: 'keyProblem' },
      why: 'Whether there is a problem is asked, and not which.',
    }),
  ),
  ...["'amount',", "'reference'"].map(
    (was): Equivalent => ({
      ...{ file: 'src/documents/flat/file.ts', operator: 'drop element', was, on: 'ALWAYS_WRITTEN' },
      why: SHORT_CUT,
    }),
  ),
  ...["'amount'", "'reference'"].map(
    (was): Equivalent => ({
      ...{ file: 'src/documents/flat/file.ts', operator: 'empty string', was, on: 'ALWAYS_WRITTEN' },
      why: SHORT_CUT,
    }),
  ),
  {
    file: 'src/documents/flat/file.ts',
    operator: 'remove call',
    was: 'columns.filter(canRefuse)',
    why: SHORT_CUT,
  },
  {
    file: 'src/documents/flat/file.ts',
    operator: 'boolean',
    was: 'false',
    on: 'field === undefined',
    why: SHORT_CUT,
  },
  ...[
    ['number', '0', 'controlNumber: 0'],
    ['number', '1', 'version: 1'],
    ['empty string', "'00:00:00'", 'preparedAt'],
    ['empty string', "'+00:00'", 'preparedAt'],
  ].map(
    ([operator = '', was = '', on = '']): Equivalent => ({
      ...{ file: 'src/documents/flat/fields.ts', operator, was, on },
      why: 'What fits is asked of it alone, and no column can be too narrow for either.',
    }),
  ),
  ...["'id'", "'total'", "'price'", "'total of the line'", "'date of this document'"].map(
    (was): Equivalent => ({
      ...{ file: 'src/documents/flat/fields.ts', operator: 'empty string', was, on: 'noun' },
      why: 'A noun stands in a refusal, and these are never refused: left out, or a date of ours.',
    }),
  ),
  ...['exact, scale', 'per, scale'].map(
    (was): Equivalent => ({
      ...{ file: 'src/documents/idoc/price.ts', operator: 'swap arguments', was },
      why: 'A product is the same either way round.',
    }),
  ),
  ...[
    'exact(line.quantity), exact(price)',
    'product, negated(multiply(exact(total), per))',
    'exact(total), per',
    'JUST_UNDER, per',
    "value, '-1'",
  ].map(
    (was): Equivalent => ({
      ...{ file: 'src/documents/peppol/amounts.ts', operator: 'swap arguments', was },
      why: 'A product and a sum are the same either way round.',
    }),
  ),
  {
    file: 'src/documents/opentrans/codes.ts',
    operator: 'remove call',
    was: 'codes.trim()',
    why: "An empty code is in the list then, and none is asked for: no currency is empty, and no unit is the route's.",
  },
  {
    file: 'src/documents/peppol/amounts.ts',
    operator: 'empty string',
    was: "'0'",
    on: 'exact',
    why: UNREACHED,
  },
  {
    file: 'src/documents/content/implied.ts',
    operator: 'number',
    was: '0',
    on: 'point < 0',
    why: 'No decimal begins with its mark.',
  },
  ...['posted.endsWith', 'digits.startsWith'].map(
    (on): Equivalent => ({
      ...{ file: 'src/documents/content/implied.ts', operator: 'empty string', was: "'0'", on },
      why: SHORT_CUT,
    }),
  ),
  ...[
    'src/documents/edifact/interchange.ts',
    'src/documents/x12/interchange.ts',
    'src/documents/tradacoms/transmission.ts',
  ].map(
    (file): Equivalent => ({
      file,
      operator: 'drop property',
      was: 'input: value,',
      why: 'Zod leaves it out of what it reports.',
    }),
  ),
  {
    file: 'src/documents/flat/column.ts',
    operator: 'number',
    was: '0',
    on: 'const { width = 0 }',
    why: 'What is filled up has a width: start-up asks for one.',
  },
  {
    file: 'src/documents/flat/column.ts',
    operator: 'number',
    was: '19',
    why: 'A moment ends with its seconds.',
  },
  {
    file: 'src/documents/flat/fields.ts',
    operator: 'boolean',
    was: 'false',
    on: 'possibleRepeat',
    why: 'What fits is asked of it alone, and start-up knows that the notice does.',
  },
  ...['token: filter.token,', 'liquid: filter.liquid'].map(
    (was): Equivalent => ({
      ...{ file: 'src/documents/template/liquid-parts.ts', operator: 'drop property', was },
      why: 'No filter without arguments asks for it.',
    }),
  ),
  {
    file: 'src/outbox/wake.ts',
    operator: 'number',
    was: '1',
    on: '-1',
    why: 'Every time in storage is later than both.',
  },
  {
    file: 'src/documents/captions/segment-parts.ts',
    operator: 'number',
    was: '0',
    on: 'ADVICE_LENGTH - 1 : 0',
    why: 'No document begins with the end of a segment.',
  },
  {
    file: 'src/outbox/actions/cancel.ts',
    operator: 'swap arguments',
    was: 'delivery, current',
    on: 'sharesChain',
    why: 'Two deliveries share a chain the same either way round.',
  },
  {
    file: 'src/outbox/decide.ts',
    operator: 'swap arguments',
    was: 'digest, arrival.digest',
    why: 'Two contents are the same either way round.',
  },
  {
    file: 'src/outbox/new-deliveries.ts',
    operator: 'comparison',
    was: 'checkAt > now',
    why: 'A fallback that is due as the order arrives takes over before the attempt starts.',
  },
  {
    file: 'src/outbox/actions/send-by.ts',
    operator: 'number',
    was: '1',
    on: 'fencingToken = 1',
    why: UNREACHED,
  },
  {
    file: 'src/outbox/queue.ts',
    operator: 'number',
    was: '0',
    on: 'NEXT_BEGUN',
    why: 'A route without a sequence has no rows in customer_sequence.',
  },
  {
    file: 'src/outbox/route/fallback-chain.ts',
    operator: 'drop statement',
    was: 'lookAgain(sql, due, NEVER)',
    why: 'The next check finds a held delivery, and writes the same.',
  },
  {
    file: 'src/outbox/purge.ts',
    operator: 'number',
    was: '1',
    on: 'due.at(-1)',
    why: 'The next page passes the purged order instead.',
  },
  {
    file: 'src/model/backoff.ts',
    operator: 'number',
    was: '0',
    on: '??',
    why: UNREACHED,
  },
  {
    file: 'src/documents/template.ts',
    operator: 'drop statement',
    was: 'manners.set(document, made)',
    why: MEMORY,
  },
  {
    file: 'src/documents/template/liquid.ts',
    operator: 'boolean',
    was: 'true',
    on: 'cache',
    why: MEMORY,
  },
]
