import { base64 } from '../../text/base64.ts'
/** Fingerprint of a host key as `ssh-keygen -l` and every SFTP program show the fingerprint. */
export async function fingerprint(key: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(key)))
  return `SHA256:${withoutPadding(base64(digest))}`
}

export const isPinned = (print: string, pins: readonly string[]): boolean =>
  pins.some((pin) => withoutPadding(pin) === print)

/** Programs may show the fingerprint with base64 padding. */
const withoutPadding = (text: string): string => text.replace(/=+$/, '')
