import type { Supplier } from '../../profile/supplier.ts'
import { customersByNumber } from '../../profile/table-index.ts'
import { Icon } from './icons.tsx'
import { Fragment, h } from './jsx.ts'

/** Characters that a telephone dials. A number in brackets, such as `(0)`, is not dialled after a country code. */
const dialled = (phone: string): string => phone.replace(/^(\s*(?:\+|00).*?)\(0\)/, '$1').replaceAll(/[^\d+]/g, '')

/** The ways to reach a customer: the telephone number and the mail address in the table. */
export function Reach({
  phone,
  contact,
  missing = '',
}: {
  phone: string | undefined
  contact: string | undefined
  /** Stands in place of a missing number. */
  missing?: string
}) {
  return (
    <>
      {phone ? (
        <a class="tel" href={`tel:${dialled(phone)}`}>
          <Icon name="phone" />
          {phone}
        </a>
      ) : (
        missing && <p class="soft">{missing}</p>
      )}
      {contact && (
        <p>
          <a href={`mailto:${encodeURIComponent(contact)}`} dir="auto">
            {contact}
          </a>
        </p>
      )}
    </>
  )
}

/** Nothing for a customer without a telephone number and a mail address in the table. */
export function CustomerReach({
  customer,
  supplier,
}: {
  customer: string | null
  supplier: Pick<Supplier, 'customers'>
}) {
  const row = customer === null ? undefined : customersByNumber(supplier.customers).get(customer)
  if (!row?.phone && !row?.contact) return null
  return <Reach phone={row.phone} contact={row.contact} />
}
