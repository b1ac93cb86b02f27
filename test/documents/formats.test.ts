import { describe } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { readings } from '../readback/readings.ts'
import { formatSuite } from './format-suite.ts'

describe.each(Object.values(formats))('the format $id', (format) => {
  const own = readings.flatMap(([id, reading]) => (id === format.id ? [reading] : []))
  formatSuite(format, own)
})
