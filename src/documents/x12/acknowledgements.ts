import type { Acknowledgement } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import { err, ok } from '../../model/result.ts'
import { type AcknowledgementReader, quoted } from '../answers/acknowledgement.ts'
import { read855 } from './855.ts'
import { readX12 } from './envelope.ts'
import { readEnvelopeAnswer, readFunctional } from './functional.ts'

/** Reads an interchange of TA1, 997, 999 and 855. Fails on any unreadable answer: half an answer misleads. */
export const readX12Acknowledgements: AcknowledgementReader = (bytes) => {
  const read = readX12(bytes)
  if (!read.ok) return read
  const found: Acknowledgement[] = []
  for (const segment of read.value.envelopeAnswers) {
    const answer = readEnvelopeAnswer(segment, read.value)
    if (!answer.ok) return answer
    found.push(answer.value)
  }
  for (const set of read.value.sets) {
    if (set.type === '997' || set.type === '999') {
      const answers = readFunctional(set, read.value)
      if (!answers.ok) return answers
      for (const answer of answers.value) found.push(answer)
    } else if (set.type === '855') {
      const answer = read855(set, read.value)
      if (!answer.ok) return answer
      found.push(answer.value)
    } else return err(findingNote('reply-other-set', { quoted: quoted(set.type) }))
  }
  return found.length > 0 ? ok(found) : err(findingNote('reply-empty'))
}
