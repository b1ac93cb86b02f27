import { sha256 } from '../model/order/identity.ts'
import { utf8 } from '../text/utf8.ts'

/** The JSON of an object with a digest as its last field, so that a reader detects a change. */
export const withDigest = async (json: string): Promise<string> =>
  `${json.slice(0, -1)},"sha256":"${await sha256(utf8(json))}"}`

export async function hasDigest(line: string): Promise<boolean> {
  const [, body, digest] = /^(.*),"sha256":"([0-9a-f]{64})"\}$/s.exec(line) ?? []
  return body !== undefined && (await sha256(utf8(`${body}}`))) === digest
}
