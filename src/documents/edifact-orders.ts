import type { Warning } from '../document.ts'
import type { Order } from '../order.ts'
import type { Problem } from '../problem.ts'
import { err, ok } from '../result.ts'
import { edifactInterchange } from './edifact.ts'
import type { Directory } from './edifact-directory.ts'
import { writeOrder } from './edifact-message.ts'
import { type EdifactSettings, edifactNumbering, edifactSettings, levelOf } from './edifact-settings.ts'
import type { Carrier } from './elements.ts'
import type { Format, Profile } from './format.ts'
import { misfits } from './misfits.ts'
import { tableProblems } from './tables.ts'

/** UN/EDIFACT ORDERS of one directory, one order per interchange. */
export function edifactOrders(directory: Directory): Format<EdifactSettings> {
  const carrierOf = ({ document }: Profile<EdifactSettings>): Carrier => ({
    name: directory.name,
    repertoire: levelOf(document).repertoire,
  })
  const fits = (order: Order, profile: Profile<EdifactSettings>): Problem[] => {
    const carrier = carrierOf(profile)
    return [
      ...misfits(order, profile.supplier, directory.exact, carrier),
      ...tableProblems(order, profile.supplier, directory.unit, carrier),
    ]
  }
  return {
    id: directory.id,
    mediaType: 'application/EDIFACT',
    extension: 'edi',
    settings: edifactSettings(directory.id),
    cancels: () => true,
    fits,
    write(order, profile, occasion) {
      const problems = fits(order, profile)
      if (problems.length > 0) return err(problems)
      const warnings: Warning[] = []
      const carrier = carrierOf(profile)
      const text = edifactInterchange(profile.document, occasion, directory.messageType, (put) =>
        writeOrder({ order, profile, occasion, directory, carrier, warnings, put }),
      )
      return ok({ text, charset: levelOf(profile.document).charset, warnings })
    },
    numbering: edifactNumbering,
  }
}
