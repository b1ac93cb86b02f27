import { sha256 } from '../../model/order/identity.ts'
import { utf8 } from '../../text/utf8.ts'
import text from './console.css'

/** Long enough that two versions of the stylesheet never share an address. */
export const HASH_LENGTH = 16

let path: string | undefined

/** The address has the hash of the content, so that a browser may keep the stylesheet and still gets every new one. */
export async function stylesheetPath(): Promise<string> {
  path ??= `/console/${(await sha256(utf8(text))).slice(0, HASH_LENGTH)}.css`
  return path
}

export const stylesheet = async (asked: string): Promise<Response | null> =>
  asked === (await stylesheetPath()) ? cachedStyle(text) : null

export const cachedStyle = (content: string): Response => cachedFile(content, 'text/css')

/** A browser keeps a file for a year: another content has another address. */
export const cachedFile = (content: string, mediaType: 'text/css' | 'text/javascript'): Response =>
  new Response(content, {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    },
  })
