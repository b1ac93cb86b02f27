import type { Acknowledgement } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { type AcknowledgementReader, quoted } from '../answers/acknowledgement.ts'
import type { OrderedLine } from '../answers/confirmed-lines.ts'
import { orderedLinesIn, read855 } from './855.ts'
import { readX12, type TransactionSet, type X12Interchange } from './envelope.ts'
import { readEnvelopeAnswer, readFunctional } from './functional.ts'

/** Reads interchanges of TA1, 997, 999 and 855. Fails on any unreadable answer: half an answer misleads. */
export const readX12Acknowledgements: AcknowledgementReader = (bytes) => {
  const read = readX12(bytes)
  if (!read.ok) return read
  const found: Acknowledgement[] = []
  for (const interchange of read.value) {
    for (const segment of interchange.envelopeAnswers) {
      const answer = readEnvelopeAnswer(segment, interchange)
      if (!answer.ok) return answer
      found.push(answer.value)
    }
    for (const set of interchange.sets) {
      const answers = answersIn(set, interchange)
      if (!answers.ok) return answers
      for (const answer of answers.value) found.push(answer)
    }
  }
  return found.length > 0 ? ok(found) : err(findingNote('reply-empty'))
}

function answersIn(set: TransactionSet, around: X12Interchange): Result<readonly Acknowledgement[], string> {
  if (set.type === '997' || set.type === '999') return readFunctional(set, around)
  if (set.type !== '855') return err(findingNote('reply-other-set', { quoted: quoted(set.type) }))
  const answer = read855(set, around)
  return answer.ok ? ok([answer.value]) : answer
}

/** The lines of a sent document with one set. Several orders are not compared. */
export function readX12OrderedLines(document: Uint8Array): readonly OrderedLine[] {
  const read = readX12(document)
  const [set, ...others] = read.ok ? read.value.flatMap(({ sets }) => sets) : []
  return set && others.length === 0 ? orderedLinesIn(set.segments) : []
}
