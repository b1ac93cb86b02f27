import { sha256 } from '../../model/order/identity.ts'
import type { ReadAsset } from '../../ports.ts'
import { utf8 } from '../../text/utf8.ts'

/** A file of `templates/console/` that pages load. */
interface PageFile {
  readonly path: (read: ReadAsset) => Promise<string>
  /** The answer to a request for the path; null for another path. */
  readonly answer: (asked: string, read: ReadAsset) => Promise<Response | null>
}

const MEDIA_TYPES = { css: 'text/css', js: 'text/javascript' } as const

/** Long enough that two versions of a file never share an address. */
const HASH_LENGTH = 16

/** The address has the hash of the content: a browser may keep the file and still gets every new file. */
export function createPageFile(stem: string, extension: keyof typeof MEDIA_TYPES): PageFile {
  let known = { content: '', path: '' }
  async function load(read: ReadAsset): Promise<typeof known> {
    const content = await read(`${stem}.${extension}`)
    if (content !== known.content) {
      const hash = (await sha256(utf8(content))).slice(0, HASH_LENGTH)
      known = { content, path: `/console/${hash}.${extension}` }
    }
    return known
  }
  return {
    path: async (read) => (await load(read)).path,
    async answer(asked, read) {
      const { content, path } = await load(read)
      return asked === path ? fileOf(content, MEDIA_TYPES[extension]) : null
    },
  }
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
