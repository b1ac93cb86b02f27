import { createHmac } from 'node:crypto'
import type { StartHmac } from '../ports.ts'

export const nodeHmac: StartHmac = (secret) => {
  const hmac = createHmac('sha256', secret)
  return {
    update: (part) => void hmac.update(part),
    digest: () => hmac.digest(),
  }
}
