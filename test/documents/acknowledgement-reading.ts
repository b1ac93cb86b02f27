import type { AcknowledgementReader } from '../../src/documents/answers/acknowledgement.ts'
import type { Acknowledgement } from '../../src/model/acknowledgement.ts'
import { utf8 } from '../../src/text/utf8.ts'

/** Reads test input: returns the acknowledgements, or the reason for a failure. */
export const reading = (reader: AcknowledgementReader) => ({
  read(text: string): readonly Acknowledgement[] {
    const result = reader(utf8(text))
    if (!result.ok) throw new Error(result.error)
    return result.value
  },
  refusal(text: string | Uint8Array): string | null {
    const result = reader(typeof text === 'string' ? utf8(text) : text)
    return result.ok ? null : result.error
  },
})
