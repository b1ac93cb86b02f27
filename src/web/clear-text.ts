/** Hosts that a packet reaches without leaving this machine (RFC 6761 §6.3, RFC 1122 §3.2.1.3). */
export function isOwnMachine(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '')
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name)
}

/** Whether a request to this address crosses a network unencrypted. Another check refuses a text that is no address. */
export function isClearText(address: string): boolean {
  const host = /^http:\/\/(?:[^/?#]*@)?(\[[^\]/]*\]|[^/?#:]*)/i.exec(address)?.[1]
  return host !== undefined && !isOwnMachine(host)
}

/** Problem text of a setting that sends orders or credentials unencrypted. */
export const clearTextMistake = (carries: string): string =>
  `sends ${carries} in the clear: everybody on the way can read and change it. Use https://; where the supplier has none, add insecure: true.`
