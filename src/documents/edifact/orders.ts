import type { Order } from '../../model/order/order.ts'
import type { Problem } from '../../model/problem.ts'
import { ok } from '../../model/result.ts'
import { partyOf } from '../answers/acknowledgement.ts'
import type { FieldOwner } from '../content/elements.ts'
import { exactProblems } from '../content/exact-problems.ts'
import { EXAMPLE_PARTIES } from '../content/example-parties.ts'
import { tableProblems } from '../content/tables.ts'
import type { Put } from '../delimited/segments.ts'
import type { Format, Profile } from '../format.ts'
import { createCombiner, noWarnings } from '../gathering.ts'
import { readEdifactAcknowledgements, readEdifactOrderedLines } from './acknowledgements.ts'
import { edifactParts } from './captions.ts'
import type { Directory } from './directory.ts'
import { edifactInterchange } from './interchange.ts'
import { writeOrder } from './message.ts'
import { type EdifactSettings, edifactNumbering, edifactSettings, levelOf } from './settings.ts'

/** UN/EDIFACT ORDERS of one directory, with a message for each order. */
export function edifactOrders(directory: Directory): Format<EdifactSettings> {
  const ownerOf = ({ document }: Profile<EdifactSettings>): FieldOwner => ({
    name: directory.name,
    repertoire: levelOf(document).repertoire,
  })
  const fits = (order: Order, profile: Profile<EdifactSettings>): Problem[] => {
    const owner = ownerOf(profile)
    return [
      ...exactProblems(order, profile.supplier, directory.exact, owner),
      ...tableProblems(order, profile.supplier, directory.unit, owner),
    ]
  }
  return {
    id: directory.id,
    mediaType: 'application/EDIFACT',
    extension: 'edi',
    settings: edifactSettings(directory.id),
    example: EXAMPLE_PARTIES,
    cancels: () => true,
    ...createCombiner({
      findProblems: fits,
      combine(entries, profile) {
        const { document } = profile
        const warnings = noWarnings(entries)
        const owner = ownerOf(profile)
        const bodies = entries.map(({ order, occasion }, index) => (put: Put) => {
          writeOrder({ order, profile, occasion, directory, owner, warnings: warnings[index] ?? [], put })
        })
        const text = edifactInterchange(document, entries[0].occasion, directory.messageType, bodies)
        return ok({ text, charset: levelOf(document).charset, warnings })
      },
    }),
    parts: edifactParts,
    numbering: edifactNumbering,
    acknowledgements: ({ sender, recipient, test, messageReference }) => ({
      read: readEdifactAcknowledgements,
      orderedLines: readEdifactOrderedLines,
      ...{ receiver: partyOf(recipient), sender: partyOf(sender), test },
      ...{ type: 'ORDERS', sharesNumber: messageReference === 'same' },
    }),
  }
}
