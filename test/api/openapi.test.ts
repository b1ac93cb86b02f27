import { describe, expect, it } from 'vitest'
import document from '../../docs/reference/openapi.json' with { type: 'json' }
import { OPERATIONS } from '../../scripts/openapi/operations.ts'
import { admin } from '../../src/api/admin.ts'
import { mailbox } from '../../src/api/mailbox.ts'
import { app } from '../../src/app.ts'

/** Pages for people and their browsers, and messages with a standard of their own. */
const NOT_DESCRIBED = /^\/($|console|confirm|mails|as2|openapi\.json|style)/

const braced = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}').replace(/(?<=.)\/$/, '')

describe('/openapi.json', () => {
  const served = [
    ...new Set(
      app.routes
        .filter(({ method, path }) => method !== 'ALL' && !path.includes('*') && !NOT_DESCRIBED.test(path))
        .map(({ method, path }) => `${method} ${braced(path)}`),
    ),
  ].toSorted()

  it('describes every address that programs call, and no other', () => {
    expect(admin.routes.length + mailbox.routes.length).toBeGreaterThan(40)
    const described = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${path}`).toSorted()
    expect(described).toEqual(served)
  })

  it('gives each call a name of its own', () => {
    const names = OPERATIONS.map(({ id }) => id)
    expect(new Set(names).size).toBe(names.length)
  })

  it('names the actions of each field that only few actions take', () => {
    const fields = document.components.schemas.Action.properties
    const silent = Object.entries(fields).flatMap(([name, field]) => ('description' in field ? [] : [name]))
    expect(silent).toEqual(['by', 'note', 'erpReference'])
    expect(fields.as.description).toBe('Only for "release", "retry" or "send-by".')
  })

  it('refers only to schemas that it has', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
    expect(references.length).toBeGreaterThan(100)
    const components: Readonly<Record<string, object>> = document.components
    for (const [, kind = '', name = ''] of references) expect(components[kind]).toHaveProperty(name)
  })

  it('is served to everybody, with the Admin API closed too', async () => {
    const response = await app.request('/openapi.json', {}, { secrets: { get: () => undefined } } as never)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual(document)
  })
})
