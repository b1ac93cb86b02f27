import { type Certificate, getCrypto, SignedData, type SignerInfo } from 'pkijs'
import { contentInfoIn } from './content.ts'
import type { Hash } from './sign.ts'

/** `weak`: signed with a hash that the gateway does not accept, by any signer. */
export type SignatureVerdict = 'good' | 'weak' | 'none'

/**
 * Checks whether the owner of exactly this certificate made this detached signature over these bytes. Ignores
 * certificates inside the signature: trust was agreed beforehand. If we sign with SHA-256, a signature with SHA-1
 * proves no receipt.
 */
export async function verifySignature(
  signature: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
  certificate: Certificate,
  weakest: Hash,
): Promise<SignatureVerdict> {
  try {
    const signed = new SignedData({ schema: contentInfoIn(signature).content })
    // Otherwise the library would verify the content inside the signature instead of the bytes of the message.
    if (signed.encapContentInfo.eContent) return 'none'
    signed.certificates = [certificate]
    const isGood = await signed.verify({ signer: 0, data: bytes.slice().buffer, checkChain: false })
    const [signer] = signed.signerInfos
    if (!isGood || !signer) return 'none'
    return weakest !== 'SHA-1' && usesSha1(signer) ? 'weak' : 'good'
  } catch {
    return 'none'
  }
}

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'
const SHA_1 = '1.3.14.3.2.26'

/** The digest of the content and the signature may use different algorithms. */
function usesSha1({ digestAlgorithm, signatureAlgorithm }: SignerInfo): boolean {
  if (digestAlgorithm.algorithmId === SHA_1) return true
  if (signatureAlgorithm.algorithmId === RSA_ENCRYPTION) return false
  return getCrypto(true).getHashAlgorithm(signatureAlgorithm) === 'SHA-1'
}
