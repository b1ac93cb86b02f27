import { describe, expect, it } from 'vitest'
import { checkGateway } from '../../src/config.ts'
import { formats } from '../../src/documents/registry.ts'
import { secretNames } from '../../src/profile/secret-names.ts'
import { transports } from '../../src/transports/registry.ts'

const surroundings = { today: '2026-11-24', formats, transports }
const links = { publicUrl: 'https://orders.gateway.example/', linkSecret: 'LINK_SECRET' }

function check(gateway: object, document: object = {}) {
  const route = {
    ...{ name: 'desk', receipt: 'person', transport: { kind: 'email' } },
    document: { format: 'email', from: 'a@b.example', to: ['c@d.example'], ...document },
  }
  const fresco = { name: 'Fresco', timeZone: 'UTC', webhook: { secrets: ['HOOK'] }, routes: [route] }
  return checkGateway({ ...gateway, suppliers: { fresco } }, surroundings)
}
const told = (gateway: object, document: object = {}): string[] => {
  const checked = check(gateway, document)
  return checked.ok ? [] : checked.error.map(({ path }) => path)
}

describe('the links in mails', () => {
  it('lead where the configuration says, and are signed with its secret', () => {
    const checked = check(links)
    if (!checked.ok) throw new Error(JSON.stringify(checked.error))
    expect(checked.value).toMatchObject({ publicUrl: 'https://orders.gateway.example', linkSecret: 'LINK_SECRET' })
    expect(secretNames(checked.value, surroundings)).toContainEqual({
      ...{ name: 'LINK_SECRET', usedBy: ['the links in mails'], guards: true, origin: 'operator' },
    })
  })

  it('need both settings where a mail waits for a person', () => {
    expect(told({})).toEqual(['suppliers.fresco.routes[0].receipt'])
    expect(told({ publicUrl: links.publicUrl })).toEqual(['suppliers.fresco.routes[0].receipt'])
    expect(told({}, { to: [] })).toContain('suppliers.fresco.routes[0].receipt')
  })

  it.each(['orders.gateway.example', 'https://x.example/path', 'https://x.example/?a', 'https://u@x.example', 7])(
    'lead to no such address: %s',
    (publicUrl) => expect(told({ ...links, publicUrl })).toEqual(['publicUrl']),
  )

  it.each(['http://localhost:8787', 'http://127.0.0.1:8787', 'https://x.example:8443'])('lead to %s', (publicUrl) =>
    expect(told({ ...links, publicUrl })).toEqual([]),
  )

  it('are signed with a secret by name', () => {
    for (const linkSecret of ['not a name', 5]) expect(told({ ...links, linkSecret })).toEqual(['linkSecret'])
  })
})
