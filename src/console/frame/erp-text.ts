import type { BroughtVersion, Holding, PassedRoute } from '../../model/erp-holding.ts'
import { capital } from '../../model/problem-text.ts'
import { mailRoutes } from '../../profile/copy-routes.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { moment } from './times.ts'
import type { Visit } from './visit.ts'

/**
 * Says which version the ERP has. Names the routes where several routes lead to systems, or where people read a mail.
 * Empty for an order that no route sends and no receiver has.
 */
export function erpText(
  holdings: readonly Holding[],
  visit: Visit,
  supplier: Pick<Supplier, 'routes' | 'timeZone'>,
): string {
  const { yours, behind } = visit.words.erp
  const mails = mailRoutes(supplier)
  return holdings
    .map((holding) => {
      const { primaryRoute } = holding
      const isErp = holdings.length === 1 && !mails.includes(primaryRoute)
      const who = isErp ? yours : fill(behind, { route: primaryRoute })
      return holdingText(holding, { who, mails, visit, zone: supplier.timeZone })
    })
    .filter((text) => text !== '')
    .join(' ')
}

interface Reader {
  readonly who: string
  readonly mails: readonly string[]
  readonly visit: Visit
  readonly zone: string
}

function holdingText({ primaryRoute, certain, perhaps, open, isCancelling, passed }: Holding, reader: Reader): string {
  const { who, visit } = reader
  const { erp } = visit.words
  // The route that took over may lead to another system.
  const of = ({ route, isCancellation }: BroughtVersion): Reader =>
    passed || (isCancellation && route !== primaryRoute) ? { ...reader, who: fill(erp.behind, { route }) } : reader
  if (certain === null && perhaps === null) return open === null ? '' : fill(erp.none, { who })
  const lacks = open !== null && open > Math.max(perhaps?.version ?? 0, certain?.version ?? 0)
  const earlier = passed?.earlier
  const earlierWho = earlier && earlier.route !== passed.route ? fill(erp.behind, { route: earlier.route }) : who
  return [
    ...(earlier ? [broughtText(earlier, true, { ...reader, who: earlierWho })] : []),
    ...[certain, perhaps].flatMap((brought) =>
      brought ? [broughtText(brought, brought === certain, of(brought))] : [],
    ),
    ...(passed ? [fill(erp[passedSentence(passed)], { route: passed.route })] : []),
    ...(lacks ? [fill(erp.lacks, { what: capital(nameOf(open, isCancelling, visit)) })] : []),
  ].join(' ')
}

const nameOf = (version: number, isCancellation: boolean, { words: { erp } }: Visit): string =>
  isCancellation ? erp.cancellation : fill(erp.version, { version })

const passedSentence = ({ refusal, reached }: PassedRoute): 'refusedIt' | 'notBrought' | 'perhapsToo' =>
  refusal !== null ? 'refusedIt' : reached === 'no' ? 'notBrought' : 'perhapsToo'

function broughtText(brought: BroughtVersion, isCertain: boolean, { who, mails, visit, zone }: Reader): string {
  const { words } = visit
  const { version, route, state, reached, isCancellation, at } = brought
  const { erp } = words
  const values = {
    who,
    route,
    version,
    what: nameOf(version, isCancellation, visit),
    time: at ? moment(at, visit, zone) : '–',
  }
  if (!isCertain) {
    const isHandedOver = state === 'sent' && reached === 'yes'
    return fill(isHandedOver ? erp.sent : state === 'sending' && reached === 'no' ? erp.sending : erp.perhaps, values)
  }
  if (isCancellation) return [fill(erp.taken, values), ...(mails.includes(route) ? [erp.cancelToo] : [])].join(' ')
  if (state === 'done') return fill(erp.byHand, values)
  return fill(mails.includes(route) ? erp.mailed : erp.has, values)
}
