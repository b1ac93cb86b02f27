import type { Acknowledgement } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { type AcknowledgementReader, quoted } from '../answers/acknowledgement.ts'
import type { OrderedLine } from '../answers/confirmed-lines.ts'
import { readContrl } from './contrl.ts'
import { type EdifactInterchange, type EdifactMessage, readEdifact } from './envelope.ts'
import { readOrdrsp } from './ordrsp.ts'
import { orderedLines } from './ordrsp-line.ts'

/** Reads interchanges of CONTRL and ORDRSP messages. Fails on any unreadable message: half an answer misleads. */
export const readEdifactAcknowledgements: AcknowledgementReader = (bytes) => {
  const read = readEdifact(bytes)
  if (!read.ok) return read
  const found: Acknowledgement[] = []
  for (const interchange of read.value) {
    for (const message of interchange.messages) {
      const answers = answersIn(message, interchange)
      if (!answers.ok) return answers
      for (const answer of answers.value) found.push(answer)
    }
  }
  return found.length > 0 ? ok(found) : err(findingNote('reply-empty'))
}

function answersIn(message: EdifactMessage, around: EdifactInterchange): Result<readonly Acknowledgement[], string> {
  if (message.type === 'CONTRL') return readContrl(message, around)
  if (message.type !== 'ORDRSP') return err(findingNote('reply-other-message', { quoted: quoted(message.type) }))
  const answer = readOrdrsp(message, around)
  return answer.ok ? ok([answer.value]) : answer
}

/** The lines of a sent document with one message. Several orders are not compared. */
export function readEdifactOrderedLines(document: Uint8Array): readonly OrderedLine[] {
  const read = readEdifact(document)
  const messages = read.ok ? read.value.flatMap((interchange) => interchange.messages) : []
  const [message] = messages
  return message && messages.length === 1 ? orderedLines(message.segments) : []
}
