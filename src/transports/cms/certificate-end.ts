import { Certificate } from 'pkijs'
import { pemBlock } from './pem.ts'

/** End of a PEM certificate in milliseconds since 1970; null for a text without a readable certificate. */
export function certificateEnd(pem: string): number | null {
  const der = pemBlock(pem, 'CERTIFICATE')
  if (!der) return null
  try {
    return Certificate.fromBER(der).notAfter.value.getTime()
  } catch {
    return null
  }
}
