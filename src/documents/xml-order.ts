import type { Warning } from '../document.ts'
import type { Order } from '../order.ts'
import type { Problem } from '../problem.ts'
import { err, ok } from '../result.ts'
import type { DocumentSettings, Format, Occasion, Profile } from './format.ts'
import { type XmlChildren, xmlDocument } from './xml.ts'

/** What writing one order as XML needs at hand. */
export interface Writing<S extends DocumentSettings> {
  readonly order: Order
  readonly profile: Profile<S>
  readonly occasion: Occasion
  readonly warnings: Warning[]
}

interface XmlOrder<S extends DocumentSettings> {
  readonly id: string
  readonly settings: Format<S>['settings']
  fits(order: Order, profile: Profile<S>): Problem[]
  /** Of an order that fits. */
  tree(writing: Writing<S>): XmlChildren
  readonly cancels?: boolean
  readonly doctype?: string
  /** What the tree cannot say about the text. */
  finish?(text: string, settings: S): string
}

/** An order as one XML document in UTF-8. */
export const xmlOrder = <S extends DocumentSettings>(kind: XmlOrder<S>): Format<S> => ({
  id: kind.id,
  mediaType: 'application/xml',
  extension: 'xml',
  settings: kind.settings,
  fits: (order, profile) => kind.fits(order, profile),
  ...(kind.cancels ? { cancels: () => true } : {}),
  write(order, profile, occasion) {
    const problems = kind.fits(order, profile)
    if (problems.length > 0) return err(problems)
    const warnings: Warning[] = []
    const text = xmlDocument(kind.tree({ order, profile, occasion, warnings }), kind.doctype)
    return ok({ text: kind.finish?.(text, profile.document) ?? text, charset: 'utf-8', warnings })
  },
})
