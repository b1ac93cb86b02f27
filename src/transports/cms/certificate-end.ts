import { Certificate } from 'pkijs'
import { pemBlock } from './pem.ts'

/** Until when a certificate in PEM is good, in milliseconds since 1970; null when it holds none that can be read. */
export function certificateEnd(pem: string): number | null {
  const der = pemBlock(pem, 'CERTIFICATE')
  if (!der) return null
  try {
    return Certificate.fromBER(der).notAfter.value.getTime()
  } catch {
    return null
  }
}
