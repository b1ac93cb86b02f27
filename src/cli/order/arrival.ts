import type { Route } from '../../profile/supplier.ts'

/** A delivery whose document was written. */
interface Handed {
  readonly state: string
  readonly fileName: string | null
}

/** A line about the place of a document; null while no document arrived. */
export function arrivalText(
  { state, fileName }: Handed,
  route: Pick<Route, 'document' | 'transport'>,
  mailbox: string,
) {
  const { kind } = route.transport
  if (kind === 'mailbox' && state === 'waiting') return `ready to be collected: ${fileName ?? ''} at ${mailbox}`
  if (state === 'delivered') return `delivered: ${placeOf(fileName ?? '', route)}`
  if (state === 'sent') return `sent, its receipt is due: ${placeOf(fileName ?? '', route)}`
  return null
}

function placeOf(fileName: string, { document, transport }: Pick<Route, 'document' | 'transport'>): string {
  const setting = (name: string): string => {
    const value = Reflect.get(transport, name)
    return typeof value === 'string' ? value : ''
  }
  switch (transport.kind) {
    case 'sftp':
    case 'ftp':
      return `${setting('folder').replace(/\/+$/, '')}/${fileName} at ${setting('host')}`
    case 's3':
    case 'r2':
      return `${setting('prefix')}${fileName} in bucket ${setting('bucket')}`
    case 'email':
    case 'smtp': {
      const to = Reflect.get(document, 'to')
      return `mail to ${Array.isArray(to) ? to.join(', ') : 'its recipients'}`
    }
    default:
      return [fileName, setting('url')].filter((text) => text !== '').join(' at ')
  }
}
