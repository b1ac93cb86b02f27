import { afterEach, beforeEach } from 'vitest'
import { beginLending, endLending } from './fakes/lent-storages.ts'

beforeEach(beginLending)
afterEach(endLending)
