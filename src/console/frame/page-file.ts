import { sha256 } from '../../model/order/identity.ts'
import { utf8 } from '../../text/utf8.ts'

/** A file that pages load. */
interface PageFile {
  readonly path: () => Promise<string>
  /** The answer to a request for the path; null for another path. */
  readonly answer: (asked: string) => Promise<Response | null>
}

const MEDIA_TYPES = { css: 'text/css', js: 'text/javascript' } as const

/** Long enough that two versions of a file never share an address. */
const HASH_LENGTH = 16

/** The address has the hash of the content: a browser may keep the file and still gets every new file. */
export function createPageFile(content: string, extension: keyof typeof MEDIA_TYPES, prefix = ''): PageFile {
  let known: string | undefined
  async function path(): Promise<string> {
    known ??= `/console/${prefix}${(await sha256(utf8(content))).slice(0, HASH_LENGTH)}.${extension}`
    return known
  }
  return { path, answer: async (asked) => (asked === (await path()) ? fileOf(content, MEDIA_TYPES[extension]) : null) }
}

/** A browser keeps a file for a year: another content has another address. */
const fileOf = (content: string, mediaType: string): Response =>
  new Response(content, {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    },
  })
