import { describe } from 'vitest'
import { transports } from '../../src/transports/registry.ts'
import { transportSuite } from './transport-suite.ts'

describe.each(Object.values(transports))('the transport $kind', transportSuite)
