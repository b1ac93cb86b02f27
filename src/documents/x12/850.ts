import type { Order } from '../../model/order/order.ts'
import type { Problem } from '../../model/problem.ts'
import { ok } from '../../model/result.ts'
import { partyOf } from '../answers/acknowledgement.ts'
import { type FieldOwner, keyProblem } from '../content/elements.ts'
import { exactProblems } from '../content/exact-problems.ts'
import { EXAMPLE_PARTIES } from '../content/example-parties.ts'
import { rolesOf } from '../content/roles.ts'
import { customerOf, tableProblems } from '../content/tables.ts'
import { factorProblems } from '../content/units.ts'
import type { Put } from '../delimited/segments.ts'
import type { Format, Profile } from '../format.ts'
import { createCombiner, noWarnings } from '../gathering.ts'
import { unitOf, writeOrder } from './850-message.ts'
import { readX12Acknowledgements, readX12OrderedLines } from './acknowledgements.ts'
import { x12Parts } from './captions.ts'
import { repertoireOf, type X12Settings, x12Interchange, x12Numbering, x12Settings } from './interchange.ts'
import type { Release } from './release.ts'

/** ANSI X12 850 of one release, with a transaction set for each order. */
export function x12Order(release: Release): Format<X12Settings> {
  const ownerOf = ({ document }: Profile<X12Settings>): FieldOwner => ({
    name: release.name,
    repertoire: repertoireOf(document.separators, release),
  })
  /** Next to a GLN the buyer's number goes into a REF segment, which has less room than N104. */
  const referenceProblems = (order: Order, { supplier }: Profile<X12Settings>, owner: FieldOwner): Problem[] => {
    const { soldTo, shipTo } = rolesOf(order, supplier)
    if (soldTo === shipTo || !customerOf(order, supplier)?.gln) return []
    const path = (): string => 'supplier_customer_number'
    const short = keyProblem('sold-to number beside a GLN', soldTo, release.reference, owner, path)
    const long = keyProblem('', soldTo, release.exact.customer, owner, path)
    return short && long === null ? [{ ...short, code: 'profile-incomplete' }] : []
  }
  const problemsOf = (order: Order, profile: Profile<X12Settings>, owner: FieldOwner): Problem[] => {
    const spelled = (unit: string): string => unitOf(unit, profile.document)
    return [
      ...exactProblems(order, profile.supplier, release.exact, owner),
      ...referenceProblems(order, profile, owner),
      ...tableProblems(order, profile.supplier, release.unit, owner, spelled),
      ...factorProblems(order, profile.supplier),
    ]
  }
  return {
    id: release.id,
    mediaType: 'application/EDI-X12',
    extension: 'x12',
    settings: x12Settings(release),
    example: EXAMPLE_PARTIES,
    cancels: () => true,
    ...createCombiner({
      findProblems: (order, profile) => problemsOf(order, profile, ownerOf(profile)),
      combine(entries, profile) {
        const owner = ownerOf(profile)
        const warnings = noWarnings(entries)
        const bodies = entries.map(({ order, occasion }, index) => (put: Put) => {
          writeOrder({ order, profile, occasion, release, owner, warnings: warnings[index] ?? [], put })
        })
        const text = x12Interchange(profile.document, release, entries[0].occasion, bodies)
        return ok({ text, charset: 'us-ascii', warnings })
      },
    }),
    parts: x12Parts,
    numbering: x12Numbering,
    acknowledgements: ({ sender, recipient, test, messageReference }) => ({
      read: readX12Acknowledgements,
      orderedLines: readX12OrderedLines,
      ...{ receiver: partyOf(recipient), sender: partyOf(sender), test },
      ...{ type: 'PO', sharesNumber: messageReference === 'same' },
    }),
  }
}
