import { type Equivalent, MEMORY, SHORT_CUT } from './equivalent.ts'

export const EQUIVALENT_SYNTAXES: readonly Equivalent[] = [
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
  ...[
    ['number', '1', 'after.length > 1'],
    ['fallback', "literals[index + 1] ?? ''", 'isBetween'],
  ].map(
    ([operator = '', was = '', on = '']): Equivalent => ({
      ...{ file: 'src/documents/delimited/segments.ts', operator, was, on },
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
]
