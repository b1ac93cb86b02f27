import type { Secrets } from '../ports.ts'
import type { Services } from '../services.ts'
import { localMails } from './local-mails.ts'
import { isLocal } from './secrets.ts'

/** The part of the services for a gateway on a laptop. `wrangler dev` gives no command, and serves with the defaults. */
export const localServices = (secrets: Secrets): Pick<Services, 'isLocal' | 'orderCommand' | 'localMails'> => ({
  isLocal: isLocal(secrets),
  orderCommand: secrets.get('ORDERBRIDGE_ORDER_COMMAND') ?? 'npm run order',
  localMails,
})
