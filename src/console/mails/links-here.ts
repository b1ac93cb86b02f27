/**
 * A mail with links to this machine. The links of a mail lead to `publicUrl`, where the orders of a laptop are
 * unknown.
 */
export function linksHere(text: string, publicUrl: string | undefined, origin: string): string {
  return publicUrl === undefined ? text : text.replaceAll(`${publicUrl.replace(/\/+$/, '')}/`, `${origin}/`)
}

/** The text in pieces: a piece with `href` is a link to this machine. Other addresses stay text. */
export function textPieces(text: string, origin: string): { readonly text: string; readonly href?: string }[] {
  const pieces = text.split(/(\bhttps?:\/\/[^\s<>"']+)/)
  return pieces
    .filter(Boolean)
    .map((piece) => (piece.startsWith(`${origin}/`) ? { text: piece, href: piece } : { text: piece }))
}

/** The HTML part of a mail, whose links open in another window: the console allows no frame. */
export const inOtherWindow = (html: string): string =>
  html.includes('<head>') ? html.replace('<head>', `<head>${BASE}`) : `${BASE}${html}`

const BASE = '<base target="_blank">'
