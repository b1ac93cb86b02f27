import { env } from 'cloudflare:workers'
import configured from '#gateway'
import { withoutNotices } from '../profile/customer-contact.ts'

/** The configuration in force. Without the binding for mail no customer gets a notice, so the order desk gets each text at once. */
const gateway = (env.EMAIL as SendEmail | undefined) === undefined ? withoutNotices(configured) : configured

export default gateway
