import type { Warning } from '../../document.ts'
import { fitWording } from '../characters/wording.ts'
import { type FieldOwner, type Key, keyProblem, type Wording } from './elements.ts'

/** A slash, a question mark or a hash before the `@` makes an address of a page, which no ERP should mail. */
const MAIL_ADDRESS = /^[^\s@/?#\\]+@[^\s@/?#\\]+$/

/** Either may be empty: nobody is named, or by no address. */
interface Contact {
  readonly name: string
  readonly mail: string
}

/** Who ordered. A mail address stands in its own element whole or not at all; one too long for a name is left to it. */
export function contactOf(
  person: string | null,
  elements: { readonly contact: Wording; readonly mail: Key },
  carrier: FieldOwner,
  warnings: Warning[],
): Contact {
  if (person === null) return { name: '', mail: '' }
  const mail = mailOf(person, elements.mail, carrier) ?? ''
  if (mail !== '' && person.length > elements.contact.max) return { name: '', mail }
  const [name = ''] = fitWording(person, elements.contact, carrier.repertoire, () => 'owned_by.username', warnings)
  return { name, mail }
}

/** Who ordered, where that is a mail address and the element holds all of it. */
export const mailOf = (person: string | null, element: Key, carrier: FieldOwner): string | undefined =>
  person !== null && MAIL_ADDRESS.test(person) && keyProblem('', person, element, carrier, () => '') === null
    ? person
    : undefined
