import { describe, expect, it } from 'vitest'
import { checkGateway } from '../../src/config.ts'
import { formats } from '../../src/documents/registry.ts'
import { secretNames } from '../../src/profile/secret-names.ts'
import { transports } from '../../src/transports/registry.ts'

const surroundings = { today: '2026-11-24', formats, transports }
const route = { name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'BOX_TOKEN' } }
const fresco = { name: 'Fresco', timeZone: 'UTC', webhook: { secrets: ['HOOK'] }, routes: [route] }
const check = (console: unknown) => checkGateway({ console, suppliers: { fresco } }, surroundings)
const told = (console: unknown): string[] => {
  const checked = check(console)
  return checked.ok ? [] : checked.error.map(({ path }) => path)
}

const team = { accessTeam: 'fresco', audience: 'aud' }
const an = { who: 'an@fresco.example', role: 'act' }

describe('who may use the console', () => {
  it('is an entry with a token, or an entry that Cloudflare Access knows', () => {
    const token = { who: 'Warehouse', role: 'view', suppliers: ['fresco'], token: 'WAREHOUSE_TOKEN' }
    const checked = check({ ...team, access: [an, token] })
    if (!checked.ok) throw new Error(JSON.stringify(checked.error))
    expect(checked.value.console).toEqual({ ...team, access: [an, token] })
    expect(secretNames(checked.value, { transports, formats })).toContainEqual({
      ...{ name: 'WAREHOUSE_TOKEN', usedBy: ['the console, for Warehouse'], guards: true, origin: 'operator' },
    })
  })

  it.each([
    ['a person who could never sign in', { access: [an] }, 'console.access[0]'],
    [
      'a person with two entries',
      { ...team, access: [an, { ...an, who: 'AN@fresco.example' }] },
      'console.access[1].who',
    ],
    ['an unknown supplier', { ...team, access: [{ ...an, suppliers: ['fresko'] }] }, 'console.access[0].suppliers[0]'],
    ['no supplier at all', { ...team, access: [{ ...an, suppliers: [] }] }, 'console.access[0].suppliers'],
    ['an unknown role', { ...team, access: [{ ...an, role: 'admin' }] }, 'console.access[0].role'],
    ['a token in place of its name', { access: [{ ...an, token: 'hunter2' }] }, 'console.access[0].token'],
    ['a team without an audience', { accessTeam: 'fresco' }, 'console.audience'],
    ['an audience without a team', { audience: 'aud' }, 'console.accessTeam'],
    ['the address in place of the team', { ...team, accessTeam: 'fresco.cloudflareaccess.com' }, 'console.accessTeam'],
    [
      'the token of another entry',
      {
        access: [
          { ...an, token: 'OF_AN' },
          { who: 'Bo', role: 'view', token: 'OF_AN' },
        ],
      },
      'console.access[1].token',
    ],
    ['the token with every right', { access: [{ ...an, token: 'CONSOLE_TOKEN' }] }, 'console.access[0].token'],
    ['a scraper without a token', { ...team, access: [{ ...an, role: 'metrics' }] }, 'console.access[0]'],
    ['an unknown key', { ...team, acces: [] }, 'console.acces'],
  ])('is refused with %s', (_, settings, path) => {
    expect(told(settings)).toEqual([path])
  })
})
