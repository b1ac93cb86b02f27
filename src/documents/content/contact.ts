import type { Warning } from '../../model/document.ts'
import { fitWording } from '../characters/wording.ts'
import { type FieldOwner, type Key, keyProblem, type Wording } from './elements.ts'

/** A slash, question mark or hash before the `@` marks the address of a web page. No ERP should send mail there. */
const MAIL_ADDRESS = /^[^\s@/?#\\]+@[^\s@/?#\\]+$/

/** Empty if the order names no person, or no mail address. */
interface Contact {
  readonly name: string
  readonly mail: string
}

/**
 * The name and mail address of the chef. A mail address is written completely or left out. An address too long for
 * `contact` is written only as `mail`.
 */
export function contactOf(
  person: string | null,
  elements: { readonly contact: Wording; readonly mail: Key },
  owner: FieldOwner,
  warnings: Warning[],
): Contact {
  if (person === null) return { name: '', mail: '' }
  const mail = mailOf(person, elements.mail, owner) ?? ''
  if (mail !== '' && person.length > elements.contact.max) return { name: '', mail }
  const [name = ''] = fitWording(person, elements.contact, owner.repertoire, () => 'owned_by.username', warnings)
  return { name, mail }
}

/** The chef's mail address, if the order has a mail address and the element has room for all characters. */
export const mailOf = (person: string | null, element: Key, owner: FieldOwner): string | undefined =>
  person !== null && MAIL_ADDRESS.test(person) && keyProblem('', person, element, owner, () => '') === null
    ? person
    : undefined
