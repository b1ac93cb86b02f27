import { type Certificate, getCrypto, SignedData, type SignerInfo } from 'pkijs'
import { contentInfoIn } from './content.ts'
import type { Hash } from './sign.ts'

/** `weak`: with a hash that is not taken here, whoever made it. */
export type SignatureVerdict = 'good' | 'weak' | 'none'

/**
 * Whether the owner of this very certificate made this detached signature over these bytes. Certificates that came with it
 * are passed over: who is trusted was agreed beforehand. Where we sign with SHA-256, a signature with SHA-1 proves nothing.
 */
export async function verifySignature(
  signature: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
  certificate: Certificate,
  weakest: Hash,
): Promise<SignatureVerdict> {
  try {
    const signed = new SignedData({ schema: contentInfoIn(signature).content })
    // Else the library would verify what the signature brings along, in place of the bytes beside it.
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

/** The content is hashed by one algorithm, and what is signed perhaps by another. */
function usesSha1({ digestAlgorithm, signatureAlgorithm }: SignerInfo): boolean {
  if (digestAlgorithm.algorithmId === SHA_1) return true
  if (signatureAlgorithm.algorithmId === RSA_ENCRYPTION) return false
  return getCrypto(true).getHashAlgorithm(signatureAlgorithm) === 'SHA-1'
}
