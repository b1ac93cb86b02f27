import { type Certificate, SignedData } from 'pkijs'
import { contentInfoIn } from './content.ts'

/**
 * Whether the owner of this very certificate made this detached signature over these bytes. Certificates that came with it
 * are passed over: who is trusted was agreed beforehand.
 */
export async function isSignedBy(
  signature: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
  certificate: Certificate,
): Promise<boolean> {
  try {
    const signed = new SignedData({ schema: contentInfoIn(signature).content })
    // Else the library would verify what the signature brings along, in place of the bytes beside it.
    if (signed.encapContentInfo.eContent) return false
    signed.certificates = [certificate]
    return await signed.verify({ signer: 0, data: bytes.slice().buffer, checkChain: false })
  } catch {
    return false
  }
}
