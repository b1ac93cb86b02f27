import type { Acknowledgement } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import { err, ok } from '../../model/result.ts'
import { type AcknowledgementReader, quoted } from '../answers/acknowledgement.ts'
import { readContrl } from './contrl.ts'
import { readEdifact } from './envelope.ts'
import { readOrdrsp } from './ordrsp.ts'

/** Reads an interchange of CONTRL and ORDRSP messages. Fails on any unreadable message: half an answer misleads. */
export const readEdifactAcknowledgements: AcknowledgementReader = (bytes) => {
  const read = readEdifact(bytes)
  if (!read.ok) return read
  const found: Acknowledgement[] = []
  for (const message of read.value.messages) {
    if (message.type === 'CONTRL') {
      const answers = readContrl(message, read.value)
      if (!answers.ok) return answers
      for (const answer of answers.value) found.push(answer)
    } else if (message.type === 'ORDRSP') {
      const answer = readOrdrsp(message, read.value)
      if (!answer.ok) return answer
      found.push(answer.value)
    } else return err(findingNote('reply-other-message', { quoted: quoted(message.type) }))
  }
  return found.length > 0 ? ok(found) : err(findingNote('reply-empty'))
}
