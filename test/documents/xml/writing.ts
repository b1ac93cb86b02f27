import fc from 'fast-check'
import { expect } from 'vitest'
import type { DocumentSettings, Format, Profile, RenderContext } from '../../../src/documents/format.ts'
import type { TextOutput } from '../../../src/model/document.ts'
import type { Order } from '../../../src/model/order/order.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../sample-order.ts'
import { wildText } from '../wild-text.ts'
import { leaves, type ReadElement, readXml, textsAt } from './reader.ts'

/** Writes an XML format for the tests, and checks the properties of every XML format. */

const [line] = sampleOrder.lines
export const one = (overrides: Partial<Order>): Order => ({ ...sampleOrder, lines: [line], ...overrides })

export interface Written extends TextOutput {
  readonly tree: ReadElement
}

export function writing<S extends DocumentSettings>(format: Format<S>, base: object = {}) {
  const profile = (document: object = {}, supplier: Record<string, unknown> = {}): Profile<S> => ({
    document: format.settings.parse({ format: format.id, ...base, ...document }),
    supplier: sampleSupplier(supplier),
  })
  const written = (order: Order, to = profile(), on: Partial<RenderContext> = {}): Written => {
    const result = format.write(order, to, { ...sampleOccasion, ...on })
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    return { ...result.value, tree: readXml(result.value.text) }
  }
  const problemsOf = (order: Order, to = profile()): string[] =>
    format.findProblems(order, to).map(({ path, code }) => `${path} ${code}`)
  return { profile, written, problemsOf }
}

/** The document's text for a field: the posted text, changed by the recorded warnings. */
export function recorded({ warnings }: TextOutput, path: string, posted: string): string {
  const warning = warnings.find((candidate) => candidate.path === path)
  if (warning) expect(warning.was).toBe(posted)
  return warning ? warning.became : posted
}

interface Places {
  readonly name: (tree: ReadElement) => string
  readonly remarks: (tree: ReadElement) => string
  readonly person: (tree: ReadElement) => string
  /** Elements that exist only because of wording. */
  readonly optional: RegExp
}

/** No wording can break the tree. The order's text is the document's text plus the recorded warnings. */
export function keepsItsTree<S extends DocumentSettings>(format: Format<S>, base: object, places: Places): void {
  const { written } = writing(format, base)
  const shape = (tree: ReadElement) => [
    ...new Set(
      leaves(tree)
        .map(([path]) => path)
        .filter((path) => !places.optional.test(path)),
    ),
  ]
  const usual = shape(written(one({})).tree)
  fc.assert(
    fc.property(wildText, wildText, wildText, (name, remarks, person) => {
      const document = written(one({ remarks, person, lines: [{ ...line, name }] }))
      expect(shape(document.tree)).toEqual(usual)
      expect(places.name(document.tree)).toBe(recorded(document, 'packages[0].stock_item.name', name))
      expect(places.remarks(document.tree)).toBe(recorded(document, 'order_remarks', remarks))
      expect(places.person(document.tree)).toBe(recorded(document, 'owned_by.username', person))
    }),
    { numRuns: 300 },
  )
}

export const firstAt = (end: string) => (tree: ReadElement) => textsAt(tree, end)[0]
export const joinedAt = (end: string) => (tree: ReadElement) => textsAt(tree, end).join('')

/** An attribute of the first element with that name. */
export function attributeOf(tree: ReadElement, name: string, attribute: string): string | undefined {
  if (tree.name === name) return tree.attributes[attribute]
  for (const child of tree.children) {
    const found = attributeOf(child, name, attribute)
    if (found !== undefined) return found
  }
  return undefined
}
