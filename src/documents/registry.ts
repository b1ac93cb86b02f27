import { formats as known } from '#formats'
import type { AnyFormat } from './format.ts'

/**
 * The formats of this build. The command line and the tests have every format. A deployed Worker has only the
 * formats of the configuration, because parsing more formats would delay each start.
 */
export const formats: Readonly<Record<string, AnyFormat>> = known
