import type * as z from 'zod/mini'
import type { Route } from '../profile/supplier.ts'
import { isGroup } from '../text/parsed-json.ts'
import { didYouMean } from '../text/suggestion.ts'
import { as2Mistakes } from './as2-check.ts'
import { batchMistakes } from './batch-check.ts'
import { cancellationMistakes } from './cancellation-check.ts'
import { documentSecretMistakes } from './document-secret-check.ts'
import { fileNameMistakes } from './file-name-check.ts'
import { lookUp, type Registries } from './kinds.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'
import { receiptMistakes } from './receipt-check.ts'
import { openSecretMistakes, secretNameMistake } from './secret-name.ts'
import { mistakesFrom, WITHOUT_WORDS } from './sentence.ts'

/** Checks the settings of a route's format and transport, which the supplier's schema does not know. */
export function routeMistakes(route: unknown, at: readonly Step[], kinds: Registries): Mistake[] {
  if (!isGroup(route)) return []
  const mistakes: Mistake[] = []
  if (isGroup(route.document)) {
    const place = [...at, 'document']
    mistakes.push(...settingMistakes(route.document, 'format', 'a format', kinds.formats, place))
  }
  if (isGroup(route.transport)) {
    const place = [...at, 'transport']
    mistakes.push(...settingMistakes(route.transport, 'kind', 'a transport', kinds.transports, place))
    const kind = lookUp(kinds.transports, route.transport.kind)
    const parsed = kind?.settings.safeParse(route.transport)
    mistakes.push(...openSecretMistakes(route.transport, place))
    const names = kind && parsed?.success ? kind.secrets(parsed.data) : cloudKeysIn(route.transport)
    mistakes.push(...names.flatMap((name) => secretNameMistake(name, pathOf(place))))
  }
  mistakes.push(
    ...mediaMistakes(route, at, kinds),
    ...receiptMistakes(route, at, kinds),
    ...as2Mistakes(route, at),
    ...documentSecretMistakes(route, at, kinds),
    ...cancellationMistakes(route, at, kinds),
    ...batchMistakes(route, at, kinds),
  )
  mistakes.push(...fileNameMistakes(route, at, kinds))
  return mistakes
}

/** Finds a transport that carries only another kind of document. */
function mediaMistakes(
  route: Record<string, unknown>,
  at: readonly Step[],
  { formats, transports }: Registries,
): Mistake[] {
  if (!isGroup(route.document) || !isGroup(route.transport)) return []
  const format = lookUp(formats, route.document.format)
  const transport = lookUp(transports, route.transport.kind)
  if (!format || !transport?.takes || transport.takes === format.mediaType) return []
  const fitting = Object.values(formats).flatMap(({ id, mediaType }) => (mediaType === transport.takes ? [id] : []))
  return [
    {
      path: pathOf([...at, 'document', 'format']),
      message: `'${format.id}' cannot travel by ${transport.kind}, which carries ${fitting.join(' and ')} only. To mail this document, attach it: document: { format: 'email', …, attach: { format: '${format.id}', … } }.`,
    },
  ]
}

/** The route with the defaults of its format and transport. Call this function only for a route without mistakes. */
export function completeRoute(route: Route, kinds: Registries): Route {
  const document = lookUp(kinds.formats, route.document.format)?.settings.safeParse(route.document)
  const transport = lookUp(kinds.transports, route.transport.kind)?.settings.safeParse(route.transport)
  return {
    ...route,
    document: document?.success ? { ...document.data } : route.document,
    transport: transport?.success ? { ...transport.data } : route.transport,
  }
}

interface Described {
  readonly settings: z.ZodMiniType
}

function settingMistakes(
  settings: Record<string, unknown>,
  key: 'format' | 'kind',
  noun: string,
  known: Readonly<Record<string, Described>>,
  at: readonly Step[],
): Mistake[] {
  const id = settings[key]
  // The supplier's schema reports a missing or invalid id.
  if (typeof id !== 'string' || id === '') return []
  const ids = Object.keys(known)
  const kind = lookUp(known, id)
  if (!kind) {
    const help = didYouMean(id, ids) || ` There are: ${ids.join(', ')}.`
    return [{ path: pathOf([...at, key]), message: `'${id}' is not ${noun}.${help}` }]
  }
  const parsed = kind.settings.safeParse(settings, WITHOUT_WORDS)
  return parsed.success ? [] : mistakesFrom(parsed.error.issues, kind.settings, settings, at)
}

/** Invalid settings do not show which values name secrets, but cloud access keys are recognisable. */
const cloudKeysIn = (settings: unknown): string[] =>
  JSON.stringify(settings).match(/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g) ?? []
