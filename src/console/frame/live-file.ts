import { sha256 } from '../../model/order/identity.ts'
import { utf8 } from '../../text/utf8.ts'
import { LIVE_SCRIPT } from './live-script.ts'
import { cachedFile, HASH_LENGTH } from './stylesheet.ts'

let path: string | undefined

/** The address has the hash of the content, as the address of the stylesheet has. */
export async function liveScriptPath(): Promise<string> {
  path ??= `/console/${(await sha256(utf8(LIVE_SCRIPT))).slice(0, HASH_LENGTH)}.js`
  return path
}

export const liveScript = async (asked: string): Promise<Response | null> =>
  asked === (await liveScriptPath()) ? cachedFile(LIVE_SCRIPT, 'text/javascript') : null
