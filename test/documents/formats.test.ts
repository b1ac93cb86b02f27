import { describe } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { formatSuite } from './format-suite.ts'

describe.each(Object.values(formats))('the format $id', formatSuite)
