import type { Warning } from '../../model/document.ts'
import type { Order } from '../../model/order/order.ts'
import type { Problem } from '../../model/problem.ts'
import { err, ok } from '../../model/result.ts'
import type { DocumentSettings, Entry, Format, Profile, RenderContext } from '../format.ts'
import { createCombiner } from '../gathering.ts'
import { type XmlChildren, xmlDocument } from './writer.ts'

/** Input for writing an order as XML. */
export interface Writing<S extends DocumentSettings> {
  readonly order: Order
  readonly profile: Profile<S>
  readonly occasion: RenderContext
  readonly warnings: Warning[]
}

interface XmlKind<S extends DocumentSettings> {
  readonly id: string
  readonly settings: Format<S>['settings']
  readonly example: Format<S>['example']
  findProblems(order: Order, profile: Profile<S>): Problem[]
  readonly cancels?: boolean
  readonly parts: Format<S>['parts']
  readonly acknowledgements?: Format<S>['acknowledgements']
}

interface XmlOrders<S extends DocumentSettings> extends XmlKind<S> {
  /** Requires orders without problems. */
  tree(writings: readonly [Writing<S>, ...Writing<S>[]]): XmlChildren
}

interface XmlOrder<S extends DocumentSettings> extends XmlKind<S> {
  /** Requires an order without problems. */
  tree(writing: Writing<S>): XmlChildren
  readonly doctype?: string
  /** Changes to the text that the tree cannot express. */
  finish?(text: string, settings: S): string
}

/** An order as one XML document in UTF-8. */
export const xmlOrder = <S extends DocumentSettings>(kind: XmlOrder<S>): Format<S> => ({
  ...described(kind),
  findProblems: (order, profile) => kind.findProblems(order, profile),
  write(order, profile, occasion) {
    const problems = kind.findProblems(order, profile)
    if (problems.length > 0) return err(problems)
    const warnings: Warning[] = []
    const text = xmlDocument(kind.tree({ order, profile, occasion, warnings }), kind.doctype)
    return ok({ text: kind.finish?.(text, profile.document) ?? text, charset: 'utf-8', warnings })
  },
})

/** Any number of orders as one XML document. */
export const xmlOrders = <S extends DocumentSettings>(kind: XmlOrders<S>): Format<S> => ({
  ...described(kind),
  ...createCombiner<S>({
    findProblems: (order, profile) => kind.findProblems(order, profile),
    combine([first, ...others], profile) {
      const writing = ({ order, occasion }: Entry): Writing<S> => ({ order, profile, occasion, warnings: [] })
      const writings = [writing(first), ...others.map(writing)] as const
      const text = xmlDocument(kind.tree([...writings]))
      return ok({ text, charset: 'utf-8', warnings: writings.map(({ warnings }) => warnings) })
    },
  }),
})

const described = <S extends DocumentSettings>({
  id,
  settings,
  example,
  cancels,
  parts,
  acknowledgements,
}: XmlKind<S>) => ({
  id,
  mediaType: 'application/xml',
  extension: 'xml',
  settings,
  example,
  ...(parts ? { parts } : {}),
  ...(cancels ? { cancels: () => true } : {}),
  ...(acknowledgements ? { acknowledgements } : {}),
})
