import type { Warning } from '../document.ts'
import type { Order } from '../order.ts'
import type { Problem } from '../problem.ts'
import { err, ok } from '../result.ts'
import { type EdifactSettings, edifactInterchange, edifactSequence, edifactSettings, levelOf } from './edifact.ts'
import type { Directory } from './edifact-directory.ts'
import { writeOrder } from './edifact-message.ts'
import { articlePath, type Carrier, keyProblem, misfits } from './elements.ts'
import type { Format, Profile } from './format.ts'
import { articlesOf, customerOf } from './tables.ts'

const GTIN = /^\d{8,14}$/
const GLN = /^\d{13}$/

/** UN/EDIFACT ORDERS of one directory, one order per interchange. */
export function edifactOrders(directory: Directory): Format<EdifactSettings> {
  return {
    id: directory.id,
    mediaType: 'application/EDIFACT',
    extension: 'edi',
    settings: edifactSettings(directory.id),
    fits: (order, profile) => fits(order, profile, directory),
    write(order, profile, occasion) {
      const problems = fits(order, profile, directory)
      if (problems.length > 0) return err(problems)
      const warnings: Warning[] = []
      const text = edifactInterchange(profile.document, occasion, directory.messageType, (put) =>
        writeOrder({ order, profile, occasion, directory, warnings, put }),
      )
      return ok({ text, charset: levelOf(profile.document).charset, warnings })
    },
    sequence: (profile) => edifactSequence(profile.document),
  }
}

function fits(order: Order, profile: Profile<EdifactSettings>, directory: Directory): Problem[] {
  const carrier: Carrier = { name: directory.name, repertoire: levelOf(profile.document).repertoire }
  return [...misfits(order, directory.exact, carrier), ...tableProblems(order, profile, directory, carrier)]
}

/**
 * What the supplier's own tables add to the order. A wrong unit would change what is ordered, so it is refused like a
 * quantity; only the supplier can mend it.
 */
function tableProblems(
  order: Order,
  { supplier }: Profile<EdifactSettings>,
  directory: Directory,
  carrier: Carrier,
): Problem[] {
  const problems: Problem[] = []
  const incomplete = (path: string, message: string) => problems.push({ path, code: 'profile-incomplete', message })
  const gln = customerOf(order, supplier)?.gln
  if (gln && !GLN.test(gln)) {
    incomplete('supplier_customer_number', 'The GLN in the customers table is not 13 digits; correct the table.')
  }
  const articles = articlesOf(order, supplier)
  if (articles.size === 0) return problems
  for (const [index, line] of order.lines.entries()) {
    const row = articles.get(line.article)
    if (row?.gtin && !GTIN.test(row.gtin)) {
      incomplete(articlePath(index), 'The GTIN in the articles table is not 8 to 14 digits; correct the table.')
    }
    const unit = row?.unit
      ? keyProblem('unit in the articles table', row.unit, directory.unit, carrier, () => '')
      : null
    if (unit) incomplete(articlePath(index), unit.message)
  }
  return problems
}
