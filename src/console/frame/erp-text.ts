import type { Holding } from '../../model/erp-holding.ts'
import { fill } from '../../text/fill.ts'
import { moment } from './times.ts'
import type { Visit } from './visit.ts'

/** Says which version the ERP has. Names the routes where several routes lead to systems. */
export function erpText(holdings: readonly Holding[], visit: Visit, zone: string): string {
  const { yours, behind } = visit.words.erp
  return holdings
    .map((holding) => {
      const who = holdings.length === 1 ? yours : fill(behind, { route: holding.primaryRoute })
      return holdingText(holding, who, visit, zone)
    })
    .join(' ')
}

function holdingText({ certain, perhaps, open }: Holding, who: string, visit: Visit, zone: string): string {
  const { words, now, language } = visit
  const { erp } = words
  const time = certain?.at ? moment(Date.parse(certain.at), { zone, now, language }) : '–'
  const has = certain?.isCancellation ? erp.taken : certain?.isByHand ? erp.byHand : erp.has
  const lacks = open !== null && open > (perhaps?.version ?? certain?.version ?? 0)
  const sentences = [
    ...(certain ? [fill(has, { who, version: String(certain.version), time })] : []),
    ...(perhaps ? [fill(erp.perhaps, { who, version: String(perhaps.version) })] : []),
    ...(certain || perhaps ? [] : [fill(erp.none, { who })]),
    ...((certain || perhaps) && lacks ? [fill(erp.lacks, { version: String(open) })] : []),
  ]
  return sentences.join(' ')
}
