import { numberingOf, rangesOf } from '../profile/control-numbers.ts'
import { isShortName, PLACEHOLDERS } from '../profile/file-name.ts'
import { Route } from '../profile/supplier.ts'
import { isGroup } from '../text/parsed-json.ts'
import { didYouMean } from '../text/suggestion.ts'
import { lookUp, type Registries } from './kinds.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'
import { shareCustomers } from './served-customers.ts'

/** A route's file name, read from settings that may have other mistakes. */
interface Named {
  readonly pattern: string
  /** A later file with the same name replaces an earlier file. */
  readonly replaces: boolean
  /** The folder of the files; null for an unknown folder. */
  readonly place: string | null
  readonly extension: string
  /** The counter of `{sequence}`. */
  readonly counter: string | null
  readonly greatest: number
}

const SEQUENCE = /\{sequence(?::(\d+))?\}/g
const SHORT_STEM = 8

/** Checks the file names of one route. */
export function fileNameMistakes(route: Record<string, unknown>, at: readonly Step[], kinds: Registries): Mistake[] {
  const path = pathOf([...at, 'fileName'])
  const name = namedBy(route, kinds)
  if (!name) return []
  const mistakes = typeof route.fileName === 'string' ? patternMistakes(name.pattern, path) : []
  const sharing =
    'gives more than one order the same name. A later file would replace the earlier file before the supplier fetches it. Put {orderNumber} or {sequence} into it.'
  if (name.replaces && !/\{(?:orderNumber|sequence)\b/.test(name.pattern)) mistakes.push({ path, message: sharing })
  if (route.fileNameRule === '8.3') mistakes.push(...shortMistakes(name, path))
  return mistakes
}

function patternMistakes(pattern: string, path: string): Mistake[] {
  const mistakes: Mistake[] = []
  for (const [whole, name = ''] of pattern.matchAll(/\{([^{}:]*)(?::[^{}]*)?\}/g)) {
    const message = `'${whole}' stands for nothing.${didYouMean(name, PLACEHOLDERS)} There are {orderNumber}, {version}, {ext}, {sequence:6}, {customer} and {date}.`
    if (!(PLACEHOLDERS as readonly string[]).includes(name)) mistakes.push({ path, message })
  }
  if (/[/\\]/.test(pattern)) {
    mistakes.push({ path, message: 'is a name, not a path: the folder is a setting of the transport.' })
  }
  return mistakes
}

/** An 8.3 name must fit for every order, and only numbers with a greatest value have a greatest length. */
function shortMistakes({ pattern, extension, greatest }: Named, path: string): Mistake[] {
  const [unbounded] = /\{(?:orderNumber|customer|version|date)\b[^{}]*\}/.exec(pattern) ?? []
  if (unbounded !== undefined) {
    const message = `${unbounded} has no place in an 8.3 name, because it may be too long. Number the files: 'ORD{sequence:5}.EDI', with controlNumbers: { wrapAt: 99999 }.`
    return [{ path, message }]
  }
  const filled = (digits: number): string =>
    pattern
      .replace(SEQUENCE, (_, width = '1') => '9'.repeat(Math.max(Number(width), digits)))
      .replace(/\{ext\}/g, extension)
      .toUpperCase()
  const longest = filled(String(greatest).length)
  if (isShortName(longest)) return []
  const fitting = Array.from({ length: SHORT_STEM }, (_, less) => SHORT_STEM - less).find((digits) =>
    isShortName(filled(digits)),
  )
  const help = fitting === undefined ? '' : ` Give controlNumbers: { wrapAt: ${10 ** fitting - 1} }.`
  const message = `comes to ${longest}, and an 8.3 name has at most 8 letters and digits, a point and 3 more.${help}`
  return [{ path, message }]
}

/**
 * Finds routes that would store an order's documents in the same place under the same name. A later file would replace
 * an earlier file.
 */
export function sameNameMistakes(suppliers: Record<string, unknown>, kinds: Registries): Mistake[] {
  const mistakes: Mistake[] = []
  const known: { supplier: string; path: string; name: Named; when: unknown }[] = []
  for (const [supplier, settings] of Object.entries(suppliers)) {
    const input = isGroup(settings) ? settings : {}
    const routes = Array.isArray(input.routes) ? input.routes : []
    for (const [index, route] of routes.entries()) {
      const name = namedBy(route, kinds)
      if (!name || name.place === null) continue
      const path = pathOf(['suppliers', supplier, 'routes', index])
      const when = isGroup(route) ? route.when : undefined
      const other = known.find(
        (before) =>
          before.name.place === name.place &&
          spelled(before.name) === spelled(name) &&
          !(
            before.supplier === supplier &&
            (countTogether(before.name, name) || !shareCustomers(before.when, when, input))
          ),
      )
      const message = `is the name of the files of ${other?.path} too, in the same place. A later file would replace an earlier file. Begin one of the two differently.`
      if (other) mistakes.push({ path: `${path}.fileName`, message })
      known.push({ supplier, path, name, when })
    }
  }
  return mistakes
}

const spelled = ({ pattern, extension }: Named): string => pattern.replace(/\{ext\}/g, extension).toLowerCase()

const countTogether = (name: Named, other: Named): boolean =>
  name.counter === other.counter && /\{sequence\b/.test(name.pattern)

function namedBy(route: unknown, { formats, transports }: Registries): Named | null {
  if (!isGroup(route) || !isGroup(route.document) || !isGroup(route.transport)) return null
  const format = lookUp(formats, route.document.format)
  const transport = lookUp(transports, route.transport.kind)
  const [document, settings] = [
    format?.settings.safeParse(route.document),
    transport?.settings.safeParse(route.transport),
  ]
  const pattern = Route.shape.fileName.safeParse(route.fileName)
  const numbers = Route.shape.controlNumbers.safeParse(route.controlNumbers)
  if (!format || !transport || !pattern.success) return null
  const own = document?.success ? format.numbering?.(document.data) : undefined
  const numbering = numberingOf({ name: String(route.name), fileName: pattern.data }, own)
  const { control } = rangesOf(numbers.data, numbering)
  const { extension } = route.document
  return {
    pattern: pattern.data,
    replaces: transport.storageLocation !== undefined,
    place: (settings?.success && transport.storageLocation?.(settings.data)) || null,
    extension: typeof extension === 'string' ? extension : format.extension,
    counter: control?.sequence ?? null,
    greatest: control?.wrapAt ?? 0,
  }
}
