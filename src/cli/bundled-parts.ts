import path from 'node:path'
import { formats } from '../documents/registry.ts'
import type { Gateway, Route } from '../profile/supplier.ts'
import { transports } from '../transports/registry.ts'
import { PARTS, partFile } from './part-aliases.ts'
import { ROOT } from './place.ts'
import { writeWhole } from './whole-file.ts'

/**
 * Writes the modules beside `gatewayFile`, with the formats and transports that the configuration uses. A Worker parses
 * its whole bundle at each start, so unused formats and transports stay out. A deployed Worker has no pages of a person's
 * own machine.
 */
export async function writeParts(gateway: Gateway, gatewayFile: string, isDeployed = false): Promise<void> {
  const folder = path.dirname(gatewayFile)
  const routes = Object.values(gateway.suppliers).flatMap((supplier) => supplier.routes)
  const used = { formats: usedFormats(routes), transports: [...new Set(routes.map(({ transport }) => transport.kind))] }
  const at = (file: string): string => JSON.stringify(importPath(folder, file))
  const modules = {
    formats: await formatsModule(used.formats, at),
    transports: await registryModule('transports', used.transports, transports, at),
    as2: `export { as2 } from ${at(used.transports.includes('as2') ? 'src/api/as2.ts' : 'src/api/no-as2.ts')}\n`,
    mail: `export { composeMail } from ${at(used.formats.includes('email') ? 'src/steps/compose-mail.ts' : 'src/steps/no-mail.ts')}\n`,
    local: `export { localPages } from ${at(isDeployed ? 'src/console/no-local-pages.ts' : 'src/console/local-pages.ts')}\n`,
  }
  for (const part of PARTS) writeWhole(partFile(gatewayFile, part), modules[part])
}

/** The formats of the routes, and those that a mail attaches. */
function usedFormats(routes: readonly Pick<Route, 'document'>[]): string[] {
  const settings = routes.flatMap(({ document }) => ('attach' in document ? [document, document.attach] : [document]))
  const ids = settings.map((each) => (isSettings(each) ? each.format : ''))
  return [...new Set(ids)].filter((id) => id !== '').toSorted()
}

const isSettings = (value: unknown): value is { readonly format: string } =>
  typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'string'

async function formatsModule(used: readonly string[], at: (file: string) => string): Promise<string> {
  const withoutMail = used.filter((id) => id !== 'email')
  if (withoutMail.length === used.length) return registryModule('formats', used, formats, at)
  const documents = await registryModule('documents', withoutMail, formats, at)
  return [
    `import { email } from ${at('src/documents/email.ts')}`,
    documents.replace('export const', 'const').trimEnd(),
    'export const formats = { ...documents, email: email(documents) }',
    '',
  ].join('\n')
}

/** A module with one record. A part stands in the file named like the part, under the name of the file's export. */
async function registryModule(
  name: 'formats' | 'documents' | 'transports',
  used: readonly string[],
  known: Readonly<Record<string, unknown>>,
  at: (file: string) => string,
): Promise<string> {
  const room = name === 'transports' ? 'transports' : 'documents'
  const parts = await Promise.all(
    used.map(async (id) => {
      const file = `src/${room}/${id}.ts`
      const exported: Readonly<Record<string, unknown>> = await import(path.join(ROOT, file))
      const found = Object.entries(exported).find(([, value]) => value === known[id])
      if (!found) throw new Error(`${file} exports nothing that is registered as '${id}'.`)
      return { id, file, exported: found[0] }
    }),
  )
  return [
    ...parts.map(({ file, exported }, nr) => `import { ${exported} as part${nr} } from ${at(file)}`),
    `export const ${name} = { ${parts.map(({ id }, nr) => `${JSON.stringify(id)}: part${nr}`).join(', ')} }`,
    '',
  ].join('\n')
}

/** An import is relative, because a project folder may be moved after the build. */
function importPath(folder: string, file: string): string {
  const relative = path.relative(folder, path.join(ROOT, file)).split(path.sep).join('/')
  return relative.startsWith('.') ? relative : `./${relative}`
}
