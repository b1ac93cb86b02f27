import { textOf } from '../documents/template.ts'
import { err, ok, type Result } from '../model/result.ts'
import { SECRET_NAME } from '../profile/secret-name.ts'
import { isGroup } from '../text/parsed-json.ts'
import { type Mistake, pathOf } from './mistake.ts'
import { secretNameMistake } from './secret-name.ts'

/**
 * The name of the secret that signs links. Required, with `publicUrl`, for mails with a link; undefined when not set.
 */
export function readLinkSecret(input: Record<string, unknown>): Result<string | undefined, Mistake[]> {
  const { publicUrl, linkSecret } = input
  const mistakes: Mistake[] = []
  const isName = typeof linkSecret === 'string' && SECRET_NAME.test(linkSecret)
  if (isName) mistakes.push(...secretNameMistake(linkSecret, 'linkSecret'))
  else if (linkSecret !== undefined) {
    mistakes.push({ path: 'linkSecret', message: "must be the name of a secret, in capitals: 'LINK_SECRET'." })
  }
  for (const { route, path } of routesIn(input)) {
    const document = isGroup(route.document) ? route.document : {}
    if (route.receipt !== 'person' || document.format !== 'email') continue
    const missing = publicUrl === undefined ? 'publicUrl' : linkSecret === undefined ? 'linkSecret' : null
    if (missing) {
      mistakes.push({
        path: `${path}.receipt`,
        message: `'person' puts a link into the mail, and \`${missing}\` is missing beside \`suppliers\`: publicUrl: 'https://orders.gateway.example', linkSecret: 'LINK_SECRET'.`,
      })
    }
    const template = typeof document.template === 'string' ? document.template : 'order-email'
    const isShown = (part: string): boolean => textOf(`${template}.${part}`)?.includes('confirmUrl') ?? true
    if (!isShown('text') || !isShown('html')) {
      mistakes.push({
        path: `${path}.document.template`,
        message: `'${template}' does not show document.confirmUrl in its text and its html, so nobody could confirm the order. templates/README.md tells how.`,
      })
    }
  }
  return mistakes.length > 0 ? err(mistakes) : ok(isName ? linkSecret : undefined)
}

function* routesIn({
  suppliers,
}: Record<string, unknown>): Generator<{ route: Record<string, unknown>; path: string }> {
  for (const [id, supplier] of Object.entries(isGroup(suppliers) ? suppliers : {})) {
    const routes = isGroup(supplier) && Array.isArray(supplier.routes) ? supplier.routes : []
    for (const [index, route] of routes.entries())
      if (isGroup(route)) yield { route, path: pathOf(['suppliers', id, 'routes', index]) }
  }
}
