import type { ReadAsset } from '../../ports.ts'
import { createPageFile } from './page-file.ts'

export const stylesheet = createPageFile('console', 'css')
export const printStyle = createPageFile('print', 'css')
export const liveScript = createPageFile('live', 'js')

/** The answer to a request for one of the files that pages load; null for another path. */
export async function answerPageFile(asked: string, read: ReadAsset): Promise<Response | null> {
  for (const file of [stylesheet, printStyle, liveScript]) {
    const answer = await file.answer(asked, read)
    if (answer !== null) return answer
  }
  return null
}
