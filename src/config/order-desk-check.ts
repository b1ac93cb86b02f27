import { isMailAddress } from '../text/mail-address.ts'
import { isGroup } from '../text/parsed-json.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'

/** Checks the customer notices and the order desk's addresses, beyond the supplier's schema. */
export function orderDeskMistakes(input: Record<string, unknown>, at: readonly Step[]): Mistake[] {
  const desk = isGroup(input.orderDesk) ? input.orderDesk : {}
  const mails = isGroup(input.customerNotices) ? input.customerNotices : null
  const places: [readonly Step[], unknown][] = [
    [['orderDesk', 'mail'], desk.mail],
    [['customerNotices', 'from'], mails?.from],
  ]
  const mistakes: Mistake[] = places
    .filter(([, value]) => typeof value === 'string' && value !== '' && !isMailAddress(value))
    .map(([place, value]) => ({
      path: pathOf([...at, ...place]),
      message: `'${value}' is not a mail address. Write one plain address, such as 'desk@supplier.example'.`,
    }))
  if (!mails) return mistakes
  const say = (message: string) => mistakes.push({ path: pathOf([...at, 'customerNotices']), message })
  if (typeof desk.mail !== 'string')
    say("mails customers, and their answers would reach nobody: give `orderDesk: { mail: 'desk@supplier.example' }`.")
  const rows = Array.isArray(input.customers) ? input.customers : []
  if (!rows.some((row) => isGroup(row) && row.contact !== undefined))
    say('would mail nobody: no row of the customers table has a `contact`.')
  return mistakes
}
