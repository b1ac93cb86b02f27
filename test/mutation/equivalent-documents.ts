import { type Equivalent, MEMORY, UNREACHED } from './equivalent.ts'

export const EQUIVALENT_DOCUMENTS: readonly Equivalent[] = [
  {
    file: 'src/documents/xml/writer.ts',
    operator: 'comparison',
    was: "character < ' '",
    why: 'A space is never among what is replaced.',
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
  ...['token: filter.token,', 'liquid: filter.liquid'].map(
    (was): Equivalent => ({
      ...{ file: 'src/documents/template/liquid-parts.ts', operator: 'drop property', was },
      why: 'No filter without arguments asks for it.',
    }),
  ),
  {
    file: 'src/documents/captions/segment-parts.ts',
    operator: 'number',
    was: '0',
    on: 'ADVICE_LENGTH - 1 : 0',
    why: 'No document begins with the end of a segment.',
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
