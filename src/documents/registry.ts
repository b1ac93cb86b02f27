import { formats as known } from '#formats'
import type { AnyFormat } from './format.ts'

/**
 * The formats of this build. The command line and the tests have every format. A deployed Worker has the formats that
 * its configuration uses, because parsing the others would delay each start.
 */
export const formats: Readonly<Record<string, AnyFormat>> = known
