import { afterEach, beforeEach, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { alertMistakes } from '../../src/config/alert-check.ts'

const before = { ...z.config() }
beforeEach(() => void z.config({ localeError: () => 'Invalid string: must match pattern' }))
afterEach(() => void z.config({ localeError: before.localeError }))

// Miniflare, which `npm start` loads, sets such messages.
it('a mistake is a sentence of the gateway, though another package has set messages for every copy of Zod', () => {
  const checked = alertMistakes({ url: 'not a name', afterMinutes: 0 })
  expect(checked.ok ? [] : checked.error.map(({ path, message }) => `${path} ${message.slice(0, 30)}`)).toEqual([
    'alerts.url must be the NAME of a secret: ',
    'alerts.afterMinutes must be more than 0.',
  ])
})
